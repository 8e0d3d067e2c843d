"""The media library in the admin: search, rights, uses, files, and files."""

from datetime import timedelta
from pathlib import PurePosixPath

from django.contrib import admin, messages
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Count, Q
from django.forms.widgets import Media, Script
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.admin.media_addresses import SEARCHED_FIELDS, MediaAddressesMixin, file_address
from articles.admin.media_form import MediaItemForm
from articles.media_library import media_uses, replace_file, show_present_file, store_file
from articles.models import MediaFile, MediaKind, Picture
from portal.audit.history_admin import HistoryAdmin
from portal.core.admin import change_link, fieldset

# Rows of the form that only a document has, and only a picture
DOCUMENT_FIELDS = frozenset(("is_public", "public_address"))
PICTURE_FIELDS = frozenset((("focus_x", "focus_y"), "alt"))


class MediaStateFilter(admin.SimpleListFilter):
    """The items that the public may not see, or not much longer; the items that nothing uses."""

    title = gettext_lazy("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        """The choices and their labels."""
        return [
            ("hidden", _("hidden from readers")),
            ("ending", _("right ends within 30 days")),
            ("uncredited", _("without a credit or licence")),
            ("unused", _("not used")),
        ]

    def queryset(self, request, queryset):
        """The rows in that state."""
        today = timezone.localdate()
        if self.value() == "hidden":
            return queryset.hidden(on=today)
        if self.value() == "ending":
            return queryset.expiring(since=today, until=today + timedelta(days=30))
        if self.value() == "uncredited":
            return queryset.filter(Q(credit="") | Q(licence=""))
        if self.value() == "unused":
            return queryset.filter(pictures=None)
        return queryset


class MediaItemAdmin(MediaAddressesMixin, HistoryAdmin):
    """The media library."""

    form = MediaItemForm
    list_display = ("thumbnail", "title", "credit", "licence", "state", "uses")
    list_display_links = ("title",)
    list_filter = ("kind", MediaStateFilter, "licence", "consent")
    search_fields = SEARCHED_FIELDS
    readonly_fields = ("preview", "facts", "public_address", "where_used")
    fieldsets = (
        fieldset(
            None,
            gettext_lazy("A picture or file that articles may use."),
            "preview",
            "file",
            "facts",
            "title",
        ),
        fieldset(
            gettext_lazy("Words"),
            gettext_lazy("What a new use begins with. Each article has its own words for it."),
            "alt",
            "caption",
            "credit",
        ),
        fieldset(
            gettext_lazy("Rights and consent"),
            gettext_lazy(
                "They act at once and on every use: when the right has ended or a consent is withdrawn, "
                "readers see in its place that it is no longer shown. The signed text is not changed."
            ),
            ("licence", "licence_note"),
            "source_address",
            "rights_until",
            ("consent", "consent_note"),
            "is_public",
            "public_address",
        ),
        fieldset(
            gettext_lazy("Crop"),
            gettext_lazy(
                "The point that stays in the picture where it is cut to the shape of a card. "
                "Click into the picture, or type the numbers."
            ),
            ("focus_x", "focus_y"),
        ),
        fieldset(gettext_lazy("Uses"), gettext_lazy("Where articles show it."), "where_used"),
    )

    @property
    def media(self) -> Media:
        """The stock media, our styles, and the script that sets the focal point."""
        return super().media + Media(
            css={"all": ["articles/pictures.css"]},
            js=[Script("articles/focal_point.js", type="module")],
        )

    # Columns and fields

    def get_queryset(self, request):
        """The items with the number of their uses."""
        return super().get_queryset(request).annotate(use_count=Count("pictures"))

    @admin.display(description=gettext_lazy("picture"))
    def thumbnail(self, item):
        """The picture, small; the suffix of a document."""
        if item.kind == MediaKind.FILE:
            return PurePosixPath(item.file.name).suffix.removeprefix(".").upper()
        address = f"{file_address(item)}?width=480"
        return format_html('<img src="{}" alt="" class="thumbnail" loading="lazy">', address)

    @admin.display(description=gettext_lazy("right to show it"), ordering="rights_until")
    def state(self, item):
        """Why readers do not see it, or until when they may."""
        words = [_("public document")] if item.is_public else []
        if item.hidden_reason():
            words.append(item.hidden_reason())
        elif item.rights_until:
            words.append(_("until %s") % item.rights_until)
        return ", ".join(words)

    @admin.display(description=gettext_lazy("uses"), ordering="use_count")
    def uses(self, item):
        """In how many articles it is used."""
        return item.use_count

    @admin.display(description=gettext_lazy("preview"))
    def preview(self, item):
        """The picture, on which the focal point is set; a link to a document."""
        if not item.pk:
            return "–"
        if item.kind == MediaKind.FILE:
            return format_html('<a href="{}">{}</a>', file_address(item), _("Download"))
        reason = item.hidden_reason()
        notice = format_html('<p class="errornote">{}</p>', reason) if reason else ""
        return format_html(
            '{}<span class="focal-point"><img src="{}" alt="{}" class="media-preview"></span>',
            notice,
            file_address(item),
            item.alt,
        )

    @admin.display(description=gettext_lazy("facts"))
    def facts(self, item):
        """Size in pixels and bytes, and when it was added."""
        if not item.pk:
            return "–"
        pixels = f"{item.width} × {item.height} · " if item.width else ""
        day = timezone.localtime(item.added_at).strftime("%Y-%m-%d")
        added = _("added on %s") % day
        return f"{pixels}{item.size // 1024} KB · {added}"

    @admin.display(description=gettext_lazy("address for links"))
    def public_address(self, item):
        """The address of a public document, or why it has none."""
        if not item.pk or item.kind != MediaKind.FILE:
            return "–"
        reason = item.link_refusal()
        if reason:
            return reason
        return format_html('<a href="{0}">{0}</a>', item.public_address)

    @admin.display(description=gettext_lazy("used in"))
    def where_used(self, item):
        """A line for each article that shows it."""
        lines = [_use_line(use) for use in media_uses(item)] if item.pk else []
        if not lines:
            return _("Nothing uses it.")
        return format_html(
            "<ul>{}</ul>", format_html_join("", '<li>{}<div class="help">{}</div></li>', lines)
        )

    def get_fieldsets(self, request, obj=None):
        """The fieldsets; a document has no focal point, and a picture no address of its own."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None:
            return fieldsets
        others = DOCUMENT_FIELDS if obj.kind == MediaKind.PICTURE else PICTURE_FIELDS
        return [
            (
                title,
                {**options, "fields": [name for name in options["fields"] if name not in others]},
            )
            for title, options in fieldsets
            if not others.issuperset(options["fields"])
        ]

    # Storing

    def save_model(self, request, obj, form, change):
        """Store the item; a new file of a stored one is an edit of the articles that show it."""
        upload = form.cleaned_data.get("file")
        if not isinstance(upload, UploadedFile):
            super().save_model(request, obj, form, change)
            return
        content, suffix = upload.read(), PurePosixPath(upload.name).suffix
        if not change:
            store_file(obj, content, suffix)
            return
        self._warn(request, replace_file(obj, content, suffix, by=request.user))

    def _warn(self, request, articles):
        if not articles:
            return
        message = ngettext(
            "%(n)d article shows the new file now; signatures that it had are void: %(titles)s.",
            "%(n)d articles show the new file now; signatures that they had are void: %(titles)s.",
            len(articles),
        )
        titles = ", ".join(str(article) for article in articles)
        messages.warning(request, message % {"n": len(articles), "titles": titles})

    def after_revert(self, request, obj):
        """Show the file that was brought back in the articles that may be edited."""
        self._warn(request, show_present_file(obj, by=request.user))

    def after_restore(self, request, obj):
        """Keep the file of a restored item on record again."""
        MediaFile.objects.get_or_create(
            name=obj.file.name, defaults={"item": obj, "digest": obj.digest}
        )

    def has_delete_permission(self, request, obj=None):
        """The stock permission, for what no article ever used."""
        if obj is not None and Picture.history.filter(media=obj.pk).exists():
            return False
        return super().has_delete_permission(request, obj)

    def get_actions(self, request):
        """The actions without the bulk deletion: each item is asked for its uses."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions


def _use_line(use) -> tuple[str, str]:
    """The article with a link, and where it stands there and who sees it, in words."""
    words = [str(use.picture.article.get_status_display())]
    if use.paragraph is None:
        words.append(_("above the text"))
    else:
        words.append(_("after ¶%d") % use.paragraph)
    if use.is_former_file:
        words.append(_("with the former file"))
    if use.is_public:
        words.append(_("readers see it"))
    return change_link(use.picture.article), ", ".join(words)
