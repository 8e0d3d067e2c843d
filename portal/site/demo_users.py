"""Demo users: one for each role, so that the workflow can be tried on a new development machine."""

import secrets

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from portal.site.roles import ROLES, sync_roles


def create_demo_users() -> dict[str, str]:
    """Create the users and return their passwords by login; none where the database has users already."""
    if get_user_model().objects.filter(is_superuser=False).exists():
        return {}
    sync_roles()
    return dict(_create_user(role) for role in ROLES)


def _create_user(role: str) -> tuple[str, str]:
    """Create a user with that role; return login and password."""
    login = role.replace(" ", "-")
    password = secrets.token_urlsafe(9)
    user = get_user_model().objects.create_user(
        login, password=password, is_staff=True, last_name=role.capitalize()
    )
    user.groups.add(Group.objects.get(name=role))
    return login, password
