from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConsortiaConfig(AppConfig):
    name = "consortia"
    verbose_name = _("Consortia and their records")

    def ready(self):
        """Register search, related records, link targets and submission checks."""
        # Imported here because they need loaded models; json_ld registers itself on import.
        from consortia import (  # noqa: PLC0415
            json_ld,  # noqa: F401
            link_targets,
            related_records,
            search_index,
            submit_checks,
        )

        search_index.register()
        related_records.register()
        link_targets.register()
        submit_checks.register()
