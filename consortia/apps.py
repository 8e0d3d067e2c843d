from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConsortiaConfig(AppConfig):
    name = "consortia"
    verbose_name = _("Consortia and their records")

    def ready(self):
        """Hang the records on the pages of the articles that they rest on; have texts compared with them."""
        # These need the models, which are there only now; json_ld registers itself.
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
