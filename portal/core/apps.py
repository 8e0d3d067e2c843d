from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "portal.core"
    label = "core"
    verbose_name = _("Journal")

    def ready(self):
        """Register the admin of this app, and connect the signals that keep the search table up to date."""
        from portal.audit import (  # noqa: PLC0415  these need the models
            history_restore,
            journal_admin,  # noqa: F401  registers itself
        )
        from portal.core import (  # noqa: PLC0415  these need the models
            error_report_admin,  # noqa: F401  registers itself
            permission_labels,
        )
        from portal.core.site_pages import SitePage  # noqa: PLC0415  needs the models
        from portal.search import index_updates  # noqa: PLC0415  needs the models

        permission_labels.name_groups()
        index_updates.connect_signals([*history_restore.history_models(), SitePage], self)
