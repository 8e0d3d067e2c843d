"""demo_users: a user for each role, in development only."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.site.demo_users import create_demo_users


class Command(BaseCommand):
    help = (
        "Make one demo person for each role where there are no people yet, and print the passwords "
        "once; not in production."
    )

    def handle(self, **options):
        if settings.PRODUCTION:
            raise CommandError(
                "Production has no demo people: PORTAL_MODE=production refuses them."
            )
        for login, password in create_demo_users().items():
            self.stdout.write(f"Demo person: {login}   password: {password}   (shown once)")
