"""One captured page as a case of a corpus: what people decided about it is the right answer."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from seeds.models import Proposal, ProposalStatus
from seeds.pages import PageArticle

# Our fields and those of the corpus, where they differ
CONFERENCE_FIELDS = {
    "starts_on": "date",
    "venue": "venue",
    "theme": "theme",
    "attendance": "attendance",
}
LISTS = ("consortia", "memberships", "conferences", "agreements", "training_bases", "other_objects")


@dataclass(frozen=True, kw_only=True)
class LearnedCase:
    """A page as text, and its facts as JSON; `number` names both files."""

    number: str
    text: str
    facts: dict

    @property
    def contents(self) -> dict[str, str]:
        """The contents of the two files by their names."""
        facts = json.dumps(self.facts, ensure_ascii=False, indent=1)
        return {f"{self.number}.txt": self.text, f"{self.number}.json": f"{facts}\n"}


def describe_facts(
    page_article: PageArticle, proposals: Iterable[Proposal], *, sha256: str
) -> dict:
    """The right answer for an article in the format of tests/seeds/corpus.

    `partial`: what nobody decided on may be read or not. `must_not` are readings that people refused, or
    edited, with the sentences that they rested on. `learned_from` tells the file from one made by hand.
    """
    day, _mark, moment = page_article.published.partition("T")
    facts = {
        "language": page_article.language,
        "title": page_article.title,
        "source": page_article.source,
        "published": day,
        "published_time": moment,
        "partial": True,
        "learned_from": sha256,
        **{name: [] for name in LISTS},
        "must_not": [],
    }
    for proposal in proposals:
        if proposal.status != ProposalStatus.REFUSED:
            name, fact = _as_fact(proposal.kind, accepted_payload(proposal))
            facts[name].append(fact)
        if proposal.status != ProposalStatus.ACCEPTED:
            facts["must_not"].append(_as_wrong_reading(proposal))
    return facts


def accepted_payload(proposal: Proposal) -> dict:
    """What was accepted; of a decision that is older than the column, what was proposed."""
    return proposal.decided_payload or proposal.payload


def is_edit_forgotten(proposal: Proposal) -> bool:
    """Whether it was edited before what was accepted was kept."""
    return proposal.status == ProposalStatus.EDITED and not proposal.decided_payload


def _as_fact(kind: str, payload: dict) -> tuple[str, dict]:
    """The list of the corpus that a fact belongs to, and the fact as it stands there."""
    if kind not in FACTS_BY_KIND:
        return "other_objects", {"type": kind, **payload}
    name, convert = FACTS_BY_KIND[kind]
    return name, convert(payload)


def _consortium(payload: dict) -> dict:
    return {
        "name": payload["name"],
        "kind": payload.get("consortium_kind"),
        "lead_organisations": payload.get("lead_organisations", []),
        "level": payload.get("level"),
        "founded": payload.get("founded_on"),
    }


def _membership(payload: dict) -> dict:
    return {
        "organisation": payload["organisation"],
        "consortium": payload.get("consortium"),
        "role": payload["role"],
        "role_text": payload.get("wording"),
    }


def _conference(payload: dict) -> dict:
    details = {name: payload.get(key) or None for key, name in CONFERENCE_FIELDS.items()}
    roles = {role: names for role, names in payload.get("roles", {}).items() if names}
    return {"name": payload.get("name"), **details, "roles": roles}


def _agreement(payload: dict) -> dict:
    return {
        "title": payload.get("title"),
        "kind": payload.get("agreement_kind"),
        "parties": payload["parties"],
        "signatories": payload.get("signatories", []),
    }


def _training_base(payload: dict) -> dict:
    return {
        "name": payload["name"],
        "kind": payload.get("base_kind"),
        "hosts": payload.get("hosts", []),
    }


# Kind of a proposal: the list of the corpus, and the function that makes an item of it
FACTS_BY_KIND = {
    "consortium": ("consortia", _consortium),
    "membership": ("memberships", _membership),
    "conference": ("conferences", _conference),
    "agreement": ("agreements", _agreement),
    "training_base": ("training_bases", _training_base),
}


def _as_wrong_reading(proposal: Proposal) -> dict:
    sentences = dict.fromkeys(item["quote"] for item in proposal.evidence if item["quote"])
    return {
        "kind": proposal.kind,
        "fields": proposal.payload,
        "rule": proposal.rule,
        "sentences": list(sentences),
        "because": proposal.status,
        "reason": proposal.reason,
    }
