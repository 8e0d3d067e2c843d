"""Articles in the admin: the working text as a form, its transitions as buttons."""

from django.contrib import admin, messages
from django.db import transaction
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.admin.article_form import (
    ARTICLE_FIELDSETS,
    ArticleAdminForm,
    with_field_replaced,
)
from articles.admin.article_inlines import (
    ContributionInline,
    ReviewInline,
    VersionInline,
    WorkflowRecordInline,
)
from articles.admin.article_pages import ArticlePagesMixin
from articles.admin.article_part import is_editable
from articles.admin.key_point import KeyPointInline
from articles.admin.picture import PictureInline
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
from articles.models import Article, Column, ColumnLimit
from articles.models.review import UNDER_REVIEW
from portal.audit.history_admin import HistoryAdmin
from portal.core.admin import (
    CheckedChangeList,
    QuerySetMethodFilter,
    date_column,
    name_search_fields,
)
from portal.core.templatetags.records import with_anchors


class AwaitingReviewFilter(QuerySetMethodFilter):
    """The articles that wait for a review."""

    title = gettext_lazy("waiting")
    parameter_name = "waiting"
    lookup_methods = {
        "review": (gettext_lazy("for a review, the longest first"), "awaiting_review")
    }


READONLY_ONCE_PUBLIC = ("language", "translation_of")
# No part of what is signed, so that a reviewer may set them without becoming an author
FILING_FIELDS = {"column", "tags", "go_live", "expires"}


class ArticleChangeList(CheckedChangeList):
    """The list of articles with their pictures and key points, in a query each."""

    def get_queryset(self, request, exclude_parameters=None):
        """The stock rows, with their parts."""
        return (
            super()
            .get_queryset(request, exclude_parameters)
            .prefetch_related("pictures", "key_points")
            .defer("signed__body", "signed__pictures", "signed__key_points")
        )


class ArticleAdmin(ReviewAdminMixin, ArticlePagesMixin, EditorAdminMixin, HistoryAdmin):
    """The admin of articles. Saving records an edit; a status changes only by transitions."""

    form = ArticleAdminForm
    list_display = (
        "title",
        "language",
        "status_in_words",
        "column",
        "outlet",
        date_column("published", order="listed_on", label=gettext_lazy("published")),
        "changed_at",
    )
    list_select_related = ("column", "outlet", "signed")
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
    readonly_fields = (
        "status_in_words",
        "round",
        "public_text",
        "listed_on",
        "public_note",
        "body_as_read",
    )
    inlines = (KeyPointInline, PictureInline, ReviewInline, VersionInline, ContributionInline)
    actions = [bulk_action(step) for step in (SUBMIT, *REVIEWS)]
    fieldsets = ARTICLE_FIELDSETS

    # Display and permissions

    def get_queryset(self, request):
        """The articles that the person may work on."""
        return super().get_queryset(request).visible_to(request.user)

    def deleted_rows(self, request):
        """The deleted articles that the person may work on."""
        condition = ColumnLimit.objects.condition_for_model(request.user, self.model)
        return super().deleted_rows(request).filter(condition)

    def formfield_for_foreignkey(self, db_field, request, **options):
        """The stock field; a person with limits has to choose one of their columns."""
        field = super().formfield_for_foreignkey(db_field, request, **options)
        if db_field.name == "column" and request.user.column_limits.exists():
            field.queryset = Column.objects.filter(limits__person=request.user)
            field.required = True
        return field

    def formfield_for_dbfield(self, db_field, request, **options):
        """The stock form field; topics are chosen from those that exist."""
        if db_field.name == "tags":
            return topics_field(self.admin_site)
        return super().formfield_for_dbfield(db_field, request, **options)

    def action_checkbox(self, article):
        """The stock checkbox, with the hash of the text that a bulk action is meant for."""
        return format_html(
            '{}<input type="hidden" name="{}" value="{}">',
            super().action_checkbox(article),
            hash_field_name(article),
            article.text_hash(),
        )

    def get_changelist(self, request, **options):
        """The change list class that prefetches what the hash of a text needs."""
        return ArticleChangeList

    @admin.display(description=gettext_lazy("status"), ordering="status")
    def status_in_words(self, article):
        """The status as readers meet it, with the moment of a scheduled text."""
        return article.get_status_display()

    def get_fieldsets(self, request, obj=None):
        """The stock groups; a text that can only be read is shown as text, not as HTML."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            return fieldsets
        return with_field_replaced(fieldsets, "body", "body_as_read")

    @admin.display(description=gettext_lazy("text"))
    def body_as_read(self, article):
        """The text as readers see it, with its paragraph links."""
        return with_anchors(article.body)

    @admin.display(description=gettext_lazy("public text"))
    def public_text(self, article):
        """The version that is public now, and the scheduled one."""
        versions = [version for version in (article.live, article.upcoming) if version]
        return ", ".join(str(version) for version in versions) or "–"

    def get_actions(self, request: HttpRequest) -> dict:
        """The bulk actions, without the transitions that the person has no permission for."""
        actions = super().get_actions(request)
        for step in STEPS.values():
            if not request.user.has_perm(f"articles.{step.permission}"):
                actions.pop(step.name, None)
        return actions

    def has_change_permission(self, request, obj=None):
        """The stock permission; a public or withdrawn text is read-only until a correction is opened."""
        if obj is not None and not is_editable(obj):
            return False
        return super().has_change_permission(request, obj)

    def get_readonly_fields(self, request, obj=None):
        """The stock fields; once a text was public, also those that would take effect unsigned."""
        readonly_fields = super().get_readonly_fields(request, obj)
        if obj and obj.versions.exists():
            return (*readonly_fields, *READONLY_ONCE_PUBLIC)
        return readonly_fields

    def get_inlines(self, request, obj):
        """The stock inlines; a new article has no record yet."""
        inlines = super().get_inlines(request, obj)
        if obj is None:
            return [inline for inline in inlines if not issubclass(inline, WorkflowRecordInline)]
        return inlines

    def is_on_site(self, obj) -> bool:
        """Whether the public may see the article now."""
        return Article.objects.published().filter(pk=obj.pk).exists()

    def get_object(self, request, object_id, from_field=None):
        """The article; its row is locked while a form is stored, so that no transition runs meanwhile."""
        is_stored = request.method == "POST" and transaction.get_connection().in_atomic_block
        if is_stored and str(object_id).isdecimal():
            Article.objects.select_for_update(of=("self",)).filter(pk=object_id).first()
        return super().get_object(request, object_id, from_field)

    def render_change_form(self, request, context, *args, obj=None, **options):
        """The form, with the available transitions, open remarks and advice on what saving does."""
        if obj is not None:
            context["steps"] = available_steps(obj, request.user)
            context["advice"] = _advice(obj)
            context["text_hash"] = obj.text_hash()
            remarks = obj.remarks.open().select_related("by")
            context["remarks"] = remarks.prefetch_related("replies__by")
        return super().render_change_form(request, context, *args, obj=obj, **options)

    # Storing

    def save_related(self, request, form, formsets, change):
        """Store the inlines, and record an edit if anything of the text changed."""
        super().save_related(request, form, formsets, change)
        has_text_changed = bool(set(form.changed_data) - FILING_FIELDS)
        if has_text_changed or any(formset.has_changed() for formset in formsets):
            self._record_edit(request, form.instance)

    def after_revert(self, request, obj):
        """Record a revert as an edit."""
        self._record_edit(request, obj)

    def after_restore(self, request, obj):
        """Void the signatures of a restored article, and keep everybody who wrote it as an author."""
        obj.signatures().update(is_void=True)
        rows = Article.history.filter(id=obj.pk, history_user__isnull=False)
        for row in rows.select_related("history_user"):
            obj.record_edit(by=row.history_user)

    def _record_edit(self, request, article):
        """Record an edit, and warn if it voided signatures or changed the status."""
        had_signatures = article.signatures().exists()
        status = article.status
        article.record_edit(by=request.user)
        if had_signatures and not article.signatures().exists():
            message = _(
                "The text was changed under review: its signatures are void, and it begins again."
            )
            messages.warning(request, message)
        elif article.status != status:
            messages.warning(request, status_message(article))

    def get_deleted_objects(self, objs, request):
        """The stock answer; articles that were ever public are protected from deletion."""
        deleted, counts, lacking, protected = super().get_deleted_objects(objs, request)
        message = _("“%s” was public. What was public stays in the record: withdraw it instead.")
        once_public = [message % article for article in objs if article.versions.exists()]
        return deleted, counts, lacking, [*once_public, *protected]


def _advice(article):
    """What saving the form would do to the article; empty while it is with its author."""
    if not is_editable(article):
        return _(
            "This text can only be read. To change it, open a correction; "
            "readers keep the old text until then."
        )
    if article.status not in UNDER_REVIEW:
        return ""
    warning = _(
        "This text is under review. "
        "Whoever changes it becomes one of its authors and cannot review it."
    )
    count = article.signatures().count()
    if not count:
        return warning
    consequence = ngettext(
        "A change voids %(n)d signature.", "A change voids %(n)d signatures.", count
    )
    return f"{warning} {consequence % {'n': count}}"
