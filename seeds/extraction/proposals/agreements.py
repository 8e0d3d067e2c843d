"""Proposals of agreements: one for each contract, however many sentences tell of it."""

import re

from seeds.extraction.document import AnnotatedArticle
from seeds.extraction.model import ExtractedFact, ExtractedProposal, is_same_name
from seeds.extraction.proposals.event_dates import MainConference

FOR_BOTH_PARTIES = re.compile(
    r"代表(?:[双两]方|校企|合作)|on\sbehalf\sof\s(?:the\s)?(?:two|both|their)"
)


def propose_agreements(
    document: AnnotatedArticle, facts: list[ExtractedFact], main: MainConference
) -> list[ExtractedProposal]:
    """Return the agreements that the article reports, each with all that its sentences say of it."""
    kept: list[dict] = []
    for fact in sorted(
        [f for f in facts if f.relation == "agreement"],
        key=lambda f: (-len(f.values["signatories"]), -bool(f.values["title"]), -f.confidence),
    ):
        if fact.sentence.paragraph == 0 and any(_covers(old, fact) for old in kept):
            continue
        old = next((old for old in kept if _covers(old, fact)), None)
        if old is None or _is_another(old, fact):
            kept.append({**fact.values, "facts": [fact]})
        else:
            old["facts"].append(fact)
    for fact in (f for f in facts if f.relation == "signing"):
        theirs = [old for old in kept if _may_sign(old, fact)]
        here = [
            old for old in theirs if any(each.sentence is fact.sentence for each in old["facts"])
        ]
        for old in here or theirs:
            _add_signatories(old, fact)
    return [each for old in kept for each in _agreement(document, old, main)]


def _may_sign(old: dict, fact: ExtractedFact) -> bool:
    """Whether people may have signed what the sentences right before tell of, or the same one."""
    distance = min(fact.sentence.number - each.sentence.number for each in old["facts"])
    is_near = 0 <= distance <= 3
    is_theirs = distance <= 1 and FOR_BOTH_PARTIES.search(fact.sentence.text)
    return is_near and bool(not fact.values["parties"] or is_theirs or _covers_one(old, fact))


def _covers_one(old: dict, fact: ExtractedFact) -> bool:
    return any(_alike(party, other) for party in fact.values["parties"] for other in old["parties"])


def _add_signatories(old: dict, fact: ExtractedFact) -> None:
    known = {each["person"] for each in old["signatories"]}
    old["signatories"] = [
        *old["signatories"],
        *(each for each in fact.values["signatories"] if each["person"] not in known),
    ]
    old["signed"] = [*old.get("signed", ()), fact]


def _is_another(old: dict, fact: ExtractedFact) -> bool:
    """Whether the same parties signed one more contract: another title, in the same breath."""
    titles = old["title"], fact.values["title"]
    return (
        all(titles)
        and not is_same_name(*titles)
        and old["facts"][0].sentence is fact.sentence
        and len(old["parties"]) == len(fact.values["parties"])
    )


def _covers(old: dict, fact: ExtractedFact) -> bool:
    """Whether the parties of a fact are among those of an agreement already kept, by their names or short forms."""
    return all(
        any(_alike(party, other) for other in old["parties"]) for party in fact.values["parties"]
    )


def _alike(one: str, other: str) -> bool:
    if is_same_name(one, other):
        return True
    first, second = sorted((one, other), key=len)
    return len(first) >= 4 and second.startswith(first.removesuffix("集团"))


def _agreement(
    document: AnnotatedArticle, old: dict, main: MainConference
) -> list[ExtractedProposal]:
    facts = old["facts"]
    pens = [*(fact for fact in facts if fact.values["signatories"]), *old.get("signed", ())]
    day, conference = main.date_and_conference(document, facts[0].sentence)
    evidence = [fact.evidence("parties") for fact in facts if fact.sentence.paragraph]
    evidence += [fact.evidence("signatories") for fact in pens if fact.sentence.paragraph]
    if not evidence or not old["parties"]:
        return []
    fields = {
        "title": old["title"] or next((f.values["title"] for f in facts if f.values["title"]), ""),
        "agreement_kind": next(
            (f.values["kind"] for f in facts if f.values["kind"] != "other"), "other"
        ),
        "parties": old["parties"],
        "signatories": old["signatories"],
        "signed_on": day,
        "conference": conference,
    }
    return [
        ExtractedProposal.build(
            "agreement", fields, max(f.confidence for f in facts), facts[0].rule, evidence
        )
    ]
