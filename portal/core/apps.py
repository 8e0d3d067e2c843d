from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "portal.core"
    label = "core"
    verbose_name = _("Journal")

    def ready(self):
        """Register the admin of this app, and connect the signals that keep the search table up to date."""
        # These need the models, which are loaded only now; the admin modules register themselves.
        from portal.audit import history_restore, journal_admin  # noqa: F401, PLC0415
        from portal.core import error_report_admin  # noqa: F401, PLC0415
        from portal.search import index_updates  # noqa: PLC0415

        index_updates.connect_signals(history_restore.history_models(), self)
