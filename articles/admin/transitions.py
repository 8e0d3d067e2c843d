"""The transitions of an article as buttons and bulk actions.

This module decides which are offered; the model decides which are allowed.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import AbstractBaseUser
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Article, ArticleStatus, TransitionRefused, WithdrawalReason
from articles.models.refused_attempts import journal_refusal
from articles.models.review import UNDER_REVIEW, WITH_AUTHOR

MAX_TEXT_LENGTH = 2000


def step_text_field(label: str, **options) -> forms.CharField:
    """A text area for the text of a transition."""
    return forms.CharField(
        label=label, max_length=MAX_TEXT_LENGTH, widget=forms.Textarea(attrs={"rows": 4}), **options
    )


class EmptyForm(forms.Form):
    """The form of a transition without further input."""


class EmergencyForm(forms.Form):
    """The form of a signature: a reason for the emergency right, mostly blank."""

    text = step_text_field(
        gettext_lazy("Reason for using the emergency right, which readers see"), required=False
    )


class SignOffForm(EmergencyForm):
    """The form of the sign-off: it may also set the go-live moment."""

    go_live = forms.DateTimeField(
        label=gettext_lazy("Goes live at"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    def clean(self):
        """Drop the moment where the browser sent none, so that the stored one stays."""
        values = super().clean()
        if "go_live" not in self.data:
            values.pop("go_live", None)
        return values


class ReturnForm(forms.Form):
    """The form of a return: what the author should change, and in which paragraph."""

    paragraph = forms.IntegerField(label=gettext_lazy("Paragraph"), min_value=1, required=False)
    text = step_text_field(gettext_lazy("What the author should change"))


class CorrectionForm(forms.Form):
    """The form of a correction: its public note."""

    text = step_text_field(gettext_lazy("A note for the readers: what is corrected"))


class ConfirmationForm(forms.Form):
    """The form of a cancelled correction: what was written since is given up, so it asks first."""

    sure = forms.BooleanField(
        label=gettext_lazy("Give up what was changed since the correction was opened")
    )


class WithdrawalForm(forms.Form):
    """The form of a withdrawal: one of three public reasons, and an internal note."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Reason, which readers see"),
        choices=WithdrawalReason.choices,
        widget=forms.RadioSelect,
    )
    text = step_text_field(
        gettext_lazy("A note for the record, which readers do not see"), required=False
    )


@dataclass(frozen=True)
class WorkflowStep:
    """A transition as it is offered in the admin.

    `name` is the method of Article that it calls; `sources` are the statuses in which it is
    offered; `text_argument` is the keyword of that method that takes the form's text.
    """

    name: str
    label: str
    sources: frozenset[str]
    permission: str
    form: type[forms.Form] = EmptyForm
    text_argument: str = ""

    @property
    def is_review(self) -> bool:
        """Whether it is a signature: its text is the reason for the emergency right."""
        return self.text_argument == "emergency"

    @property
    def needs_form(self) -> bool:
        """Whether its form has to be filled in before it can be taken."""
        if self.form is ConfirmationForm:
            return True
        return bool(self.text_argument) and not self.is_review

    def is_available(self, article: Article, person: AbstractBaseUser) -> bool:
        """Whether the article's status allows the transition, and the person has its permission."""
        if article.status not in self.sources:
            return False
        if self.name == "withdraw" and article.signed_id is None:
            return False
        if self.name == "cancel_correction" and not article.is_under_correction():
            return False
        return person.has_perm(f"articles.{self.permission}")

    def get_form(self, data: QueryDict) -> forms.Form:
        """The form, bound to the data if that holds its text or if no text is needed."""
        is_bound = "text" in data or "sure" in data or not self.needs_form
        return self.form(data if is_bound else None)

    def blank_form(self, article: Article, **initial) -> forms.Form:
        """The unbound form, with the article's go-live moment and further initial values."""
        return self.form(initial={"go_live": article.go_live, **initial})

    def apply(
        self, article: Article, *, by: AbstractBaseUser, expected_hash: str = "", **values
    ) -> None:
        """Take the transition with the cleaned values of its form; raises TransitionRefused."""
        values.pop("sure", None)
        if "text" in values:
            values[self.text_argument] = values.pop("text")
        transition = getattr(article, self.name)
        transition(by=by, expected_hash=expected_hash, **values)


def _review_step(name, label, source, permission, form=EmergencyForm):
    return WorkflowStep(name, label, frozenset({source}), permission, form, "emergency")


SUBMIT = WorkflowStep(
    "submit", gettext_lazy("Submit for review"), frozenset(WITH_AUTHOR), "submit_article"
)
RETURN = WorkflowStep(
    "return_to_author",
    gettext_lazy("Return to the author"),
    frozenset(UNDER_REVIEW),
    "return_article",
    ReturnForm,
    "remark",
)
CORRECT = WorkflowStep(
    "correct",
    gettext_lazy("Open a correction"),
    frozenset({ArticleStatus.PUBLIC, ArticleStatus.WITHDRAWN}),
    "correct_article",
    CorrectionForm,
    "note",
)
CANCEL = WorkflowStep(
    "cancel_correction",
    gettext_lazy("Cancel the correction"),
    frozenset(WITH_AUTHOR | UNDER_REVIEW),
    "correct_article",
    ConfirmationForm,
)
WITHDRAW = WorkflowStep(
    "withdraw",
    gettext_lazy("Withdraw"),
    frozenset(set(ArticleStatus) - {ArticleStatus.WITHDRAWN}),
    "withdraw_article",
    WithdrawalForm,
    "note",
)
REVIEWS = (
    _review_step(
        "pass_first_review",
        gettext_lazy("Pass the first review"),
        ArticleStatus.FIRST_REVIEW,
        "first_review_article",
    ),
    _review_step(
        "pass_second_review",
        gettext_lazy("Pass the second review"),
        ArticleStatus.SECOND_REVIEW,
        "second_review_article",
    ),
    _review_step(
        "sign_off",
        gettext_lazy("Sign off"),
        ArticleStatus.SIGN_OFF,
        "sign_off_article",
        SignOffForm,
    ),
)
STEPS = {step.name: step for step in (SUBMIT, *REVIEWS, RETURN, CORRECT, CANCEL, WITHDRAW)}


def available_steps(article: Article, person: AbstractBaseUser) -> list[WorkflowStep]:
    """The transitions that status and permissions allow the person."""
    return [step for step in STEPS.values() if step.is_available(article, person)]


def status_message(article: Article) -> str:
    """A message with the present status of the article."""
    return _("“%(title)s” is now: %(status)s.") % {
        "title": article,
        "status": article.get_status_display(),
    }


def bulk_action(step: WorkflowStep) -> Callable:
    """The transition as a bulk action; each article is checked against the text that the list showed.

    Every article gets a message of its own, of success or of refusal.
    """

    @admin.action(description=step.label)
    def action(model_admin, request, queryset):
        for article in queryset:
            try:
                expected_hash = _listed_hash(request, article, step)
                step.apply(article, by=request.user, expected_hash=expected_hash)
            except TransitionRefused as refused:
                messages.error(
                    request, _("“%(title)s”: %(reason)s") % {"title": article, "reason": refused}
                )
            else:
                messages.success(request, status_message(article))

    action.__name__ = step.name
    return action


def hash_field_name(article: Article) -> str:
    """The name of the hidden input by which a list sends the hash of an article's text."""
    return f"hash-{article.pk}"


def _listed_hash(request, article, step):
    """The hash of the text that the list showed; raises TransitionRefused if it showed none."""
    text_hash = request.POST.get(hash_field_name(article), "")
    if not text_hash:
        reason = _("This text did not stand on the page that you saw: open the list again.")
        journal_refusal(article, step.name, by=request.user, reason=reason)
        raise TransitionRefused(reason)
    return text_hash
