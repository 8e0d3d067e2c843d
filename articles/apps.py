from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Articles")

    def ready(self):
        """Register search kinds, checks before a submit, and JSON-LD descriptions."""
        from articles import json_ld, search_index  # noqa: F401, PLC0415  json_ld registers itself
        from articles.editor import submit_checks  # noqa: PLC0415  needs the models
        from articles.media_rights import register_schedules  # noqa: PLC0415  needs the models

        register_schedules()
        search_index.register()
        submit_checks.register_checks()
