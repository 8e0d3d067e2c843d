"""Demo people: one for each role, so that the chain can be walked on a new development machine."""

import secrets

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from portal.site.roles import ROLES, sync_roles


def create_demo_users() -> dict[str, str]:
    """The password of each person that was made, by login; none where the database has people already."""
    people = get_user_model().objects
    if people.filter(is_superuser=False).exists():
        return {}
    sync_roles()
    return dict(map(_make, ROLES))


def _make(role):
    login, password = role.replace(" ", "-"), secrets.token_urlsafe(9)
    person = get_user_model().objects.create_user(
        login, password=password, is_staff=True, last_name=role.capitalize()
    )
    person.groups.add(Group.objects.get(name=role))
    return login, password
