"""Topics in the admin, and the form field that chooses topics for an article."""

from django import forms
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles.models import TaggedArticle, Topic, TopicSlug
from articles.tag_parsing import narrow_name
from articles.topic_merging import merge_topics
from portal.audit.history_admin import HistoryAdmin
from portal.core.admin import fieldset
from portal.core.autocomplete import (
    CheckedAutocompleteSelect,
    CheckedAutocompleteSelectMultiple,
    CheckedChoiceField,
    CheckedMultipleChoiceField,
)
from portal.core.folding import name_key
from portal.core.name_search import NameSearchMixin


class TopicForm(forms.ModelForm):
    """A topic; neither its names nor its slug, present or former, may be those of another topic."""

    def clean_name(self):
        """Make full-width letters narrow; refuse the name of another topic in other letters."""
        return self._clean_own_name(self.cleaned_data["name"])

    def clean_name_en(self):
        """Refuse the English name of another topic."""
        return self._clean_own_name(self.cleaned_data["name_en"])

    def _clean_own_name(self, text):
        name = narrow_name(text)
        twin = self._topic_named(name_key(name))
        if twin:
            message = _("The topic “%s” has this name. Use it, or merge the two.")
            raise forms.ValidationError(message % twin)
        return name

    def _topic_named(self, key):
        """Another topic with a name that is the same but for case, width and marks; None without one."""
        if not key:
            return None
        others = Topic.objects.exclude(pk=self.instance.pk)
        return next(
            (each for each in others if key in map(name_key, (each.name, each.name_en))), None
        )

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


class TopicMergeForm(forms.Form):
    """The topic that another one becomes part of."""

    def __init__(self, data, *, site: AdminSite, duplicate: Topic):
        super().__init__(data)
        tag_field = TaggedArticle._meta.get_field("tag")
        self.fields["kept"] = CheckedChoiceField(
            Topic.objects.exclude(pk=duplicate.pk),
            label=_("Topic that stays"),
            widget=CheckedAutocompleteSelect(tag_field, site),
        )


class TopicAdmin(NameSearchMixin, HistoryAdmin):
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

    change_form_template = "admin/articles/topic/change_form.html"

    def get_urls(self):
        """The addresses, with that of the merging of a topic into another."""
        merge = path(
            "<int:object_id>/merge/",
            self.admin_site.admin_view(self.merge_view),
            name="articles_topic_merge",
        )
        return [merge, *super().get_urls()]

    def has_merge_permission(self, request: HttpRequest) -> bool:
        """Whether the person may merge topics: change the one and delete the other."""
        return self.has_change_permission(request) and self.has_delete_permission(request)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """The form of a topic, with the button that merges it, for those who may."""
        context = {**(extra_context or {}), "may_merge": self.has_merge_permission(request)}
        return super().change_view(request, object_id, form_url, context)

    def merge_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Ask which topic this one becomes part of, and merge the two on POST."""
        if not self.has_merge_permission(request):
            raise PermissionDenied
        duplicate = get_object_or_404(Topic, pk=object_id)
        form = TopicMergeForm(request.POST or None, site=self.admin_site, duplicate=duplicate)
        if form.is_valid():
            kept = form.cleaned_data["kept"]
            count = merge_topics(kept=kept, duplicate=duplicate)
            message = ngettext(
                "“%(topic)s” is now “%(kept)s”; %(count)d text was moved.",
                "“%(topic)s” is now “%(kept)s”; %(count)d texts were moved.",
                count,
            )
            messages.success(request, message % {"topic": duplicate, "kept": kept, "count": count})
            return redirect("admin:articles_topic_change", kept.pk)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Merge into another topic"),
            "subtitle": str(duplicate),
            "opts": self.opts,
            "topic": duplicate,
            "tagged": duplicate.items.count(),
            "form": form,
            "media": self.media + form.media,
        }
        return TemplateResponse(request, "admin/articles/topic/merge.html", context)

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
