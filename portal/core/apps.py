from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "portal.core"
    label = "core"
    verbose_name = _("Journal")

    def ready(self):
        """Have the journal, the error reports and the pages of the site shown in the admin."""
        from portal.core import journal_admin, reports_admin  # noqa: F401, PLC0415  register themselves, and need the models
