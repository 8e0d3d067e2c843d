"""The steps of the chain as buttons and bulk actions. Which are offered is said here; what is allowed, the model says."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import AbstractBaseUser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Article, Status, TransitionRefused
from articles.models.review import UNDER_REVIEW, WITH_AUTHOR


@dataclass(frozen=True)
class Step:
    """One step: the transition it calls, where it is offered and to whom, and the text that goes with it."""

    name: str
    label: str
    sources: frozenset[str]
    permission: str
    asks: str = ""
    question: str = ""

    @property
    def is_review(self) -> bool:
        """Whether it signs: then the text is the reason for the emergency right, and most often blank."""
        return self.asks == "emergency"

    @property
    def needs_text(self) -> bool:
        """Whether it is never taken without a text."""
        return bool(self.asks) and not self.is_review

    def offered(self, article: Article, person: AbstractBaseUser) -> bool:
        """Whether the article stands where the step begins, and the person has the right to it."""
        stands = article.status in self.sources and (self.name != "withdraw" or article.live_id is not None)
        return stands and person.has_perm(f"articles.{self.permission}")

    def take(self, article: Article, *, by: AbstractBaseUser, text: str = "") -> None:
        """Take the step; TransitionRefused says why not."""
        getattr(article, self.name)(by=by, **({self.asks: text} if self.asks else {}))


def _review(name, label, source, permission):
    question = gettext_lazy("Reason for using the emergency right, which readers see")
    return Step(name, label, frozenset({source}), permission, "emergency", question)


SUBMIT = Step("submit", gettext_lazy("Submit for review"), frozenset(WITH_AUTHOR), "submit_article")
REVIEWS = (
    _review("pass_first_review", gettext_lazy("Pass the first review"), Status.FIRST_REVIEW, "first_review_article"),
    _review("pass_second_review", gettext_lazy("Pass the second review"), Status.SECOND_REVIEW, "second_review_article"),
    _review("sign_off", gettext_lazy("Sign off"), Status.SIGN_OFF, "sign_off_article"),
)
STEPS = {
    step.name: step
    for step in (
        SUBMIT,
        *REVIEWS,
        Step(
            "return_to_author",
            gettext_lazy("Return to the author"),
            frozenset(UNDER_REVIEW),
            "return_article",
            "remark",
            gettext_lazy("What the author should change"),
        ),
        Step(
            "correct",
            gettext_lazy("Open a correction"),
            frozenset({Status.PUBLIC, Status.WITHDRAWN}),
            "correct_article",
            "note",
            gettext_lazy("A note for the readers: what is corrected"),
        ),
        Step(
            "withdraw",
            gettext_lazy("Withdraw"),
            frozenset(set(Status) - {Status.WITHDRAWN}),
            "withdraw_article",
            "reason",
            gettext_lazy("The reason for the withdrawal"),
        ),
    )
}


class StepForm(forms.Form):
    """The text that goes with a step."""

    text = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), max_length=2000)

    def __init__(self, *args, step: Step, **options):
        super().__init__(*args, **options)
        self.fields["text"].label = step.question


def in_words(article: Article) -> str:
    """Where the article stands now, as a message."""
    return _("“%(title)s” is now: %(status)s.") % {"title": article, "status": article.get_status_display()}


def bulk_action(step: Step) -> Callable:
    """The step as an action on many articles; each says for itself how it went."""

    @admin.action(description=step.label)
    def action(model_admin, request, queryset):
        for article in queryset:
            try:
                step.take(article, by=request.user)
            except TransitionRefused as refused:
                messages.error(request, _("“%(title)s”: %(reason)s") % {"title": article, "reason": refused})
            else:
                messages.success(request, in_words(article))

    action.__name__ = step.name
    return action
