"""Rights and roles in the words of the page's language: the database has them in one language alone."""

from django import forms
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

DEFAULT_PERMISSION_LABELS = {
    "add": gettext_lazy("Can add: %s"),
    "change": gettext_lazy("Can change: %s"),
    "delete": gettext_lazy("Can delete: %s"),
    "view": gettext_lazy("Can see: %s"),
}


def permission_label(right: Permission) -> str:
    """The room, and what may be done there."""
    app = right.content_type.app_label
    room = apps.app_configs[app].verbose_name if app in apps.app_configs else app
    return f"{room} | {_act(right)}"


def _act(right):
    model, action = right.content_type.model_class(), right.codename.partition("_")[0]
    if (
        model
        and action in DEFAULT_PERMISSION_LABELS
        and right.codename == f"{action}_{model._meta.model_name}"
    ):
        return str(DEFAULT_PERMISSION_LABELS[action]) % model._meta.verbose_name
    declared = dict(model._meta.permissions) if model else {}
    # The stored name is in whatever language was active when the table of rights was filled.
    return str(declared.get(right.codename) or _(right.name))


def group_label(role: Group) -> str:
    """What the role is called; one that the desk made itself is called as they wrote it."""
    return capfirst(_(role.name)) if role.name else ""


class PermissionChoiceField(forms.ModelMultipleChoiceField):
    """The rights, each in words, without those of histories, which nobody is given."""

    def __init__(self, queryset, **options):
        rights = queryset.select_related("content_type").exclude(
            content_type__model__startswith="historical"
        )
        super().__init__(rights, **options)

    def label_from_instance(self, obj: Permission) -> str:
        """The right in words."""
        return permission_label(obj)


class GroupChoiceField(forms.ModelMultipleChoiceField):
    """The roles, each in words."""

    def label_from_instance(self, obj: Group) -> str:
        """The role in words."""
        return group_label(obj)


FORM_CLASSES = {
    "permissions": PermissionChoiceField,
    "user_permissions": PermissionChoiceField,
    "groups": GroupChoiceField,
}


class PermissionLabelsMixin:
    """For the admin of people and of groups."""

    def formfield_for_manytomany(self, db_field, request, **options):
        """The stock field, its choices in words."""
        if db_field.name in FORM_CLASSES:
            options["form_class"] = FORM_CLASSES[db_field.name]
        return super().formfield_for_manytomany(db_field, request, **options)
