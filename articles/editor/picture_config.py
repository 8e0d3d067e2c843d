"""What the editor's script has to know to put pictures into the text."""

from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.editor.picture_form import ACCEPTED_TYPES

HEIC_TYPES = "image/heic,image/heif,.heic,.heif"  # a browser that decodes them sends a JPEG


def picture_config() -> dict:
    """Addresses, labels of the fields below a picture, and messages."""
    return {
        "module": static("articles/picture_node.js"),
        "upload": reverse("admin:articles_mediaitem_upload"),
        "choices": reverse("admin:articles_mediaitem_choices"),
        "file": reverse("admin:articles_mediaitem_file", args=[0]),
        "accept": f"{ACCEPTED_TYPES},{HEIC_TYPES}",
        "labels": {
            "alt": _("What it shows (alternative text)"),
            "caption": _("Caption"),
            "credit": _("Credit"),
            "licence": _("Licence"),
        },
        "words": {
            "choose": _("Pictures from this device"),
            "library": _("Pictures from the library"),
            "search": _("Search the library"),
            "none": _("The library has no such picture."),
            "cancel": _("Cancel"),
            "loading": _("The picture is being stored."),
            "up": _("Move the picture up"),
            "down": _("Move the picture down"),
            "out": _("Take the picture out"),
            "wait": _("A picture is still being stored: wait a moment, then save."),
            "noPicture": _("This is no picture."),
            "forbidden": _("You do not have the right to add pictures here."),
            "failed": _("The server could not be reached: try again."),
        },
    }
