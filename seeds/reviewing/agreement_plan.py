"""An agreement with its parties and who signed for them."""

from django.utils.translation import gettext as _

from portal.core.folding import CHINESE_CHARACTER, name_key
from portal.core.names import CHINESE, ENGLISH, join_list
from seeds.reviewing.accept_plan import PlanBuilder
from seeds.reviewing.answers import ProposalDecisionRefused
from seeds.reviewing.plan import PlannedRef
from seeds.reviewing.target_rows import ProposalDifference, TargetRow, language_column

TITLE_LENGTH = 300
Parties = list[tuple[str, int | PlannedRef]]  # path of the name, organisation


def plan_agreement(
    builder: PlanBuilder, target: TargetRow, differences: list[ProposalDifference]
) -> None:
    """Plan the agreement and a row for each party and signatory.

    Raises ProposalDecisionRefused without a party, and for a signatory of none of them.
    """
    parties = list(builder.resolve_names("parties"))
    if not parties:
        raise ProposalDecisionRefused(_("An agreement needs a party."))
    has_title = bool({"title", "title_en"} & set(target.columns))
    if target.row is None and not has_title:
        target = target.with_columns(_title_from_parties(builder, parties))
    ref = builder.add_target_row(target, differences)
    agreement = target.row.pk if target.row else ref
    signatories = _signatories(builder)
    for position, (path, organisation) in enumerate(parties, 1):
        party_key = name_key(builder.name_text(path))
        own = [item for item in signatories if name_key(item["organisation"]) == party_key]
        for number, signatory in enumerate(own or [{}]):
            values = {
                "agreement_id": agreement,
                "organisation_id": organisation,
                **_text_column("signatory", signatory.get("person")),
                **_text_column("post", signatory.get("post")),
                "position": position,
            }
            sources = builder.find_evidence(builder.name_text(path), path)
            builder.add_party(f"party {path} {number}", values, sources)


def _title_from_parties(builder: PlanBuilder, parties: Parties) -> dict[str, str]:
    """A title for an agreement that has none: who signed it."""
    names = [builder.name_text(path) for path, _organisation in parties]
    if CHINESE_CHARACTER.search("".join(names)):
        return {"title": f"{join_list(names, CHINESE)}合作协议"[:TITLE_LENGTH]}
    return {"title_en": f"Agreement of {join_list(names, ENGLISH)}"[:TITLE_LENGTH]}


def _signatories(builder: PlanBuilder) -> list[dict]:
    """Who signed, each for a party of the form."""
    entries = builder.payload.get("signatories") or ()
    signatories = [entry for entry in entries if entry.get("person")]
    party_keys = {
        name_key(builder.name_text(path))
        for path, _organisation in builder.resolve_names("parties")
    }
    for signatory in signatories:
        if name_key(signatory.get("organisation") or "") not in party_keys:
            raise ProposalDecisionRefused(
                _("Say for which of the parties %s signs, or take the name out.")
                % signatory["person"]
            )
    return signatories


def _text_column(column: str, text: str | None) -> dict[str, str]:
    return {language_column(column, text): text} if text else {}
