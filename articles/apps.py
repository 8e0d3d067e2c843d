from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Articles")

    def ready(self):
        """Have texts looked at before their submit, and found; say what schema.org is told of them."""
        from articles import json_ld, search_index  # noqa: F401, PLC0415  registers itself, and needs the models
        from articles.editor import submit_checks  # noqa: PLC0415  as above

        search_index.register()
        submit_checks.register_checks()
