from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConsortiaConfig(AppConfig):
    name = "consortia"
    verbose_name = _("Consortia and their records")

    def ready(self):
        """Hang the records on the pages of the articles that they rest on; have texts compared with them."""
        from consortia import (  # noqa: PLC0415  needs the models, which are there only now
            checks,
            found,
            linked,
            resting,
            structured,  # noqa: F401  registers itself
        )

        found.register()
        resting.register()
        linked.register()
        checks.register()
