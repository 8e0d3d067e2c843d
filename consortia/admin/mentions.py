"""The editor panel of mentioned organisations, and the view that adds evidence from it."""

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.editor.editor_panels import register_panel
from articles.models import Article
from consortia.mentions import find_mentions
from consortia.models import Evidence, Organisation


@register_panel
def render_mentions_panel(article: Article, request: HttpRequest) -> str:
    """Render the organisations in the text, stored or as it is typed; blank for none, or without the right.

    A paragraph can be added as evidence only while it is the stored one.
    """
    if not request.user.has_perm("consortia.view_organisation"):
        return ""
    recorded = _recorded_paragraphs(article)
    rows = []
    for mention in find_mentions(article):
        recorded_numbers = recorded.get(mention.organisation.pk, set())
        rows.append((mention, _first_new_paragraph(mention, recorded_numbers)))
    if not rows:
        return ""
    context = {
        "rows": rows,
        "article": article,
        "may_add": request.user.has_perm("consortia.add_evidence") and _is_stored(article),
    }
    return render_to_string("admin/consortia/_mentions.html", context, request)


def _is_stored(article: Article) -> bool:
    """Whether the text is the stored one, not one that is being typed."""
    return Article.objects.filter(pk=article.pk, body=article.body).exists()


def _first_new_paragraph(mention, recorded_numbers) -> int | None:
    """The first paragraph with the organisation that is not yet evidence of it."""
    return next((number for number in mention.paragraphs if number not in recorded_numbers), None)


def _recorded_paragraphs(article) -> dict[int, set[int]]:
    """The paragraphs of the text that are evidence of an organisation, by its key."""
    if article.pk is None:
        return {}
    kind = ContentType.objects.get_for_model(Organisation)
    evidence = Evidence.objects.filter(article=article, content_type=kind)
    paragraphs: dict[int, set[int]] = {}
    for pk, paragraph in evidence.values_list("object_id", "paragraph"):
        paragraphs.setdefault(pk, set()).add(paragraph)
    return paragraphs


class MentionAdminMixin:
    """Mixin for the admin of evidence: the view that adds evidence from the form of an article."""

    def get_urls(self) -> list:
        """Add the view."""
        view = self.admin_site.admin_view(require_POST(self.mention_view))
        mention_path = path(
            "mention/<int:article>/<int:organisation>/<int:paragraph>/",
            view,
            name="consortia_evidence_mention",
        )
        return [mention_path, *super().get_urls()]

    def mention_view(
        self, request: HttpRequest, article: int, organisation: int, paragraph: int
    ) -> HttpResponse:
        """Add the paragraph as evidence of an organisation that it names, and return to the article."""
        article_record = get_object_or_404(Article, pk=article)
        organisation_record = get_object_or_404(Organisation, pk=organisation)
        may_change = self.admin_site.get_model_admin(Organisation).has_change_permission(
            request, organisation_record
        )
        if not (may_change and request.user.has_perm("consortia.add_evidence")):
            raise PermissionDenied
        quotes = [
            mention.paragraphs.get(paragraph)
            for mention in find_mentions(article_record)
            if mention.organisation == organisation_record
        ]
        if not any(quotes):
            messages.error(
                request,
                _("Paragraph %(n)d does not name %(body)s.")
                % {"n": paragraph, "body": organisation_record},
            )
        else:
            self._add(
                request,
                organisation_record,
                article=article_record,
                paragraph=paragraph,
                quote=quotes[0],
            )
        return redirect("admin:articles_article_change", article)

    def _add(self, request, organisation, **values):
        if organisation.evidence.filter(
            field="", supports=True, article=values["article"], paragraph=values["paragraph"]
        ).exists():
            messages.info(request, _("This paragraph is evidence of the record already."))
            return
        self.log_addition(request, organisation.evidence.create(**values), [{"added": {}}])
        message = _("Paragraph %(n)d is now evidence of %(body)s.")
        messages.success(request, message % {"n": values["paragraph"], "body": organisation})
