"""The icons of yes and no in lists and forms, with an alternative text in the page's language."""

from django.contrib.admin.templatetags import admin_list
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

NAMES_AND_TEXTS = {True: ("yes", _("yes")), False: ("no", _("no")), None: ("unknown", _("unknown"))}


def boolean_icon(value: bool | None) -> SafeString:  # noqa: FBT001  as Django calls it
    """Return the icon of a value; Django's own says “True” and “False” in every language."""
    name, text = NAMES_AND_TEXTS[value]
    return format_html('<img src="{}" alt="{}">', static(f"admin/img/icon-{name}.svg"), text)


def install() -> None:
    """Put our icon in the place of Django's, which offers no setting for it."""
    admin_list._boolean_icon = boolean_icon
