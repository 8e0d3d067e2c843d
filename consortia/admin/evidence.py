"""Evidence beside every fact, checked against the article it points at.

And what the admin of every fact shares.
"""

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
from consortia.admin.limits import ConsortiumLimitMixin
from consortia.admin.mentions import MentionAdminMixin
from consortia.models import Consortium, Evidence, Organisation
from portal.audit.history_admin import HistoryAdmin
from portal.core import html
from portal.core.admin import QuerySetMethodFilter, change_link, fieldset
from portal.core.autocomplete import PreloadedAutocompleteForm, PreloadedAutocompleteMixin


def paragraph_texts(article: Article, number: int) -> list[str]:
    """What the numbered paragraph says in the working text and in the public one.

    Nothing where there is none.
    """
    texts = html.paragraphs(article.body)[number - 1 : number]
    public = article.live.paragraph(number) if article.live else ""
    return [*texts, public] if public else texts


class EvidenceForm(PreloadedAutocompleteForm):
    """A piece of evidence, of which paragraph and quote are really there."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        known = getattr(self.fields.get("field"), "choices", None)
        if known and self.instance.field not in dict(known):
            self.fields["field"].choices = [*known, (self.instance.field, self.instance.field)]

    def clean(self):
        """The cleaned values; an error at the field that the article contradicts."""
        values = super().clean()
        article, number, quote = (values.get(name) for name in ("article", "paragraph", "quote"))
        if article is None or not self.has_changed() or "paragraph" in self.errors:
            return values
        if quote and not number:
            self.add_error("paragraph", _("Say which paragraph holds the quote."))
        elif number and not (texts := paragraph_texts(article, number)):
            self.add_error("paragraph", _("The article has no paragraph %d.") % number)
        elif number and quote and not any(quote in text for text in texts):
            self.add_error(
                "quote",
                _("Paragraph %d does not hold these words, character for character.") % number,
            )
        elif self.instance.pk and self._twins(values).exists():
            self.add_error("paragraph", _("This paragraph stands here already."))
        return values

    def _twins(self, values):
        same = {
            name: values.get(name)
            for name in ("article", "paragraph", "field", "supports", "quote")
        }
        fact = {"content_type": self.instance.content_type, "object_id": self.instance.object_id}
        return Evidence.objects.filter(
            **fact, **{**same, "quote": same["quote"] or "", "field": same["field"] or ""}
        ).exclude(pk=self.instance.pk)


class EvidenceFormSet(BaseGenericInlineFormSet):
    """All evidence of one fact."""

    def clean(self):
        """Refuse the same paragraph for the same field twice; the database knows the fact only later."""
        super().clean()
        seen = set()
        for form in self.forms:
            values = getattr(form, "cleaned_data", None)
            if not values or self._should_delete_form(form) or "article" not in values:
                continue
            key = tuple(values.get(name) for name in ("article", "paragraph", "field", "supports"))
            if key in seen:
                form.add_error("paragraph", _("This paragraph stands here already."))
            seen.add(key)


def field_choices(model: type[models.Model]) -> list[tuple[str, str]]:
    """What a piece of evidence can be about: the fact as a whole, or one of its fields."""
    sides = [model, Consortium] if model in {Organisation, Consortium} else [model]
    fields = {
        field.name: capfirst(field.verbose_name)
        for side in sides
        for field in side._meta.concrete_fields
        if field.editable and not field.primary_key and field.name not in {"is_public", "position"}
    }
    return [("", _("the fact as a whole")), *fields.items()]


class EvidenceInline(PreloadedAutocompleteMixin, GenericTabularInline):
    """The paragraphs that a fact rests on."""

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

    def get_queryset(self, request):
        """The evidence with its articles, as far as the person may know of them, in one query."""
        known = readable_articles(request).order_by().values("pk")
        return super().get_queryset(request).filter(article__in=known)

    def formfield_for_dbfield(self, db_field, request, **options):
        """The stock form field; the field that is evidenced is chosen, not typed."""
        if db_field.name != "field":
            return super().formfield_for_dbfield(db_field, request, **options)
        return forms.ChoiceField(
            choices=field_choices(self.parent_model),
            required=False,
            label=capfirst(db_field.verbose_name),
            help_text=db_field.help_text,
        )


class MissingSourceFilter(QuerySetMethodFilter):
    """The facts that no paragraph supports."""

    title = gettext_lazy("source")
    parameter_name = "source"
    lookup_methods = {"none": (gettext_lazy("no source"), "without_source")}


class FactAdmin(ConsortiumLimitMixin, HistoryAdmin):
    """The admin of a fact: its evidence beside it, a filter for what has none."""

    def get_inlines(self, request, obj):
        """The fact's own inlines, then its evidence."""
        return [*self.inlines, EvidenceInline]

    def get_list_filter(self, request):
        """The fact's own filters, then the one for a missing source."""
        return [*self.list_filter, MissingSourceFilter]


class EvidenceAdmin(MentionAdminMixin, ConsortiumLimitMixin, HistoryAdmin):
    """All evidence, to search in and for its history; it is added beside its fact."""

    is_detail = True
    form = EvidenceForm
    list_display = ("__str__", "content_type", "field", "quote", "supports")
    list_select_related = ("article", "content_type")
    list_filter = ("supports", ("content_type", admin.RelatedOnlyFieldListFilter))
    search_fields = ("quote", "article__title")
    autocomplete_fields = ("article",)
    readonly_fields = ("fact_link", "field")
    fieldsets = (
        fieldset(
            None,
            gettext_lazy(
                "A paragraph that says, or contradicts, a fact. New evidence is added on the form of its fact."
            ),
            "fact_link",
            "field",
            "article",
            "paragraph",
            "quote",
            "supports",
        ),
    )

    def get_queryset(self, request):
        """The evidence out of articles that the person may know of."""
        return (
            super()
            .get_queryset(request)
            .filter(article__in=readable_articles(request).order_by().values("pk"))
        )

    def deleted_rows(self, request):
        """The deleted evidence out of such articles."""
        return (
            super()
            .deleted_rows(request)
            .filter(article__in=readable_articles(request).order_by().values("pk"))
        )

    @admin.display(description=gettext_lazy("fact"))
    def fact_link(self, evidence):
        """The fact that the evidence belongs to."""
        return change_link(evidence.fact)

    def has_add_permission(self, request, obj=None):
        """Evidence is added on the form of its fact."""
        return False
