"""Topics in the admin, and the field by which an article takes them."""

from django import forms
from django.contrib.admin import AdminSite
from django.contrib.admin.widgets import AutocompleteSelectMultiple, RelatedFieldWidgetWrapper
from django.utils.translation import gettext_lazy as _

from articles.models import TaggedArticle, Topic, TopicSlug
from portal.audit.history_admin import HistoryAdmin
from portal.core.admin import fieldset


class TopicForm(forms.ModelForm):
    """A topic, of which the short name never takes the address of another."""

    def clean_slug(self):
        """The short name; one that another topic had still leads to that one."""
        slug = self.cleaned_data["slug"]
        former = (
            TopicSlug.objects.filter(slug=slug)
            .exclude(topic=self.instance.pk)
            .select_related("topic")
            .first()
        )
        if former:
            said = (
                _("This was the short name of “%s”, and readers are still led there.")
                % former.topic
            )
            raise forms.ValidationError(said)
        return slug


class TopicAdmin(HistoryAdmin):
    """The topics, with the introductions of their pages."""

    form = TopicForm
    list_display = ("__str__", "name", "name_en", "slug")
    search_fields = ("name", "name_en", "slug")
    prepopulated_fields = {"slug": ("name_en",)}
    fieldsets = (
        fieldset(None, _("What readers see as the name of the topic."), "name", "name_en", "slug"),
        fieldset(
            _("Introduction"),
            _("Stands at the head of the topic's page."),
            "introduction",
            "introduction_en",
        ),
    )

    def save_model(self, request, obj, form, change):
        """Store the topic; a former short name leads on to the present one."""
        before = (
            Topic.objects.filter(pk=obj.pk).values_list("slug", flat=True).first()
            if change
            else None
        )
        super().save_model(request, obj, form, change)
        if before and before != obj.slug:
            obj.add_former_slug(before)


def topics_field(site: AdminSite) -> forms.ModelMultipleChoiceField:
    """A form field that finds topics by any of their names, and adds a missing one in a window of its own."""
    key = TaggedArticle._meta.get_field("tag")
    picker = AutocompleteSelectMultiple(key, site)
    return forms.ModelMultipleChoiceField(
        Topic.objects.all(),
        required=False,
        label=_("Topics"),
        help_text=_(
            "Type a part of a topic's name and choose it; the plus sign adds a topic that is missing."
        ),
        widget=RelatedFieldWidgetWrapper(picker, key.remote_field, site, can_add_related=True),
    )
