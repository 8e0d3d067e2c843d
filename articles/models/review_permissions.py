"""Who may take a transition of an article: permission, column, and independence from its authors."""

from django.utils.translation import gettext

from articles.models.review import TransitionRefused
from articles.models.user_limits import ColumnLimit


def check_permission(
    article, *, by, permission: str, emergency: str = "", independent: bool = False
) -> str:
    """Check that the person may take the transition, and return the emergency reason if it was used.

    `independent` asks for a reviewer who has neither written nor signed the text in this round.
    Whoever has the emergency right may pass that by giving a reason (`emergency`).
    Raises TransitionRefused with the reason.
    """
    if not by.has_perm(f"articles.{permission}"):
        raise TransitionRefused(gettext("You do not have the right to take this step."))
    check_column(article, by)
    if not independent:
        return ""
    objection = _independence_objection(article, by)
    if not objection:
        return ""
    if not emergency.strip():
        raise TransitionRefused(objection)
    if not by.has_perm("articles.emergency_article"):
        raise TransitionRefused(gettext("You do not have the emergency right."))
    return emergency


def check_column(article, person) -> None:
    """Raise TransitionRefused if the person is limited to columns and the article is in none of them."""
    columns = set(ColumnLimit.objects.for_user(person).values_list("column", flat=True))
    if columns and article.column_id not in columns:
        raise TransitionRefused(gettext("This text stands outside the columns that you work on."))


def _independence_objection(article, person) -> str:
    """Why the person is not independent of this text; empty if they are."""
    if article.contributions.filter(person=person, round=article.round).exists():
        return gettext("You wrote or changed this text: three other people review it.")
    if article.signatures().filter(person=person).exists():
        return gettext(
            "You already signed another stage of this text: the three reviewers are three people."
        )
    return ""
