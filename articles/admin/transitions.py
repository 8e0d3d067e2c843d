"""The steps of the chain as buttons and bulk actions. Which are offered is said here; what is allowed, the model says."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import AbstractBaseUser
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Article, ArticleStatus, TransitionRefused, WithdrawalReason
from articles.models.review import UNDER_REVIEW, WITH_AUTHOR

MAX_TEXT_LENGTH = 2000


def step_text_field(label: str, **options) -> forms.CharField:
    """A field for what goes with a step."""
    return forms.CharField(
        label=label, max_length=MAX_TEXT_LENGTH, widget=forms.Textarea(attrs={"rows": 4}), **options
    )


class EmptyForm(forms.Form):
    """A step that takes no words."""


class EmergencyForm(forms.Form):
    """A signature, which takes words only by the emergency right."""

    text = step_text_field(
        gettext_lazy("Reason for using the emergency right, which readers see"), required=False
    )


class SignOffForm(EmergencyForm):
    """The last signature, with the moment from which readers see the text; without it the moment stays as it was set."""

    go_live = forms.DateTimeField(
        label=gettext_lazy("Goes live at"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    def clean(self):
        """The cleaned values; no moment where the browser sent none."""
        values = super().clean()
        if "go_live" not in self.data:
            values.pop("go_live", None)
        return values


class ReturnForm(forms.Form):
    """What the author should change."""

    paragraph = forms.IntegerField(label=gettext_lazy("Paragraph"), min_value=1, required=False)
    text = step_text_field(gettext_lazy("What the author should change"))


class CorrectionForm(forms.Form):
    """The public note of a correction."""

    text = step_text_field(gettext_lazy("A note for the readers: what is corrected"))


class WithdrawalForm(forms.Form):
    """One of three reasons, which readers see, and a note, which they do not."""

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
    """One step: the transition it calls, where it is offered and to whom, and the form of the words that go with it."""

    name: str
    label: str
    sources: frozenset[str]
    permission: str
    form: type[forms.Form] = EmptyForm
    text_argument: str = ""

    @property
    def is_review(self) -> bool:
        """Whether it signs: then the text is the reason for the emergency right, and most often blank."""
        return self.text_argument == "emergency"

    @property
    def needs_form(self) -> bool:
        """Whether it is never taken without its form."""
        return bool(self.text_argument) and not self.is_review

    def is_available(self, article: Article, person: AbstractBaseUser) -> bool:
        """Whether the article stands where the step begins, and the person has the right to it."""
        stands = article.status in self.sources and (
            self.name != "withdraw" or article.signed_id is not None
        )
        return stands and person.has_perm(f"articles.{self.permission}")

    def get_form(self, sent: QueryDict) -> forms.Form:
        """The form of the words; bound where the browser sent them."""
        return self.form(sent if "text" in sent or not self.needs_form else None)

    def blank_form(self, article: Article, **typed) -> forms.Form:
        """The form as it is shown first, with what the article has and what was typed already."""
        return self.form(initial={"go_live": article.go_live, **typed})

    def apply(
        self, article: Article, *, by: AbstractBaseUser, expected_hash: str = "", **said
    ) -> None:
        """Take the step with what the form says; TransitionRefused says why not."""
        if "text" in said:
            said[self.text_argument] = said.pop("text")
        getattr(article, self.name)(by=by, expected_hash=expected_hash, **said)


def _review(name, label, source, permission, form=EmergencyForm):
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
WITHDRAW = WorkflowStep(
    "withdraw",
    gettext_lazy("Withdraw"),
    frozenset(set(ArticleStatus) - {ArticleStatus.WITHDRAWN}),
    "withdraw_article",
    WithdrawalForm,
    "note",
)
REVIEWS = (
    _review(
        "pass_first_review",
        gettext_lazy("Pass the first review"),
        ArticleStatus.FIRST_REVIEW,
        "first_review_article",
    ),
    _review(
        "pass_second_review",
        gettext_lazy("Pass the second review"),
        ArticleStatus.SECOND_REVIEW,
        "second_review_article",
    ),
    _review(
        "sign_off",
        gettext_lazy("Sign off"),
        ArticleStatus.SIGN_OFF,
        "sign_off_article",
        SignOffForm,
    ),
)
STEPS = {step.name: step for step in (SUBMIT, *REVIEWS, RETURN, CORRECT, WITHDRAW)}


def available_steps(article: Article, person: AbstractBaseUser) -> list[WorkflowStep]:
    """The steps that are open to the person as far as the status and the rights say."""
    return [step for step in STEPS.values() if step.is_available(article, person)]


def status_message(article: Article) -> str:
    """Where the article stands now, as a message."""
    return _("“%(title)s” is now: %(status)s.") % {
        "title": article,
        "status": article.get_status_display(),
    }


def bulk_action(step: WorkflowStep) -> Callable:
    """The step as an action on many articles, each on the text that its list showed; each says for itself how it went."""

    @admin.action(description=step.label)
    def action(model_admin, request, queryset):
        for article in queryset:
            try:
                step.apply(article, by=request.user, expected_hash=_listed_hash(request, article))
            except TransitionRefused as refused:
                messages.error(
                    request, _("“%(title)s”: %(reason)s") % {"title": article, "reason": refused}
                )
            else:
                messages.success(request, status_message(article))

    action.__name__ = step.name
    return action


def hash_field_name(article: Article) -> str:
    """The name under which a list sends the hash of an article's text."""
    return f"hash-{article.pk}"


def _listed_hash(request, article):
    """The hash of the text as the list showed it; TransitionRefused where it did not show that article."""
    listed = request.POST.get(hash_field_name(article), "")
    if not listed:
        raise TransitionRefused(
            _("This text did not stand on the page that you saw: open the list again.")
        )
    return listed
