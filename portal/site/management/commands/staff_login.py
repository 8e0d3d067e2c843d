"""staff_login: a first login for the admin, or a new password for it."""

import secrets

from axes.utils import reset
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand

USERNAME = "admin"


def ensure_staff_login(*, renew: bool) -> str | None:
    """Create the staff login, or give it a new password; return the password.

    Unless `renew` is set, nothing is done and None returned where the login or a superuser exists.
    """
    users = get_user_model().objects
    user = users.filter(username=USERNAME).first()
    exists = user is not None or _has_superuser()
    if exists and not renew:
        return None
    if user is None:
        user = users.model(username=USERNAME)
    password = secrets.token_urlsafe(12)
    user.set_password(password)
    user.is_staff = True
    user.is_superuser = True
    user.is_active = True
    user.save()
    reset(username=USERNAME)
    return password


def _has_superuser() -> bool:
    return get_user_model().objects.filter(is_superuser=True, is_active=True).exists()


class Command(BaseCommand):
    help = (
        "Make a staff login where there is none and print its password once; "
        "--renew gives it a new one."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--renew", action="store_true", help="give the login a new password and print it"
        )

    def handle(self, *, renew, **options):
        password = ensure_staff_login(renew=renew)
        if password:
            self.stdout.write(
                f"Staff login: {USERNAME}   password: {password}   "
                "(shown once; make password gives a new one)"
            )
