"""The review page of an article: its changes, its remarks, and the buttons of a reviewer."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.forms.widgets import Media, Script
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from articles.admin.picture import picture_preview
from articles.admin.signed_parts import signed_fields
from articles.admin.transition_view import StepAdminMixin
from articles.admin.transitions import RETURN, REVIEWS, available_steps
from articles.figures import desk_text
from articles.models import Article, ReviewLook, StaleStatement, TransitionRefused
from articles.models.review import SIGNATURE_BY_STATUS
from articles.review_diff import baselines, diff_baseline, select_baseline
from articles.stale_statements import confirm_statement
from articles.translation_changes import original_change

MAX_REMARK_LENGTH = 2000


class RemarkForm(forms.Form):
    """A remark on the text, or on one of its paragraphs or tables."""

    paragraph = forms.IntegerField(min_value=1, required=False)
    table = forms.IntegerField(min_value=1, required=False)
    text = forms.CharField(max_length=MAX_REMARK_LENGTH)


class ReviewAdminMixin(StepAdminMixin):
    """For the admin of articles: the review page, and the views that its buttons post to."""

    @property
    def media(self) -> Media:
        """The stock media, and the script by which an author lands at the paragraph of a remark."""
        return super().media + Media(js=[Script("articles/remark_places.js", defer=True)])

    def get_urls(self) -> list:
        """The addresses of the review page and its buttons, before the stock ones."""
        view = self.admin_site.admin_view
        pages = (
            ("review/", require_safe(self.review_view), "review"),
            ("step/<slug:name>/", require_POST(self.step_view), "step"),
            ("claim/", require_POST(self.claim_view), "claim"),
            ("confirm/", require_POST(self.confirm_view), "confirm"),
            ("release/", require_POST(self.release_view), "release"),
            ("remarks/", require_POST(self.remark_view), "remark"),
            ("remarks/<int:remark>/resolve/", require_POST(self.resolve_view), "resolve"),
            ("remarks/<int:remark>/reply/", require_POST(self.reply_view), "reply"),
            ("statements/<int:statement>/", require_POST(self.statement_view), "statement"),
            ("translation/", require_POST(self.translation_view), "translation"),
        )
        urls = [
            path(f"<int:object_id>/{route}", view(page), name=f"articles_article_{name}")
            for route, page, name in pages
        ]
        return [*urls, *super().get_urls()]

    def review_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Show the text with its changes, its remarks and the transitions open to the person."""
        article = self.get_visible_article(request, object_id)
        prefetch_related_objects([article], "pictures", "key_points")
        reviews = list(article.reviews.select_related("person"))
        text_hash = article.text_hash()
        look = ReviewLook.objects.last_of_other_text(article, by=request.user, text_hash=text_hash)
        waiting = Article.objects.signable_by(request.user).exclude(pk=article.pk)
        context = {
            **self.admin_site.each_context(request),
            "title": article.title,
            "opts": self.opts,
            "article": article,
            "text_hash": text_hash,
            "steps": [review for review in reviews if review.round == article.round],
            **_diff_context(article, reviews, request.GET.get("since", ""), look=look),
            **_text_context(article, request.GET.get("paragraph", "")),
            **_button_context(article, request.user),
            "holder": article.holder(at=timezone.now()),
            "next_article": waiting.first(),
        }
        ReviewLook.objects.record(article, by=request.user, text_hash=text_hash, at=timezone.now())
        return TemplateResponse(request, "admin/articles/article/review.html", context)

    def claim_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Claim the text for the person."""
        article = self.get_visible_article(request, object_id)

        def claim():
            article.claim(by=request.user, at=timezone.now())

        return self._run(request, article, claim, _("You hold this text."))

    def confirm_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Confirm that the public text is still right, and show the content audit again."""
        article = self.get_visible_article(request, object_id)
        expected_hash = request.POST.get("expected_hash", "")
        try:
            article.confirm(by=request.user, expected_hash=expected_hash)
        except TransitionRefused as refusal:
            messages.error(request, str(refusal))
        else:
            message = _("It is on record that you read “%s” and found it still right.")
            messages.success(request, message % article)
        return redirect(f"{reverse('admin:articles_article_board')}?kind=again")

    def release_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """End the person's claim on the text."""
        article = self.get_visible_article(request, object_id)

        def release():
            article.release(by=request.user, at=timezone.now())

        return self._run(request, article, release, _("You let go of this text."))

    def remark_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Add a remark."""
        article = self.get_visible_article(request, object_id)
        form = RemarkForm(request.POST)
        if not form.is_valid():
            messages.error(
                request, _("Write the remark, and name a paragraph or table by its number.")
            )
            return redirect("admin:articles_article_review", article.pk)

        def add_remark():
            article.add_remark(by=request.user, **form.cleaned_data)

        return self._run(request, article, add_remark, _("The remark is kept."))

    def resolve_view(self, request: HttpRequest, object_id: int, remark: int) -> HttpResponse:
        """Resolve a remark."""
        article = self.get_visible_article(request, object_id)
        row = get_object_or_404(article.remarks, pk=remark)

        def resolve():
            row.resolve(by=request.user, at=timezone.now())

        return self._run(request, article, resolve, _("The remark is resolved."))

    def reply_view(self, request: HttpRequest, object_id: int, remark: int) -> HttpResponse:
        """Add a reply to a remark."""
        article = self.get_visible_article(request, object_id)
        row = get_object_or_404(article.remarks, pk=remark)

        def reply():
            text = request.POST.get("text", "")[:MAX_REMARK_LENGTH]
            row.reply(by=request.user, text=text, at=timezone.now())

        return self._run(request, article, reply, _("The reply is kept."))

    def statement_view(self, request: HttpRequest, object_id: int, statement: int) -> HttpResponse:
        """Confirm that a key point or summary is right by the corrected text."""
        article = self.get_visible_article(request, object_id)
        rows = StaleStatement.objects.filter(version__article=article)
        row = get_object_or_404(rows, pk=statement)

        def confirm():
            confirm_statement(row, by=request.user)

        return self._run(request, article, confirm, _("It is on record that it is right."))

    def translation_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Confirm that the translation is right by the corrected original."""
        article = self.get_visible_article(request, object_id)
        expected_hash = request.POST.get("expected_hash", "")

        def confirm():
            article.confirm_translation(by=request.user, expected_hash=expected_hash)

        message = _("It is on record that the translation is right by the corrected original.")
        return self._run(request, article, confirm, message)

    def _run(self, request, article, action: Callable[[], None], success_message: str):
        """Run the action, add a message on its outcome, and show the page of its button again."""
        try:
            action()
        except TransitionRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, success_message)
        page = "change" if "form" in request.POST else "review"
        return redirect(f"admin:articles_article_{page}", article.pk)


def _diff_context(article, reviews, key: str, *, look) -> dict:
    """The texts to compare with, the selected one, and the changes since it."""
    options = baselines(article, reviews, look=look)
    selected = select_baseline(options, key)
    changes = []
    if selected and selected.snapshot:
        changes = list(diff_baseline(article, selected))
    return {"baselines": options, "baseline": selected, "changes": changes}


def _text_context(article, paragraph: str) -> dict:
    """Everything that is signed, what readers and colleagues said about it, and where a remark goes."""
    remarks = article.remarks.threads().select_related("by", "resolved_by")
    at = timezone.now()
    return {
        "signed_fields": signed_fields(article),
        "text": desk_text(article),
        "pictures": [(picture, picture_preview(picture)) for picture in article.pictures.all()],
        "key_points": article.key_points.all(),
        "remarks": remarks.prefetch_related("replies__by"),
        "paragraph": paragraph if paragraph.isdecimal() and len(paragraph) < 5 else "",
        "original_change": original_change(article, at=at),
        "doubts": StaleStatement.objects.open(at=at).filter(version__article=article),
    }


def _button_context(article, person) -> dict:
    """The transitions that the review page offers to the person."""
    available = {step.name: step for step in available_steps(article, person)}
    sign = next((available[step.name] for step in REVIEWS if step.name in available), None)
    return {
        "sign": sign,
        "sign_form": sign.blank_form(article) if sign else None,
        "return_step": available.get(RETURN.name),
        "may_remark": RETURN.name in available or _may_sign(person, article),
    }


def _may_sign(person, article) -> bool:
    """Whether the person has the permission to sign the stage at which the article waits."""
    if article.status not in SIGNATURE_BY_STATUS:
        return False
    _stage, permission = SIGNATURE_BY_STATUS[article.status]
    return person.has_perm(f"articles.{permission}")
