"""The review page of an article: what changed, the remarks, and the buttons that a reviewer needs, made for one hand."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from articles.admin.transition_view import StepAdminMixin
from articles.admin.transitions import RETURN, REVIEWS, available_steps
from articles.models import Article, TransitionRefused
from articles.models.review import SIGNATURE_BY_STATUS
from articles.review_diff import baselines, diff_baseline, select_baseline


class RemarkForm(forms.Form):
    """A remark on the text or on one of its paragraphs."""

    paragraph = forms.IntegerField(min_value=1, required=False)
    text = forms.CharField(max_length=2000)


class ReviewAdminMixin(StepAdminMixin):
    """For the admin of articles: the review page, and what its buttons do beside the steps."""

    def get_urls(self) -> list:
        """The addresses, before the stock ones."""
        view = self.admin_site.admin_view
        pages = (
            ("review/", require_safe(self.review_view), "review"),
            ("step/<slug:name>/", require_POST(self.step_view), "step"),
            ("claim/", require_POST(self.claim_view), "claim"),
            ("confirm/", require_POST(self.confirm_view), "confirm"),
            ("release/", require_POST(self.release_view), "release"),
            ("remarks/", require_POST(self.remark_view), "remark"),
            ("remarks/<int:remark>/resolve/", require_POST(self.resolve_view), "resolve"),
        )
        own = [
            path(f"<int:object_id>/{where}", view(page), name=f"articles_article_{name}")
            for where, page, name in pages
        ]
        return [*own, *super().get_urls()]

    def review_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """The text with its changes, its remarks and the steps that are open to the person."""
        article = self.get_visible_article(request, object_id)
        steps = list(article.reviews.select_related("person"))
        found = baselines(article, steps)
        baseline = select_baseline(found, request.GET.get("since", ""))
        open_steps = {step.name: step for step in available_steps(article, request.user)}
        sign = next((open_steps[step.name] for step in REVIEWS if step.name in open_steps), None)
        context = {
            **self.admin_site.each_context(request),
            "title": article.title,
            "opts": self.opts,
            "article": article,
            "text_hash": article.text_hash(),
            "steps": [step for step in steps if step.round == article.round],
            "baselines": found,
            "baseline": baseline,
            "changes": list(diff_baseline(article, baseline))
            if baseline and baseline.snapshot
            else [],
            "remarks": article.remarks.select_related("by", "resolved_by"),
            "sign": sign,
            "sign_form": sign and sign.blank_form(article),
            "return_step": open_steps.get(RETURN.name),
            "holder": article.holder(at=timezone.now()),
            "may_remark": RETURN.name in open_steps
            or (article.status in SIGNATURE_BY_STATUS and _may_sign(request.user, article)),
            "following": Article.objects.signable_by(request.user).exclude(pk=article.pk).first(),
        }
        return TemplateResponse(request, "admin/articles/article/review.html", context)

    def claim_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Claim the text for the person."""
        article = self.get_visible_article(request, object_id)
        return self._done(
            request,
            article,
            lambda: article.claim(by=request.user, at=timezone.now()),
            _("You hold this text."),
        )

    def confirm_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Say that the public text is still right, and show the board again."""
        article, seen = (
            self.get_visible_article(request, object_id),
            request.POST.get("expected_hash", ""),
        )
        try:
            article.confirm(by=request.user, expected_hash=seen)
        except TransitionRefused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(
                request, _("It is on record that you read “%s” and found it still right.") % article
            )
        return redirect(f"{reverse('admin:articles_article_board')}?kind=again")

    def release_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Let go of the text."""
        article = self.get_visible_article(request, object_id)
        return self._done(
            request,
            article,
            lambda: article.release(by=request.user, at=timezone.now()),
            _("You let go of this text."),
        )

    def remark_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Add a remark."""
        article, form = self.get_visible_article(request, object_id), RemarkForm(request.POST)
        if not form.is_valid():
            messages.error(request, _("Write the remark, and name a paragraph by its number."))
            return redirect("admin:articles_article_review", article.pk)
        return self._done(
            request,
            article,
            lambda: article.add_remark(by=request.user, **form.cleaned_data),
            _("The remark is kept."),
        )

    def resolve_view(self, request: HttpRequest, object_id: int, remark: int) -> HttpResponse:
        """Say that a remark is dealt with."""
        article = self.get_visible_article(request, object_id)
        found = get_object_or_404(article.remarks, pk=remark)
        return self._done(
            request,
            article,
            lambda: found.resolve(by=request.user, at=timezone.now()),
            _("The remark is resolved."),
        )

    def _done(self, request, article, act, said):
        """Do it, say how it went, and show the page that the button stood on again."""
        try:
            act()
        except TransitionRefused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, said)
        page = "change" if "form" in request.POST else "review"
        return redirect(f"admin:articles_article_{page}", article.pk)


def _may_sign(person, article):
    return person.has_perm(f"articles.{SIGNATURE_BY_STATUS[article.status][1]}")
