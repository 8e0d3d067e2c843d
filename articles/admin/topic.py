"""Topics in the admin, and the field by which an article takes them."""

from django import forms
from django.contrib.admin import AdminSite
from django.contrib.admin.widgets import AutocompleteSelectMultiple, RelatedFieldWidgetWrapper
from django.utils.translation import gettext_lazy as _

from articles.models import TaggedArticle, Topic
from portal.core.admin import KeptAdmin, group


class TopicAdmin(KeptAdmin):
    """The topics, with the introductions of their pages."""

    list_display = ("__str__", "name", "name_en", "slug")
    search_fields = ("name", "name_en", "slug")
    prepopulated_fields = {"slug": ("name_en",)}
    fieldsets = (
        group(None, _("What readers see as the name of the topic."), "name", "name_en", "slug"),
        group(_("Introduction"), _("Stands at the head of the topic's page."), "introduction", "introduction_en"),
    )


def topics_field(site: AdminSite) -> forms.ModelMultipleChoiceField:
    """A form field that finds topics by any of their names, and adds a missing one in a window of its own."""
    key = TaggedArticle._meta.get_field("tag")
    picker = AutocompleteSelectMultiple(key, site)
    return forms.ModelMultipleChoiceField(
        Topic.objects.all(),
        required=False,
        label=_("Topics"),
        help_text=_("Type a part of a topic's name and choose it; the plus sign adds a topic that is missing."),
        widget=RelatedFieldWidgetWrapper(picker, key.remote_field, site, can_add_related=True),
    )
