"""From single facts to proposals: one record for each thing that the article reports."""

import re
from collections.abc import Iterable

from seeds.extraction.bases import kind_of
from seeds.extraction.conferences import conferences
from seeds.extraction.document import Document
from seeds.extraction.model import CONSORTIUM, Evidence, Fact, Proposal, distinct, same_name
from seeds.extraction.slots import is_planned

LEVELS = (
    ("international", "国际|中外|海外|[Ii]nternational|Sino-|Belt and Road|一带一路"),
    ("national", "全国|国家|中国|[Nn]ational|China\\b"),
    ("regional", "大湾区|长三角|珠三角|京津冀|区域|经济圈|流域|Delta|Bay Area|[Rr]egional"),
    ("provincial", "省|自治区|[Pp]rovinc"),
    ("municipal", "市|区|县|园|[Mm]unicipal|City|District|Zone"),
)
FOUNDED = re.compile(
    r"成立|组建|揭牌|启动|创建|设立|共建|建成|诞生|年会|章程|\b(?:found|establish|launch|inaugurat|unveil|creat|set up)", re.I
)
NEAR = 30
HOSTING = frozenset({"host", "organiser"})
CONSORTIUM_KINDS = (
    ("industry", "行业.*(?:共同体|community)|产教融合共同体|[Cc]ommunity"),
    ("municipal", "市域|产教联合体|[Mm]unicipal|[Cc]onsortium"),
    ("union", "五金|建设联合体|[Uu]nion"),
    ("alliance", "联盟|[Aa]lliance"),
    ("other", ""),
)


def proposals(document: Document, facts: list[Fact]) -> list[Proposal]:
    """Return the proposals of an article, the consortia first."""
    return [
        *_consortia(document, facts),
        *_memberships(document, facts),
        *conferences(document, facts),
        *_agreements(facts),
        *_bases(document, facts),
        *_others(document, facts),
    ]


def _of(facts: Iterable[Fact], relation: str) -> list[Fact]:
    return [fact for fact in facts if fact.relation == relation]


def _evidence(facts: Iterable[Fact], name: str) -> list[Evidence]:
    return list(dict.fromkeys(fact.evidence(name) for fact in facts if fact.sentence.paragraph))


def _consortia(document: Document, facts: list[Fact]) -> list[Proposal]:
    found = []
    for name in sorted(set(document.consortia.values()), key=list(document.consortia.values()).index):
        said = [s for s in document.sentences for m in s.of(CONSORTIUM) if document.consortia.get(m.name) == name]
        real = [s for s in said if not is_planned(s, next(m.start for m in s.of(CONSORTIUM)))]
        leads = [f for f in _of(facts, "lead") if f.values["consortium"] == name]
        evidence = _name_evidence(document, real, name) + _evidence(leads, "lead_organisations")
        told = [*leads, *(f for f in _of(facts, "membership") if f.values["consortium"] == name)]
        told += [f for f in _of(facts, "role") if name in f.values["organisations"] and f.values["role"] in HOSTING]
        if not real or not evidence or not (told or _is_subject(real, name)):
            continue
        fields = {
            "name": name,
            "consortium_kind": _kind(name),
            "level": _first(LEVELS, name) or "",
            "lead_organisations": distinct(org for fact in leads for org in fact.values["organisations"]),
        }
        best = max(leads, key=lambda fact: fact.confidence, default=None)
        found.append(
            Proposal.of(
                "consortium", fields, best.confidence if best else 0.7, best.rule if best else "name.consortium", evidence
            )
        )
    return found


def _is_subject(sentences: list, name: str) -> bool:
    """Whether an article tells of a consortium, and does not only mention it."""
    said = [(s, m) for s in sentences for m in s.of(CONSORTIUM) if same_name(m.name, name)]
    founded = any(FOUNDED.search(s.text[max(0, m.start - NEAR) : m.end + NEAR]) for s, m in said)
    return founded or any(s.paragraph == 0 for s, _m in said) or len({s.number for s, _m in said}) > 2


def _kind(name: str) -> str:
    return _first(CONSORTIUM_KINDS, name) or "other"


def _first(table: tuple[tuple[str, str], ...], text: str) -> str | None:
    return next((kind for kind, pattern in table if re.search(pattern, text)), None)


def _name_evidence(document: Document, sentences: Iterable, name: str) -> list[Evidence]:
    spelled = [s for s in sentences if s.paragraph]
    exact = [s for s in spelled if any(m.name == name for m in s.of(CONSORTIUM))] or spelled
    return [Evidence(field="name", paragraph=s.paragraph, quote=s.quote()) for s in exact[:1]]


def _memberships(document: Document, facts: list[Fact]) -> list[Proposal]:
    leads = {org for fact in _of(facts, "lead") for org in fact.values["organisations"]}
    seen: dict[tuple[str, str, str], Proposal] = {}
    for fact in sorted(_of(facts, "membership"), key=lambda each: -each.confidence):
        for org in fact.values["organisations"]:
            role, consortium = fact.values["role"], fact.values["consortium"]
            is_lead = role == "member" and any(same_name(org, lead) for lead in leads)
            key = next((k for k in seen if same_name(k[0], org) and k[1:] == (consortium, role)), (org, consortium, role))
            if key in seen or is_lead or not fact.sentence.paragraph:
                continue
            fields = {"organisation": org, "consortium": consortium, "role": role}
            seen[key] = Proposal.of(
                "membership", fields, fact.confidence, fact.rule, [fact.evidence("organisation"), fact.evidence("role")]
            )
    return list(seen.values())


def _agreements(facts: list[Fact]) -> list[Proposal]:
    kept: list[dict] = []
    for fact in sorted(
        _of(facts, "agreement"), key=lambda f: (-len(f.values["signatories"]), -bool(f.values["title"]), -f.confidence)
    ):
        if fact.sentence.paragraph == 0 and any(_covers(old, fact) for old in kept):
            continue
        old = next((old for old in kept if _covers(old, fact)), None)
        if old is None or _is_another(old, fact):
            kept.append({**fact.values, "facts": [fact]})
        else:
            old["facts"].append(fact)
    for fact in _of(facts, "signing"):
        for old in kept:
            if _may_sign(old, fact):
                _add_signatories(old, fact)
    return [each for old in kept for each in _agreement(old)]


def _may_sign(old: dict, fact: Fact) -> bool:
    """Whether people may have signed what the sentences right before tell of, or the same one."""
    distance = min(fact.sentence.number - each.sentence.number for each in old["facts"])
    is_near = 0 <= distance <= 3
    return is_near and (not fact.values["parties"] or _covers_one(old, fact))


def _covers_one(old: dict, fact: Fact) -> bool:
    return any(_alike(party, other) for party in fact.values["parties"] for other in old["parties"])


def _add_signatories(old: dict, fact: Fact) -> None:
    known = {each["person"] for each in old["signatories"]}
    old["signatories"] = [*old["signatories"], *(each for each in fact.values["signatories"] if each["person"] not in known)]
    old["signed"] = [*old.get("signed", ()), fact]


def _is_another(old: dict, fact: Fact) -> bool:
    """Whether the same parties signed one more contract: another title, in the same breath."""
    titles = old["title"], fact.values["title"]
    return (
        all(titles)
        and not same_name(*titles)
        and old["facts"][0].sentence is fact.sentence
        and len(old["parties"]) == len(fact.values["parties"])
    )


def _covers(old: dict, fact: Fact) -> bool:
    """Whether the parties of a fact are among those of an agreement already kept, by their names or short forms."""
    return all(any(_alike(party, other) for other in old["parties"]) for party in fact.values["parties"])


def _alike(one: str, other: str) -> bool:
    if same_name(one, other):
        return True
    first, second = sorted((one, other), key=len)
    return len(first) >= 4 and second.startswith(first.removesuffix("集团"))


def _agreement(old: dict) -> list[Proposal]:
    facts = old["facts"]
    signed = [*(fact for fact in facts if fact.values["signatories"]), *old.get("signed", ())]
    evidence = _evidence(facts, "parties") + _evidence(signed, "signatories")
    if not evidence or not old["parties"]:
        return []
    fields = {
        "title": old["title"] or next((f.values["title"] for f in facts if f.values["title"]), ""),
        "agreement_kind": next((f.values["kind"] for f in facts if f.values["kind"] != "other"), "other"),
        "parties": old["parties"],
        "signatories": old["signatories"],
    }
    return [Proposal.of("agreement", fields, max(f.confidence for f in facts), facts[0].rule, evidence)]


def _bases(document: Document, facts: list[Fact]) -> list[Proposal]:
    kept: list[tuple[str, list[Fact]]] = []
    for fact in sorted(_of(facts, "training_base"), key=lambda f: (-f.confidence, -len(f.values["name"]))):
        name = fact.values["name"]
        place = next((n for n, (other, _) in enumerate(kept) if same_name(name, other)), None)
        if place is None:
            kept.append((name, [fact]))
        else:
            kept[place][1].append(fact)
    found = []
    for name, group in kept:
        evidence = _evidence(group, "name") or _named_in(document, name)
        hosts = distinct(host for fact in group for host in fact.values["hosts"])
        if evidence:
            fields = {"name": name, "base_kind": kind_of(name), "hosts": hosts}
            found.append(Proposal.of("training_base", fields, group[0].confidence, group[0].rule, evidence))
    return found


def _named_in(document: Document, name: str) -> list[Evidence]:
    """The first sentence of the text that has a name known from the title."""
    said = next((s for s in document.sentences if s.paragraph and name in s.quote()), None)
    return [Evidence(field="name", paragraph=said.paragraph, quote=said.quote())] if said else []


def _others(document: Document, facts: list[Fact]) -> list[Proposal]:
    keys = {
        "document": ("name", "document_kind"),
        "appointment": ("person", "office", "body"),
        "figure": ("of", "value", "bound"),
    }
    seen, found = set(), []
    for kind, wanted in keys.items():
        for fact in _of(facts, kind):
            values = {**fact.values, "document_kind": fact.values.get("kind")}
            fields = {key: values[key] for key in wanted} | (
                {"about": values["about"], "wording": values["wording"]} if kind == "figure" else {}
            )
            key = (kind, *(str(fields[each]) for each in wanted))
            if key not in seen and fact.sentence.paragraph:
                seen.add(key)
                found.append(Proposal.of(kind, fields, fact.confidence, fact.rule, [fact.evidence(wanted[0])]))
    return found
