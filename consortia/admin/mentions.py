"""The organisations that a text names, beside its form: a link to each record, and its evidence with one click."""

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
    """The organisations that the stored text names, as HTML.

    Blank for none, and for who may not see organisations.
    """
    if not request.user.has_perm("consortia.view_organisation"):
        return ""
    told = find_mentions(article)
    known = _paragraphs_on_record(article)
    rows = [
        (
            each,
            next(
                (
                    place
                    for place in each.paragraphs
                    if place not in known.get(each.organisation.pk, ())
                ),
                None,
            ),
        )
        for each in told
    ]
    context = {
        "rows": rows,
        "article": article,
        "may_add": request.user.has_perm("consortia.add_evidence"),
    }
    return render_to_string("admin/consortia/_mentions.html", context, request) if rows else ""


def _paragraphs_on_record(article) -> dict[int, set[int]]:
    """For each organisation, the paragraphs of the text that are on record as evidence of it."""
    kind = ContentType.objects.get_for_model(Organisation)
    known = {}
    for pk, paragraph in Evidence.objects.filter(article=article, content_type=kind).values_list(
        "object_id", "paragraph"
    ):
        known.setdefault(pk, set()).add(paragraph)
    return known


class MentionAdminMixin:
    """For the admin of evidence: the address that adds a piece of evidence from the text's own form."""

    def get_urls(self) -> list:
        """The own address before the stock ones."""
        view = self.admin_site.admin_view(require_POST(self.mention_view))
        own = path(
            "mention/<int:article>/<int:organisation>/<int:paragraph>/",
            view,
            name="consortia_evidence_mention",
        )
        return [own, *super().get_urls()]

    def mention_view(
        self, request: HttpRequest, article: int, organisation: int, paragraph: int
    ) -> HttpResponse:
        """Put on record that the paragraph names the organisation, if it does; then back to the text."""
        text = get_object_or_404(Article, pk=article)
        body = get_object_or_404(Organisation, pk=organisation)
        may_change = self.admin_site.get_model_admin(Organisation).has_change_permission(
            request, body
        )
        if not (may_change and request.user.has_perm("consortia.add_evidence")):
            raise PermissionDenied
        quotes = [
            each.paragraphs.get(paragraph)
            for each in find_mentions(text)
            if each.organisation == body
        ]
        if not any(quotes):
            messages.error(
                request,
                _("Paragraph %(n)d does not name %(body)s.") % {"n": paragraph, "body": body},
            )
        else:
            self._add(request, body, article=text, paragraph=paragraph, quote=quotes[0])
        return redirect("admin:articles_article_change", article)

    def _add(self, request, body, **values):
        if body.evidence.filter(
            field="", supports=True, article=values["article"], paragraph=values["paragraph"]
        ).exists():
            messages.info(request, _("This paragraph is evidence of the record already."))
            return
        self.log_addition(request, body.evidence.create(**values), [{"added": {}}])
        said = _("Paragraph %(n)d is now evidence of %(body)s.")
        messages.success(request, said % {"n": values["paragraph"], "body": body})
