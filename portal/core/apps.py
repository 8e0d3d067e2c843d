from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "portal.core"
    label = "core"
    verbose_name = _("Journal")

    def ready(self):
        """Have the journal shown in the admin."""
        from portal.core import journal_admin  # noqa: F401, PLC0415  registers itself, and needs the models
