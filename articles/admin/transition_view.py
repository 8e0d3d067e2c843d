"""Taking a step in the admin: the buttons of an article's form and of its review page post here."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse

from articles.admin.transitions import STEPS, WorkflowStep, status_message
from articles.models import Article, TransitionRefused

CARRIED_FIELDS = ("expected_hash", "desk")  # what a form hands on to the next


class StepAdminMixin:
    """For the admin of articles: the view of a step."""

    def get_visible_article(self, request: HttpRequest, pk: int) -> Article:
        """The article, if the person may see it; 404 for one outside their columns."""
        article = get_object_or_404(self.get_queryset(request), pk=pk)
        if not self.has_view_permission(request, article):
            raise PermissionDenied
        return article

    def step_view(self, request: HttpRequest, object_id: int, name: str) -> HttpResponse:
        """Take a step; ask for the words that it needs, and say a refusal in words."""
        article = self.get_visible_article(request, object_id)
        step = STEPS.get(name)
        if step is None:
            raise Http404
        form = step.get_form(request.POST)
        if not form.is_valid():
            return self._ask(request, article, step, form)
        try:
            step.apply(
                article,
                by=request.user,
                expected_hash=request.POST.get("expected_hash", ""),
                **form.cleaned_data,
            )
        except TransitionRefused as refused:
            messages.error(request, str(refused))
            if (
                step.is_review
                and not form.cleaned_data["text"]
                and self._may_override(request, article, step)
            ):
                return self._ask(
                    request, article, step, step.blank_form(article, **form.cleaned_data)
                )
            return self._back(request, article)
        messages.success(request, status_message(article))
        return self._onward(request, article)

    def _may_override(self, request, article, step):
        return request.user.has_perm("articles.emergency_article") and step.is_available(
            article, request.user
        )

    def _back(self, request, article):
        """To the page that the button stood on."""
        return redirect(
            f"admin:articles_article_{'review' if 'desk' in request.POST else 'change'}", article.pk
        )

    def _onward(self, request, article):
        """From the review page to the next text that waits for the person, or to the desk; from the form to the form."""
        if "desk" not in request.POST:
            return redirect("admin:articles_article_change", article.pk)
        following = Article.objects.signable_by(request.user).exclude(pk=article.pk).first()
        return (
            redirect("admin:articles_article_review", following.pk)
            if following
            else redirect("admin:index")
        )

    def _ask(self, request, article, step: WorkflowStep, form):
        context = {
            **self.admin_site.each_context(request),
            "title": step.label,
            "subtitle": str(article),
            "opts": self.opts,
            "article": article,
            "step": step,
            "form": form,
            "carried": {
                name: request.POST[name] for name in CARRIED_FIELDS if name in request.POST
            },
        }
        return TemplateResponse(request, "admin/articles/article/transition.html", context)
