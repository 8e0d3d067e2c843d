"""Labels of permissions and groups in the page's language: the database stores them in one language alone."""

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core.autocomplete import CheckedMultipleChoiceField

APPS_WITHOUT_PAGES = ("axes",)  # its locks of logins end by themselves
DEFAULT_PERMISSION_LABELS = {
    "add": gettext_lazy("Can add: %s"),
    "change": gettext_lazy("Can change: %s"),
    "delete": gettext_lazy("Can delete: %s"),
    "view": gettext_lazy("Can see: %s"),
}


def permission_label(permission: Permission) -> str:
    """The app, and what the permission allows there."""
    app_label = permission.content_type.app_label
    app_config = apps.app_configs.get(app_label)
    app_name = app_config.verbose_name if app_config else app_label
    return f"{app_name} | {_action_label(permission)}"


def _action_label(permission):
    """What the permission allows: by Django's default label, the model's own, or the stored name."""
    codename = permission.codename
    model = permission.content_type.model_class()
    if model:
        action = codename.partition("_")[0]
        default_label = DEFAULT_PERMISSION_LABELS.get(action)
        if default_label and codename == f"{action}_{model._meta.model_name}":
            return str(default_label) % model._meta.verbose_name
        declared_label = dict(model._meta.permissions).get(codename)
        if declared_label:
            return str(declared_label)
    # The stored name is in whatever language was active when the table of permissions was filled.
    return _(permission.name)


def group_label(group: Group) -> str:
    """The translated name of a group; one that editors made keeps the name that they gave it."""
    return capfirst(_(group.name)) if group.name else ""


def name_groups() -> None:
    """Let every page that shows a group show its label: Django's own admin pages ask for its text."""
    Group.add_to_class("__str__", group_label)


class PermissionChoiceField(CheckedMultipleChoiceField):
    """Permissions with their labels, without those of models that have no page, which nobody is given."""

    def __init__(self, queryset, **options):
        permissions = (
            queryset.select_related("content_type")
            .exclude(content_type__model__startswith="historical")
            .exclude(content_type__app_label__in=APPS_WITHOUT_PAGES)
        )
        super().__init__(permissions, **options)

    def label_from_instance(self, obj: Permission) -> str:
        """The label of the permission."""
        return permission_label(obj)


class GroupChoiceField(CheckedMultipleChoiceField):
    """Groups with their labels."""

    def label_from_instance(self, obj: Group) -> str:
        """The label of the group."""
        return group_label(obj)


FORM_CLASSES = {
    "permissions": PermissionChoiceField,
    "user_permissions": PermissionChoiceField,
    "groups": GroupChoiceField,
}


class PermissionLabelsMixin:
    """Label permissions and groups in the admin of users and of groups."""

    def formfield_for_manytomany(self, db_field, request, **options):
        """The stock field with labelled choices."""
        if db_field.name in FORM_CLASSES:
            options["form_class"] = FORM_CLASSES[db_field.name]
        return super().formfield_for_manytomany(db_field, request, **options)
