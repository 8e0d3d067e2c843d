"""Articles in the admin: the working text as a form, the chain as buttons."""

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.db import transaction
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.admin.article_inlines import (
    ContributionInline,
    KeyPointInline,
    PictureInline,
    ReviewInline,
    VersionInline,
    is_editable,
)
from articles.admin.article_pages import ArticlePagesMixin
from articles.admin.review_page import ReviewAdminMixin
from articles.admin.topic import topics_field
from articles.admin.transitions import (
    REVIEWS,
    STEPS,
    SUBMIT,
    available_steps,
    bulk_action,
    hash_field_name,
    status_message,
)
from articles.editor.admin import EditorAdminMixin
from articles.editor.fields import ArticleBodyForm
from articles.models import Article, Column, ColumnLimit
from articles.models.review import UNDER_REVIEW
from portal.audit.history_admin import HistoryAdmin
from portal.core.admin import QuerySetMethodFilter, date_column, fieldset, name_search_fields


class AwaitingReviewFilter(QuerySetMethodFilter):
    """The articles that wait for a review."""

    title = gettext_lazy("awaiting_review")
    parameter_name = "waiting"
    lookup_methods = {
        "review": (gettext_lazy("for a review, the longest first"), "awaiting_review")
    }


READONLY_ONCE_PUBLIC = ("language", "translation_of")
# Where and when a text stands on the portal: no part of what is signed, so that a reviewer may set it
FILING_FIELDS = {"column", "tags", "go_live", "expires"}


class ArticleAdminForm(ArticleBodyForm):
    """The working text, with what the database would refuse said in words."""

    def clean(self):
        """The cleaned values; a work has one article in each language."""
        values = super().clean()
        original = values.get("translation_of", self.instance.translation_of)
        if original and original.pk == self.instance.pk:
            self.add_error("translation_of", _("An article is not a translation of itself."))
        work = original.work if original else self.instance.work
        language = values.get("language", self.instance.language)
        taken = Article.objects.filter(work=work, language=language).exclude(pk=self.instance.pk)
        if "language" in values and work and taken.exists():
            self.add_error(
                "language", _("“%s” says this in that language already.") % taken.first()
            )
        return values


class ArticleChangeList(ChangeList):
    """The list of articles with their pictures and key points, in a query each."""

    def get_queryset(self, request, exclude_parameters=None):
        """The stock rows, with their parts."""
        return (
            super()
            .get_queryset(request, exclude_parameters)
            .prefetch_related("pictures", "key_points")
        )


class ArticleAdmin(ReviewAdminMixin, ArticlePagesMixin, EditorAdminMixin, HistoryAdmin):
    """Articles. Saving is an edit by a person; a status changes only by the steps."""

    form = ArticleAdminForm
    list_display = (
        "title",
        "language",
        "status",
        "column",
        "outlet",
        date_column("published", order="listed_on", label=gettext_lazy("published")),
        "changed_at",
    )
    list_select_related = ("column", "outlet")
    list_filter = (
        "status",
        AwaitingReviewFilter,
        "language",
        "rights",
        ("column", admin.RelatedOnlyFieldListFilter),
        ("outlet", admin.RelatedOnlyFieldListFilter),
    )
    search_fields = (
        "title",
        "kicker",
        "summary",
        "body",
        "byline",
        "source_as_printed",
        *name_search_fields("outlet"),
    )
    autocomplete_fields = ("translation_of", "outlet", "column")
    readonly_fields = ("status", "round", "public_text", "listed_on", "public_note")
    inlines = (KeyPointInline, PictureInline, ReviewInline, VersionInline, ContributionInline)
    actions = [bulk_action(step) for step in (SUBMIT, *REVIEWS)]
    fieldsets = (
        fieldset(
            gettext_lazy("Text"),
            gettext_lazy("The working text. Readers see it once three reviewers have signed it."),
            "kicker",
            "title",
            "summary",
            "body",
        ),
        fieldset(
            gettext_lazy("Source"),
            gettext_lazy(
                "Where the text comes from, exactly as the source prints it. What it leaves blank stays blank."
            ),
            "outlet",
            "source_as_printed",
            "source_address",
            "published",
            "byline",
            "dateline",
            "editors",
            "rights",
            "rights_note",
        ),
        fieldset(
            gettext_lazy("Place on the portal"),
            gettext_lazy("In which language it is, what it translates, and where readers find it."),
            "language",
            "translation_of",
            "column",
            "tags",
        ),
        fieldset(
            gettext_lazy("Time on the portal"),
            format_lazy(
                gettext_lazy(
                    "From when until when a signed-off text is public. Time zone: {zone}."
                ),
                zone=settings.TIME_ZONE,
            ),
            "go_live",
            "expires",
        ),
        fieldset(
            gettext_lazy("Where it stands"),
            gettext_lazy("Written by the steps above; nobody types it."),
            "status",
            "round",
            "public_text",
            "listed_on",
            "public_note",
        ),
    )

    # What is offered

    def get_queryset(self, request):
        """The articles in the columns of a person who is limited to some; else all."""
        return super().get_queryset(request).visible_to(request.user)

    def deleted_rows(self, request):
        """The deleted articles in the columns of a person who is limited to some; else all."""
        return (
            super()
            .deleted_rows(request)
            .filter(ColumnLimit.objects.condition_for(request.user, path="column"))
        )

    def formfield_for_foreignkey(self, db_field, request, **options):
        """The stock field; who is limited to columns writes in one of those."""
        field = super().formfield_for_foreignkey(db_field, request, **options)
        if db_field.name == "column" and request.user.column_limits.exists():
            field.queryset, field.required = (
                Column.objects.filter(limits__person=request.user),
                True,
            )
        return field

    def action_checkbox(self, article):
        """The box that chooses the article, with the hash of the text that an action is for."""
        box = super().action_checkbox(article)
        return format_html(
            '{}<input type="hidden" name="{}" value="{}">',
            box,
            hash_field_name(article),
            article.text_hash(),
        )

    def get_changelist(self, request, **options):
        """The list, with all that is hashed of each text."""
        return ArticleChangeList

    @admin.display(description=gettext_lazy("public text"))
    def public_text(self, article):
        """The version that is public now, and the one that waits for its moment."""
        return (
            ", ".join(str(version) for version in (article.live, article.upcoming) if version)
            or "–"
        )

    def get_actions(self, request: HttpRequest) -> dict:
        """The bulk actions, without the steps that the person has no right to."""
        actions = super().get_actions(request)
        refused = {
            step.name
            for step in STEPS.values()
            if not request.user.has_perm(f"articles.{step.permission}")
        }
        return {name: action for name, action in actions.items() if name not in refused}

    def has_change_permission(self, request, obj=None):
        """A text that is public or withdrawn is read only until a correction is opened."""
        return super().has_change_permission(request, obj) and (obj is None or is_editable(obj))

    def get_readonly_fields(self, request, obj=None):
        """What the steps write; of a text that was public, also what takes effect without a signature."""
        fixed = READONLY_ONCE_PUBLIC if obj and obj.versions.exists() else ()
        return (*super().get_readonly_fields(request, obj), *fixed)

    def is_on_site(self, obj) -> bool:
        """Whether the public may see it now."""
        return Article.objects.published().filter(pk=obj.pk).exists()

    def formfield_for_dbfield(self, db_field, request, **options):
        """The stock form field; topics are chosen, not typed."""
        if db_field.name == "tags":
            return topics_field(self.admin_site)
        return super().formfield_for_dbfield(db_field, request, **options)

    def get_object(self, request, object_id, from_field=None):
        """The article; its row locked where a form stores it, so that no step is taken meanwhile."""
        if (
            request.method == "POST"
            and transaction.get_connection().in_atomic_block
            and str(object_id).isdecimal()
        ):
            Article.objects.select_for_update(of=("self",)).filter(pk=object_id).first()
        return super().get_object(request, object_id, from_field)

    def render_change_form(self, request, context, *args, obj=None, **options):
        """The form, with the steps that are open and a word about what saving means."""
        if obj is not None:
            context["steps"] = available_steps(obj, request.user)
            context["advice"] = _advice(obj)
            context["text_hash"] = obj.text_hash()
            context["remarks"] = obj.remarks.open().select_related("by")
        return super().render_change_form(request, context, *args, obj=obj, **options)

    # What is stored

    def save_related(self, request, form, formsets, change):
        """Store what hangs on the article; then count the person as an author if anything of the text was changed."""
        super().save_related(request, form, formsets, change)
        if set(form.changed_data) - FILING_FIELDS or any(
            formset.has_changed() for formset in formsets
        ):
            self._note_edit(request, form.instance)

    def after_revert(self, request, obj):
        """A version that was brought back is an edit."""
        self._note_edit(request, obj)

    def after_restore(self, request, obj):
        """It begins as a draft: no signature stands, and everybody who wrote it is still one of its authors."""
        obj.signatures().update(is_void=True)
        for row in Article.history.filter(id=obj.pk, history_user__isnull=False).select_related(
            "history_user"
        ):
            obj.record_edit(by=row.history_user)

    def _note_edit(self, request, article):
        signed = article.signatures().count()
        status = article.status
        article.record_edit(by=request.user)
        if signed and not article.signatures().exists():
            messages.warning(
                request,
                _(
                    "The text was changed under review: its signatures are void, and it begins again."
                ),
            )
        elif article.status != status:
            messages.warning(request, status_message(article))

    def get_deleted_objects(self, objs, request):
        """What a deletion would take along; what was ever public stays."""
        deleted, counts, lacking, protected = super().get_deleted_objects(objs, request)
        said = _("“%s” was public. What was public stays in the record: withdraw it instead.")
        return (
            deleted,
            counts,
            lacking,
            [*(said % article for article in objs if article.versions.exists()), *protected],
        )


def _advice(article):
    if not is_editable(article):
        return _(
            "This text can only be read. To change it, open a correction; readers keep the old text until then."
        )
    if article.status not in UNDER_REVIEW:
        return ""
    signed = article.signatures().count()
    said = _(
        "This text is under review. Whoever changes it becomes one of its authors and cannot review it."
    )
    void = ngettext(
        "A change voids %(n)d signature.", "A change voids %(n)d signatures.", signed
    ) % {"n": signed}
    return f"{said} {void}" if signed else said
