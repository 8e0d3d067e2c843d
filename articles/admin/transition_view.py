"""The view that takes a transition; the buttons of an article's form and of its review page post to it."""

from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from articles.admin.transitions import STEPS, WorkflowStep, status_message
from articles.models import Article, TransitionRefused
from articles.models.refused_attempts import journal_refusal

REVIEW_PAGE_FIELD = "desk"  # sent by the buttons of the review page
CARRIED_FIELDS = ("expected_hash", REVIEW_PAGE_FIELD)  # passed on as hidden inputs


class StepAdminMixin:
    """For the admin of articles: the view that takes a transition."""

    def get_visible_article(self, request: HttpRequest, pk: int) -> Article:
        """The article with that key.

        Raises Http404 for one outside the person's columns, PermissionDenied without the right.
        """
        article = get_object_or_404(self.get_queryset(request), pk=pk)
        if not self.has_view_permission(request, article):
            raise PermissionDenied
        return article

    def step_view(self, request: HttpRequest, object_id: int, name: str) -> HttpResponse:
        """Take a transition; show its form if input is missing, and a message if it is refused."""
        step = STEPS.get(name)
        if step is None:
            raise Http404
        article = self._article_of_attempt(request, object_id, name)
        form = step.get_form(request.POST)
        if not form.is_valid():
            return self._form_page(request, article, step, form)
        try:
            step.apply(
                article,
                by=request.user,
                expected_hash=request.POST.get("expected_hash", ""),
                **form.cleaned_data,
            )
        except TransitionRefused as refusal:
            messages.error(request, str(refusal))
            return self._after_refusal(request, article, step, form.cleaned_data)
        messages.success(request, status_message(article))
        return self._after_success(request, article)

    def _article_of_attempt(self, request, object_id, name) -> Article:
        """The visible article; an attempt at another one is written into the journal before its refusal."""
        try:
            return self.get_visible_article(request, object_id)
        except (PermissionDenied, Http404):
            self._journal_hidden(request, [object_id], name)
            raise

    def changelist_view(self, request: HttpRequest, *args, **options) -> HttpResponse:
        """The stock list; a bulk action that it does not offer to the person stands in the journal."""
        name = request.POST.get("action", "")
        if name in STEPS and name not in self.get_actions(request):
            selected = request.POST.getlist(ACTION_CHECKBOX_NAME)
            numbers = [number for number in selected if number.isdecimal() and len(number) < 19]
            self._journal_hidden(request, numbers, name)
        return super().changelist_view(request, *args, **options)

    def _journal_hidden(self, request, numbers, name) -> None:
        reason = _("The admin does not offer this step to this person.")
        for article in Article.objects.filter(pk__in=numbers):
            journal_refusal(article, name, by=request.user, reason=reason)

    def _after_refusal(self, request, article, step, values):
        """The form that asks for an emergency reason, where one would help; else the page of the button."""
        has_reason = bool(values.get("text"))
        if step.is_review and not has_reason and self._may_override(request, article, step):
            return self._form_page(request, article, step, step.blank_form(article, **values))
        page = "review" if REVIEW_PAGE_FIELD in request.POST else "change"
        return redirect(f"admin:articles_article_{page}", article.pk)

    def _may_override(self, request, article, step):
        has_right = request.user.has_perm("articles.emergency_article")
        return has_right and step.is_available(article, request.user)

    def _after_success(self, request, article):
        """From the review page to the next text that waits for the person, else to the article's form.

        The review page leads to the start page when nothing waits any more.
        """
        if REVIEW_PAGE_FIELD not in request.POST:
            return redirect("admin:articles_article_change", article.pk)
        waiting = Article.objects.signable_by(request.user).exclude(pk=article.pk)
        next_article = waiting.first()
        if next_article is None:
            return redirect("admin:index")
        return redirect("admin:articles_article_review", next_article.pk)

    def _form_page(self, request, article, step: WorkflowStep, form):
        hidden_fields = {
            name: request.POST[name] for name in CARRIED_FIELDS if name in request.POST
        }
        context = {
            **self.admin_site.each_context(request),
            "title": step.label,
            "subtitle": str(article),
            "opts": self.opts,
            "article": article,
            "step": step,
            "form": form,
            "hidden_fields": hidden_fields,
        }
        return TemplateResponse(request, "admin/articles/article/transition.html", context)
