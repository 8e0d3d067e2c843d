"""sync_roles: the groups of the portal with their permissions, as portal/site/roles.py has them."""

from django.core.management.base import BaseCommand

from portal.site.roles import ROLES, sync_roles


class Command(BaseCommand):
    help = "Make the groups of the portal and give each the rights of its role; a second run changes nothing."

    def handle(self, **options):
        for change in sync_roles():
            self.stdout.write(change)
        self.stdout.write(f"{len(ROLES)} roles")
