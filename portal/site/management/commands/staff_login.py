"""staff_login: a first login for the admin, or a new password for it."""

import secrets

from axes.utils import reset
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand

USERNAME = "admin"


def ensure_staff_login(*, renew: bool) -> str | None:
    """The password of the staff login that was made or renewed; None where one stands and stays as it is."""
    people = get_user_model().objects
    person = people.filter(username=USERNAME).first()
    if person is None and people.filter(is_superuser=True, is_active=True).exists() and not renew:
        return None
    if person and not renew:
        return None
    person = person or people.model(username=USERNAME)
    password = secrets.token_urlsafe(12)
    person.set_password(password)
    person.is_staff = person.is_superuser = person.is_active = True
    person.save()
    reset(username=USERNAME)
    return password


class Command(BaseCommand):
    help = "Make a staff login where there is none and print its password once; --renew gives it a new one."

    def add_arguments(self, parser):
        parser.add_argument(
            "--renew", action="store_true", help="give the login a new password and print it"
        )

    def handle(self, *, renew, **options):
        if password := ensure_staff_login(renew=renew):
            self.stdout.write(
                f"Staff login: {USERNAME}   password: {password}   (shown once; make password gives a new one)"
            )
