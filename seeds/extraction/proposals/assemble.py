"""From single facts to proposals: one record for each thing that the article reports."""

import re
from collections.abc import Iterable

from seeds.extraction.document import AnnotatedArticle
from seeds.extraction.mentions.training_bases import classify_base
from seeds.extraction.model import (
    CONSORTIUM,
    ExtractedEvidence,
    ExtractedFact,
    ExtractedProposal,
    is_same_name,
    unique_names,
)
from seeds.extraction.proposals.agreements import propose_agreements
from seeds.extraction.proposals.conferences import propose_conferences
from seeds.extraction.proposals.documents import propose_supplementary_records
from seeds.extraction.proposals.event_dates import MainConference, main_conference
from seeds.extraction.relations.meetings import find_sentence_date
from seeds.extraction.rules.plans import is_planned

CONSORTIUM_LEVELS = (
    ("international", "国际|中外|海外|[Ii]nternational|Sino-|Belt and Road|一带一路"),
    ("national", "全国|国家|中国|[Nn]ational|China\\b"),
    ("regional", "大湾区|长三角|珠三角|京津冀|区域|经济圈|流域|Delta|Bay Area|[Rr]egional"),
    ("provincial", "省|自治区|[Pp]rovinc"),
    ("municipal", "市|区|县|园|[Mm]unicipal|City|District|Zone"),
)
FOUNDING_WORDS = re.compile(
    r"成立|组建|揭牌|启动|创建|设立|共建|建成|诞生|年会|章程|\b(?:found|establish|launch|inaugurat|unveil|creat|set up)",
    re.I,
)
FOUNDING_VERB = re.compile(
    r"成立(?!以来|后|之后|于)|成立于|诞生|揭牌成立|\b(?:founded|established|inaugurated|founding)\b",
    re.I,
)
FOUNDING_WINDOW = 30
HOSTING_ROLES = frozenset({"host", "organiser"})
CONSORTIUM_KINDS = (
    ("industry", "行业.*(?:共同体|community)|产教融合共同体|[Cc]ommunity"),
    ("municipal", "市域|产教联合体|[Mm]unicipal|[Cc]onsortium"),
    ("union", "五金|建设联合体|[Uu]nion"),
    ("alliance", "联盟|[Aa]lliance"),
    ("other", ""),
)


def build_proposals(
    document: AnnotatedArticle, facts: list[ExtractedFact]
) -> list[ExtractedProposal]:
    """Return the proposals of an article, the consortia first."""
    met = propose_conferences(document, facts)
    main = main_conference(met)
    return [
        *_consortia(document, facts, main),
        *_memberships(document, facts),
        *met,
        *propose_agreements(document, facts, main),
        *_bases(document, facts, main),
        *propose_supplementary_records(document, facts, main),
    ]


def _of(facts: Iterable[ExtractedFact], relation: str) -> list[ExtractedFact]:
    return [fact for fact in facts if fact.relation == relation]


def _evidence(facts: Iterable[ExtractedFact], name: str) -> list[ExtractedEvidence]:
    return list(dict.fromkeys(fact.evidence(name) for fact in facts if fact.sentence.paragraph))


def _consortia(
    document: AnnotatedArticle, facts: list[ExtractedFact], main: MainConference
) -> list[ExtractedProposal]:
    found = []
    for name in sorted(
        set(document.canonical_consortia.values()),
        key=list(document.canonical_consortia.values()).index,
    ):
        said = [
            s
            for s in document.sentences
            for m in s.mentions_of(CONSORTIUM)
            if document.canonical_consortia.get(m.name) == name
        ]
        leads = [f for f in _of(facts, "lead") if f.values["consortium"] == name]
        real = [
            s for s in said if not is_planned(s, next(m.start for m in s.mentions_of(CONSORTIUM)))
        ] or (said if leads else [])
        evidence = _name_evidence(document, real, name) + _evidence(leads, "lead_organisations")
        told = [*leads, *(f for f in _of(facts, "membership") if f.values["consortium"] == name)]
        told += [
            f
            for f in _of(facts, "role")
            if name in f.values["organisations"] and f.values["role"] in HOSTING_ROLES
        ]
        if not real or not evidence or not (told or _is_subject(real, name)):
            continue
        founded, founding = _founded(document, real, name, main)
        fields = {
            "name": name,
            "consortium_kind": _kind(name),
            "level": _first(CONSORTIUM_LEVELS, name) or "",
            "lead_organisations": unique_names(
                org for fact in leads for org in fact.values["organisations"]
            ),
            "founded_on": founded,
        }
        evidence += founding
        best = max(leads, key=lambda fact: fact.confidence, default=None)
        found.append(
            ExtractedProposal.build(
                "consortium",
                fields,
                best.confidence if best else 0.7,
                best.rule if best else _named_by(facts, said),
                evidence,
            )
        )
    return found


def _named_by(facts: list[ExtractedFact], sentences: list) -> str:
    """The rule that read the name of a consortium."""
    return next(f.rule for f in _of(facts, "consortium") if f.sentence in sentences)


def _founded(
    document: AnnotatedArticle, sentences: list, name: str, main: MainConference
) -> tuple[str | None, list[ExtractedEvidence]]:
    """The day on which a consortium was founded: said beside its name, or that of its founding meeting."""
    for sentence in sentences:
        day = (
            find_sentence_date(document, sentence)
            if sentence.paragraph and FOUNDING_VERB.search(sentence.text)
            else None
        )
        if day:
            return day, [
                ExtractedEvidence(
                    field="founded_on", paragraph=sentence.paragraph, quote=sentence.quote()
                )
            ]
    if main.kind != "founding" or not main.days:
        return None, []
    dated = next(
        (
            s
            for s in document.sentences
            if s.paragraph and find_sentence_date(document, s) == main.days
        ),
        None,
    )
    said = (
        [ExtractedEvidence(field="founded_on", paragraph=dated.paragraph, quote=dated.quote())]
        if dated
        else []
    )
    return main.days, said


def _is_subject(sentences: list, name: str) -> bool:
    """Whether an article tells of a consortium, and does not only mention it."""
    said = [
        (s, m) for s in sentences for m in s.mentions_of(CONSORTIUM) if is_same_name(m.name, name)
    ]
    founded = any(
        FOUNDING_WORDS.search(s.text[max(0, m.start - FOUNDING_WINDOW) : m.end + FOUNDING_WINDOW])
        for s, m in said
    )
    return (
        founded or any(s.paragraph == 0 for s, _m in said) or len({s.number for s, _m in said}) > 2
    )


def _kind(name: str) -> str:
    return _first(CONSORTIUM_KINDS, name) or "other"


def _first(table: tuple[tuple[str, str], ...], text: str) -> str | None:
    return next((kind for kind, pattern in table if re.search(pattern, text)), None)


def _name_evidence(
    document: AnnotatedArticle, sentences: Iterable, name: str
) -> list[ExtractedEvidence]:
    spelled = [s for s in sentences if s.paragraph]
    exact = [
        s for s in spelled if any(m.name == name for m in s.mentions_of(CONSORTIUM))
    ] or spelled
    return [
        ExtractedEvidence(field="name", paragraph=s.paragraph, quote=s.quote()) for s in exact[:1]
    ]


def _memberships(document: AnnotatedArticle, facts: list[ExtractedFact]) -> list[ExtractedProposal]:
    leads = {org for fact in _of(facts, "lead") for org in fact.values["organisations"]}
    seen: dict[tuple[str, str, str], ExtractedProposal] = {}
    for fact in sorted(
        (f for f in _of(facts, "membership") if _is_of_consortium(f)),
        key=lambda each: -each.confidence,
    ):
        for org in fact.values["organisations"]:
            role, consortium = fact.values["role"], fact.values["consortium"]
            is_lead = role == "member" and any(is_same_name(org, lead) for lead in leads)
            key = next(
                (k for k in seen if is_same_name(k[0], org) and k[1:] == (consortium, role)),
                (org, consortium, role),
            )
            if key in seen or is_lead or not fact.sentence.paragraph:
                continue
            fields = {"organisation": org, "consortium": consortium, "role": role}
            fields |= {
                "wording": fact.values.get("wording", ""),
                "since": find_sentence_date(document, fact.sentence),
            }
            said = [
                fact.evidence(name)
                for name in ("organisation", "role", *(["since"] if fields["since"] else []))
            ]
            seen[key] = ExtractedProposal.build(
                "membership", fields, fact.confidence, fact.rule, said
            )
    return list(seen.values())


def _is_of_consortium(fact: ExtractedFact) -> bool:
    """Whether an office is one in a consortium: the article names one, or the word says that a unit holds it."""
    is_bare = fact.sentence.is_english and "unit" not in fact.values.get("wording", "unit").lower()
    return bool(fact.values["consortium"]) or not is_bare


def _bases(
    document: AnnotatedArticle, facts: list[ExtractedFact], main: MainConference
) -> list[ExtractedProposal]:
    kept: list[tuple[str, list[ExtractedFact]]] = []
    for fact in sorted(
        _of(facts, "training_base"), key=lambda f: (-f.confidence, -len(f.values["name"]))
    ):
        name = fact.values["name"]
        place = next((n for n, (other, _) in enumerate(kept) if is_same_name(name, other)), None)
        if place is None:
            kept.append((name, [fact]))
        else:
            kept[place][1].append(fact)
    found = []
    for name, group in kept:
        evidence = _evidence(group, "name") or _named_in(document, name)
        if evidence:
            fields = {"name": name, "base_kind": classify_base(name), **_partners(group)}
            fields["awarded_by"] = next(
                (fact.values["awarded_by"] for fact in group if fact.values["awarded_by"]), ""
            )
            fields["unveiled_on"], fields["conference"] = main.date_and_conference(
                document, group[0].sentence
            )
            found.append(
                ExtractedProposal.build(
                    "training_base", fields, group[0].confidence, group[0].rule, evidence
                )
            )
    return found


def _partners(group: list[ExtractedFact]) -> dict:
    """The hosts of a base, and all of its partners with their roles."""
    roles: dict[str, str] = {}
    for name, role in (pair for fact in group for pair in fact.values["partners"]):
        known = next((other for other in roles if is_same_name(name, other)), None)
        if known is None:
            roles[name] = role
    hosts = [name for name, role in roles.items() if role == "host"]
    return {
        "hosts": hosts,
        "partners": [{"organisation": name, "role": role} for name, role in roles.items()],
    }


def _named_in(document: AnnotatedArticle, name: str) -> list[ExtractedEvidence]:
    """The first sentence of the text that has a name known from the title."""
    said = next((s for s in document.sentences if s.paragraph and name in s.quote()), None)
    return (
        [ExtractedEvidence(field="name", paragraph=said.paragraph, quote=said.quote())]
        if said
        else []
    )
