from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Articles")

    def ready(self):
        """Register search kinds, checks before a submit, and JSON-LD descriptions."""
        from articles import (  # noqa: PLC0415  these need the models
            journal_words,
            json_ld,  # noqa: F401  registers itself
            search_index,
            stale_statements,
        )
        from articles.editor import submit_checks  # noqa: PLC0415  needs the models
        from articles.media_rights import register_schedules  # noqa: PLC0415  needs the models

        register_schedules()
        search_index.register()
        stale_statements.register()
        journal_words.register()
        submit_checks.register_checks()
