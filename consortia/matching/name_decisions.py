"""Decisions of editors on names: that a name means an organisation, or that it does not."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Language
from consortia.models import Organisation, OrganisationName, OrganisationNameKind, RejectedAlias
from portal.core.folding import CHINESE_CHARACTER, name_key

MAX_HISTORY_REASON_LENGTH = 100


class NameDecisionRefused(Exception):
    """Raised for a decision that cannot be stored; the message is the reason for the user."""


@transaction.atomic
def confirm_alias(
    name: str, organisation: Organisation, *, by, why: str
) -> OrganisationName | None:
    """Record that the name means the organisation; an earlier rejection of the match is deleted.

    Returns the alias with that name, created if needed; None if it is the official name.
    """
    name = " ".join(name.split())
    key = _validated_key(name, why)
    rejections = RejectedAlias.objects.filter(name=key, organisation=organisation)
    _delete_rejections(rejections, by=by, why=why)
    if key in {name_key(organisation.name), name_key(organisation.name_en)}:
        return None
    for alias in organisation.names.all():
        if name_key(alias.text) == key:
            return alias
    return _add_alias(name, organisation, by=by, why=why)


@transaction.atomic
def reject_match(name: str, organisation: Organisation, *, by, why: str) -> RejectedAlias:
    """Record that the name does not mean the organisation; refused for one of its names on record."""
    name = " ".join(name.split())
    key = _validated_key(name, why)
    aliases = organisation.names.values_list("text", flat=True)
    known_names = [organisation.name, organisation.name_en, *aliases]
    if key in {name_key(text) for text in known_names}:
        message = _("“%(name)s” is a name of %(body)s on record: take it off there first.")
        raise NameDecisionRefused(message % {"name": name, "body": organisation})
    values = {"printed": name, "by": by, "at": timezone.now(), "why": why.strip()}
    decision, _created = RejectedAlias.objects.get_or_create(
        name=key, organisation=organisation, defaults=values
    )
    return decision


def _validated_key(name, why) -> str:
    """The key of the name; raises NameDecisionRefused for an unusable name or a blank reason."""
    key = name_key(name)
    if not key:
        raise NameDecisionRefused(_("This is not a name."))
    if len(name) > OrganisationName._meta.get_field("text").max_length:
        raise NameDecisionRefused(_("This name is too long."))
    if not why.strip():
        raise NameDecisionRefused(_("Give a reason."))
    return key


def _add_alias(name, organisation, *, by, why) -> OrganisationName:
    language = Language.CHINESE if CHINESE_CHARACTER.search(name) else Language.ENGLISH
    alias = OrganisationName(
        organisation=organisation,
        text=name,
        language=language,
        kind=OrganisationNameKind.AS_PRINTED,
    )
    _set_history_author(alias, by=by, why=why)
    alias.save()
    return alias


def _delete_rejections(rejections, *, by, why) -> None:
    for rejection in rejections:
        _set_history_author(rejection, by=by, why=why)
        rejection.delete()


def _set_history_author(row, *, by, why) -> None:
    """Set who decided and why, for the row's next history entry."""
    row._history_user = by
    row._change_reason = why.strip()[:MAX_HISTORY_REASON_LENGTH]
