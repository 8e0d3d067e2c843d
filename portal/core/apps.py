from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "portal.core"
    label = "core"
    verbose_name = _("Journal")

    def ready(self):
        """Have the journal, the reports and the site's pages shown in the admin, and changes of records noted."""
        from portal.core import (  # noqa: PLC0415  needs the models, which are there only now
            changes,
            journal_admin,  # noqa: F401  registers itself
            recovery,
            reports_admin,  # noqa: F401  registers itself
        )

        changes.connect(recovery.kept_models(), self)
