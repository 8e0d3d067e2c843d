"""The configuration of the site and of its admin."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _


class SiteConfig(AppConfig):
    name = "portal.site"
    label = "site"
    verbose_name = _("Portal")

    def ready(self):
        """Register the JSON-LD of the portal and its lists."""
        from portal.site import json_ld  # noqa: F401, PLC0415  registers itself, and needs the models


class PortalAdminConfig(AdminConfig):
    default_site = "portal.site.admin_site.PortalAdminSite"

    def ready(self):
        """Load the admin classes, and give the icons of yes and no their words."""
        from portal.site import admin_icons  # noqa: PLC0415  needs the apps

        super().ready()
        admin_icons.install()
