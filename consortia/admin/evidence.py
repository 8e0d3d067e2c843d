"""The admin of evidence, and the base admin of all facts."""

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.contrib.contenttypes.admin import GenericTabularInline
from django.contrib.contenttypes.forms import BaseGenericInlineFormSet
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Article
from articles.staff_visibility import readable_articles
from consortia.admin.mentions import MentionAdminMixin
from consortia.admin.source_changes import SourceChangesMixin
from consortia.admin.user_limits import ConsortiumLimitMixin
from consortia.models import Consortium, Evidence, Organisation
from consortia.source_changes import settle_edited_fact
from consortia.sources import evidence_field_label
from portal.audit.history_admin import HistoryAdmin
from portal.core import html
from portal.core.admin import QuerySetMethodFilter, change_link, fieldset
from portal.core.autocomplete import PreloadedAutocompleteForm, PreloadedAutocompleteMixin

REPEATED_PARAGRAPH = gettext_lazy("This paragraph stands here already.")


def paragraph_texts(article: Article, number: int) -> list[str]:
    """The texts of a paragraph in the working version and in the public one, where it exists."""
    texts = html.paragraphs(article.body)[number - 1 : number]
    public = article.live.paragraph(number) if article.live else ""
    return [*texts, public] if public else texts


class EvidenceForm(PreloadedAutocompleteForm):
    """Form of evidence that checks paragraph and quote against the article."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        choices = getattr(self.fields.get("field"), "choices", None)
        if choices and self.instance.field not in dict(choices):
            stored_choice = (self.instance.field, self.instance.field)
            self.fields["field"].choices = [*choices, stored_choice]

    def clean(self):
        """Add an error to the paragraph or quote that the article does not have."""
        values = super().clean()
        article = values.get("article")
        if article is None or not self.has_changed() or "paragraph" in self.errors:
            return values
        error = self._source_error(article, values.get("paragraph"), values.get("quote"))
        if error is None and self.instance.pk and self._repeats_other_evidence(values):
            error = ("paragraph", REPEATED_PARAGRAPH)
        if error is not None:
            self.add_error(*error)
        return values

    def _source_error(self, article, number, quote) -> tuple[str, str] | None:
        """The field and message of an error: no such paragraph, or no such quote in it; else None."""
        if not number:
            return ("paragraph", _("Say which paragraph holds the quote.")) if quote else None
        texts = paragraph_texts(article, number)
        if not texts:
            return "paragraph", _("The article has no paragraph %d.") % number
        if quote and not any(quote in text for text in texts):
            message = _("Paragraph %d does not hold these words, character for character.")
            return "quote", message % number
        return None

    def _repeats_other_evidence(self, values) -> bool:
        """Whether the fact has other evidence with the same values."""
        rows = Evidence.objects.filter(
            content_type=self.instance.content_type,
            object_id=self.instance.object_id,
            article=values.get("article"),
            paragraph=values.get("paragraph"),
            field=values.get("field") or "",
            supports=values.get("supports"),
            quote=values.get("quote") or "",
        )
        return rows.exclude(pk=self.instance.pk).exists()


class EvidenceFormSet(BaseGenericInlineFormSet):
    """The evidence of one fact."""

    def clean(self):
        """Reject the same paragraph for the same field twice.

        The database cannot check this for a new fact, which has no primary key yet.
        """
        super().clean()
        keys = set()
        for form in self.forms:
            values = getattr(form, "cleaned_data", None)
            if not values or self._should_delete_form(form) or "article" not in values:
                continue
            key = tuple(values.get(name) for name in ("article", "paragraph", "field", "supports"))
            if key in keys:
                form.add_error("paragraph", REPEATED_PARAGRAPH)
            keys.add(key)


def field_choices(model: type[models.Model]) -> list[tuple[str, str]]:
    """The choices for what a piece of evidence supports: the fact as a whole, or one of its fields."""
    sides = [model, Consortium] if model in {Organisation, Consortium} else [model]
    fields = {
        field.name: capfirst(field.verbose_name)
        for side in sides
        for field in side._meta.concrete_fields
        if field.editable and not field.primary_key and field.name not in {"is_public", "position"}
    }
    return [("", _("the fact as a whole")), *fields.items()]


class EvidenceInline(PreloadedAutocompleteMixin, GenericTabularInline):
    """The evidence of a fact."""

    model = Evidence
    form = EvidenceForm
    formset = EvidenceFormSet
    extra = 0
    show_change_link = True
    autocomplete_fields = ("article",)
    fields = ("article", "paragraph", "quote", "field", "supports")
    formfield_overrides = {
        models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 2, "class": "short"})}
    }

    @admin.display(description=gettext_lazy("field"), ordering="field")
    def field_label(self, evidence):
        """The field that it is about, in words; blank for the fact as a whole."""
        return evidence_field_label(evidence.content_type.model_class(), evidence.field)

    def get_queryset(self, request):
        """The evidence in articles that the user may read."""
        readable = readable_articles(request).order_by().values("pk")
        return super().get_queryset(request).filter(article__in=readable)

    def formfield_for_dbfield(self, db_field, request, **options):
        """Replace the text input of `field` with a choice of the fact's fields."""
        if db_field.name != "field":
            return super().formfield_for_dbfield(db_field, request, **options)
        return forms.ChoiceField(
            choices=field_choices(self.parent_model),
            required=False,
            label=capfirst(db_field.verbose_name),
            help_text=db_field.help_text,
        )


class MissingSourceFilter(QuerySetMethodFilter):
    """Facts without a supporting paragraph."""

    title = gettext_lazy("source")
    parameter_name = "source"
    lookup_methods = {"none": (gettext_lazy("no source"), "without_source")}


class FactAdmin(ConsortiumLimitMixin, HistoryAdmin):
    """Base admin of facts: with an inline for evidence, and a filter for facts without any."""

    def save_related(self, request, form, formsets, change):
        """Store the inlines; what was changed of the fact is no longer in doubt."""
        super().save_related(request, form, formsets, change)
        if change and form.changed_data:
            settle_edited_fact(form.instance, fields=form.changed_data, by=request.user)

    def get_inlines(self, request, obj):
        """The fact's own inlines, then its evidence."""
        return [*self.inlines, EvidenceInline]

    def get_list_filter(self, request):
        """The fact's own filters, then the one for a missing source."""
        return [*self.list_filter, MissingSourceFilter]


class EvidenceAdmin(SourceChangesMixin, MentionAdminMixin, ConsortiumLimitMixin, HistoryAdmin):
    """Admin of evidence, for search and history; new evidence is added on the form of its fact."""

    is_detail = True
    form = EvidenceForm
    list_display = ("__str__", "content_type", "field_label", "quote", "supports")
    list_select_related = ("article", "content_type")
    list_filter = ("supports", ("content_type", admin.RelatedOnlyFieldListFilter))
    search_fields = ("quote", "article__title")
    autocomplete_fields = ("article",)
    readonly_fields = ("fact_link", "field_label")
    fieldsets = (
        fieldset(
            None,
            gettext_lazy(
                "A paragraph that says, or contradicts, a fact. "
                "New evidence is added on the form of its fact."
            ),
            "fact_link",
            "field_label",
            "article",
            "paragraph",
            "quote",
            "supports",
        ),
    )

    @admin.display(description=gettext_lazy("field"), ordering="field")
    def field_label(self, evidence):
        """The field that it is about, in words; blank for the fact as a whole."""
        return evidence_field_label(evidence.content_type.model_class(), evidence.field)

    def get_queryset(self, request):
        """The evidence in articles that the user may read."""
        return (
            super()
            .get_queryset(request)
            .filter(article__in=readable_articles(request).order_by().values("pk"))
        )

    def deleted_rows(self, request):
        """The deleted evidence in articles that the user may read."""
        return (
            super()
            .deleted_rows(request)
            .filter(article__in=readable_articles(request).order_by().values("pk"))
        )

    @admin.display(description=gettext_lazy("fact"))
    def fact_link(self, evidence):
        """A link to the fact."""
        return change_link(evidence.fact)

    def has_add_permission(self, request, obj=None):
        """Evidence is added on the form of its fact only."""
        return False
