"""Who may take a step with a text: the right, the column, and a fresh pair of eyes."""

from django.utils.translation import gettext

from articles.models.limits import ColumnLimit
from articles.models.review import TransitionRefused


def check_permission(
    article, *, by, permission: str, emergency: str = "", fresh_eyes: bool = False
) -> str:
    """The reason by which the emergency right was used, blank where it was not needed; TransitionRefused says why not."""
    if not by.has_perm(f"articles.{permission}"):
        raise TransitionRefused(gettext("You do not have the right to take this step."))
    check_column(article, by)
    if not fresh_eyes or not (refused := _not_fresh(article, by)):
        return ""
    if not emergency.strip():
        raise TransitionRefused(refused)
    if not by.has_perm("articles.emergency_article"):
        raise TransitionRefused(gettext("You do not have the emergency right."))
    return emergency


def check_column(article, person) -> None:
    """TransitionRefused where the person is limited to columns and the article stands in none of them."""
    columns = set(ColumnLimit.objects.for_user(person).values_list("column", flat=True))
    if columns and article.column_id not in columns:
        raise TransitionRefused(gettext("This text stands outside the columns that you work on."))


def _not_fresh(article, person):
    """Why this person's signature would not be a fresh pair of eyes; empty if it would."""
    if article.contributions.filter(person=person, round=article.round).exists():
        return gettext("You wrote or changed this text: three other people review it.")
    if article.signatures().filter(person=person).exists():
        return gettext(
            "You already signed another stage of this text: the three reviewers are three people."
        )
    return ""
