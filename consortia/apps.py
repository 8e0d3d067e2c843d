from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConsortiaConfig(AppConfig):
    name = "consortia"
    verbose_name = _("Consortia and their records")

    def ready(self):
        """Register search, related records, link targets and submission checks."""
        from consortia import (  # noqa: PLC0415  these need the models
            journal_words,
            json_ld,  # noqa: F401  registers itself
            link_targets,
            related_records,
            search_index,
            source_changes,
            submit_checks,
        )

        search_index.register()
        related_records.register()
        link_targets.register()
        submit_checks.register()
        source_changes.register()
        journal_words.register()
