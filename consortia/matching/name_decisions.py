"""What an editor says of a name, remembered: that it means an organisation, or that it does not."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Language
from consortia.models import Organisation, OrganisationName, OrganisationNameKind, RejectedAlias
from portal.core.folding import CHINESE_CHARACTER, name_key


class NameDecisionRefused(Exception):
    """A decision that cannot be remembered; the message says why."""


@transaction.atomic
def confirm_alias(
    name: str, organisation: Organisation, *, by, why: str
) -> OrganisationName | None:
    """Remember that the name means the organisation: the alias that says so, or None where it is the official name."""
    name = " ".join(name.split())
    key = _key(name, why)
    _forget(RejectedAlias.objects.filter(name=key, organisation=organisation), by=by, why=why)
    if key in map(name_key, (organisation.name, organisation.name_en)):
        return None
    alias = next((known for known in organisation.names.all() if name_key(known.text) == key), None)
    return alias or _add_alias(name, organisation, by=by, why=why)


@transaction.atomic
def reject_match(name: str, organisation: Organisation, *, by, why: str) -> RejectedAlias:
    """Remember that the name does not mean the organisation; refused for a name that it bears."""
    name = " ".join(name.split())
    key = _key(name, why)
    borne = [
        organisation.name,
        organisation.name_en,
        *organisation.names.values_list("text", flat=True),
    ]
    if key in map(name_key, borne):
        said = _("“%(name)s” is a name of %(body)s on record: take it off there first.")
        raise NameDecisionRefused(said % {"name": name, "body": organisation})
    values = {"printed": name, "by": by, "at": timezone.now(), "why": why.strip()}
    return RejectedAlias.objects.get_or_create(
        name=key, organisation=organisation, defaults=values
    )[0]


def _key(name, why):
    if not (key := name_key(name)):
        raise NameDecisionRefused(_("This is not a name."))
    if len(name) > OrganisationName._meta.get_field("text").max_length:
        raise NameDecisionRefused(_("This name is too long."))
    if not why.strip():
        raise NameDecisionRefused(_("Give a reason."))
    return key


def _add_alias(name, organisation, *, by, why):
    language = Language.CHINESE if CHINESE_CHARACTER.search(name) else Language.ENGLISH
    alias = OrganisationName(
        organisation=organisation,
        text=name,
        language=language,
        kind=OrganisationNameKind.AS_PRINTED,
    )
    _sign(alias, by=by, why=why)
    alias.save()
    return alias


def _forget(decisions, *, by, why):
    for decision in decisions:
        _sign(decision, by=by, why=why)
        decision.delete()


def _sign(row, *, by, why):
    """Have the row's history say who decided and why."""
    row._history_user, row._change_reason = by, why.strip()[:100]
