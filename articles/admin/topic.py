"""Topics in the admin, and the form field that chooses topics for an article."""

from django import forms
from django.contrib.admin import AdminSite
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.utils.translation import gettext_lazy as _

from articles.models import TaggedArticle, Topic, TopicSlug
from portal.audit.history_admin import HistoryAdmin
from portal.core.admin import fieldset
from portal.core.autocomplete import CheckedAutocompleteSelectMultiple, CheckedMultipleChoiceField


class TopicForm(forms.ModelForm):
    """A topic; its slug may not be a former slug of another topic."""

    def clean_slug(self):
        """Refuse a former slug of another topic, whose address still redirects there."""
        slug = self.cleaned_data["slug"]
        former = (
            TopicSlug.objects.filter(slug=slug)
            .exclude(topic=self.instance.pk)
            .select_related("topic")
            .first()
        )
        if former:
            message = _("This was the short name of “%s”, and readers are still led there.")
            raise forms.ValidationError(message % former.topic)
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
        """Store the topic; a changed slug becomes a former one, which redirects to the new."""
        old_slug = None
        if change:
            old_slug = Topic.objects.filter(pk=obj.pk).values_list("slug", flat=True).first()
        super().save_model(request, obj, form, change)
        if old_slug and old_slug != obj.slug:
            obj.add_former_slug(old_slug)


def topics_field(site: AdminSite) -> forms.ModelMultipleChoiceField:
    """A multiple-choice field with autocomplete by any name, and a button that adds a topic."""
    tag_field = TaggedArticle._meta.get_field("tag")
    select = CheckedAutocompleteSelectMultiple(tag_field, site)
    return CheckedMultipleChoiceField(
        Topic.objects.all(),
        required=False,
        label=_("Topics"),
        help_text=_(
            "Type a part of a topic's name and choose it; the plus sign adds a topic that is missing."
        ),
        widget=RelatedFieldWidgetWrapper(
            select, tag_field.remote_field, site, can_add_related=True
        ),
    )
