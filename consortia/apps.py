from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConsortiaConfig(AppConfig):
    name = "consortia"
    verbose_name = _("Consortia and their records")

    def ready(self):
        """Hang the records on the pages of the articles that they rest on; have texts compared with them."""
        from consortia import link_targets, related_records, search_index, submit_checks

        search_index.register()
        related_records.register()
        link_targets.register()
        submit_checks.register()
