"""The words of the journal for what happens to articles."""

from django.utils.translation import gettext_lazy as _

from articles.models import ArticleStatus, ReviewStage, StatementKind
from portal.audit.journal_words import register_words

# Steps that were refused are named by the method that takes them, the others by their stage
STEP_WORDS = {
    "submit": _("Submit for review"),
    "pass_first_review": _("Pass the first review"),
    "pass_second_review": _("Pass the second review"),
    "return_to_author": _("Return to the author"),
    "correct": _("Open a correction"),
    "cancel_correction": _("Cancel the correction"),
    "withdraw": _("Withdraw"),
    "confirm": _("Confirm that the text is still right"),
    "confirm_translation": _("Confirm that the translation is still right"),
    "confirmed": _("read again and found right"),
    "translation": _("the translation is right by the corrected original"),
}


def register() -> None:
    """Register the words."""
    register_words(
        {**dict(ReviewStage.choices), **dict(StatementKind.choices), **STEP_WORDS},
        details={"round": _("round"), "status": _("status")},
        values={"status": dict(ArticleStatus.choices)},
    )
