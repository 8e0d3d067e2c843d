"""How much of what a page says is read, and how much of what is read it says: counted for each relation."""

import itertools
import re
import unicodedata
from collections import Counter, defaultdict
from types import SimpleNamespace

EQUIVALENT_ROLES = {"executive_vice_chair": "vice_chair", "standing_director": "director"}
CONFERENCE_FIELDS = {
    "date": "starts_on",
    "venue": "venue",
    "theme": "theme",
    "attendance": "attendance",
}


def normalise_name(text):
    return re.sub(r"\bthe\b|[\W_]+", "", unicodedata.normalize("NFKC", str(text)).lower())


def names_match(one, other):
    """Whether one name holds the other."""
    short, long = sorted((normalise_name(one), normalise_name(other)), key=len)
    return short == long or (len(short) > 2 and short in long)


def names_equal(one, other):
    return normalise_name(one) == normalise_name(other)


def fact_matches(wanted, read, same_name=names_match):
    """Whether each part of a fact is one of those that are right for it."""
    return len(wanted) == len(read) and all(
        any(same_name(right, part) for right in rights if right is not None)
        for rights, part in zip(wanted, read, strict=True)
    )


def accepted_values(record, key):
    return [record.get(key), *record.get(f"{key}_accept", [])]


def accepted_roles(record):
    return [EQUIVALENT_ROLES.get(role, role) for role in accepted_values(record, "role")]


def name_pairs(names):
    return itertools.combinations(sorted(names, key=normalise_name), 2)


def gold_facts(article):
    """(relation, fact, whether it has to be read); a fact is a tuple of lists of right values."""
    for each in article.get("consortia", []):
        yield "consortium", (accepted_values(each, "name"),), not each.get("optional")
        yield from (("lead", ([name],), True) for name in each.get("lead_organisations", []))
    for each in article.get("memberships", []):
        if each["role"] != "lead":
            yield (
                "membership",
                ([each["organisation"]], accepted_roles(each)),
                not each.get("optional"),
            )
    for each in article.get("conferences", []):
        needed = not each.get("optional")
        yield "conference", (accepted_values(each, "name"),), needed
        details = [
            (key, accepted_values(each, key))
            for key in CONFERENCE_FIELDS
            if any(value is not None for value in accepted_values(each, key))
        ]
        yield from (
            (f"conference_{key}", (values,), needed and None not in values[1:])
            for key, values in details
        )
        roles = each.get("roles", {}).items()
        yield from (
            ("conference_role", ([role], [name]), needed) for role, names in roles for name in names
        )
    for each in article.get("agreements", []):
        needed = not each.get("optional")
        yield from (
            ("agreement", ([one], [other]), needed) for one, other in name_pairs(each["parties"])
        )
        yield from (
            ("signatory", ([signatory["person"]],), needed)
            for signatory in each.get("signatories", [])
        )
    yield from (
        ("training_base", (accepted_values(b, "name"),), not b.get("optional"))
        for b in article.get("training_bases", [])
    )


def extracted_facts(proposals):
    for each in proposals:
        fields = each.fields
        if each.kind in ("consortium", "conference", "training_base"):
            yield each.kind, (fields["name"],)
        if each.kind == "consortium":
            yield from (("lead", (name,)) for name in fields["lead_organisations"])
        elif each.kind == "membership" and fields["role"] not in ("lead", "guiding"):
            yield (
                "membership",
                (fields["organisation"], EQUIVALENT_ROLES.get(fields["role"], fields["role"])),
            )
        elif each.kind == "conference":
            details = {
                key: str(fields[name] or "").partition("/")[0]
                for key, name in CONFERENCE_FIELDS.items()
            }
            yield from (
                (f"conference_{key}", (value,))
                for key, value in details.items()
                if value and "X" not in value
            )
            yield from (
                ("conference_role", (role, name))
                for role, names in fields["roles"].items()
                for name in names
            )
        elif each.kind == "agreement":
            yield from (("agreement", pair) for pair in name_pairs(fields["parties"]))
            yield from (
                ("signatory", (signatory["person"],)) for signatory in fields["signatories"]
            )


def refused_facts(article):
    """What people refused on a page; of an edited reading that which is not right either is wrong."""
    for reading in article.get("must_not", []):
        yield from extracted_facts([SimpleNamespace(**reading)])


def update_tally(article, proposals, tally, *, same_name=names_match):
    """Count what one article has (gold), what was extracted (read) and how much of that is right."""
    wanted = defaultdict(list)
    for relation, fact, needed in gold_facts(article):
        wanted[relation].append((fact, needed))
    met = set()
    refused = set(refused_facts(article))

    def is_wrong(relation, fact):
        return not article.get("partial") or (relation, fact) in refused

    for relation, fact in dict.fromkeys(extracted_facts(proposals)):
        hits = [
            number
            for number, (right, _) in enumerate(wanted[relation])
            if fact_matches(right, fact, same_name)
        ]
        new = [number for number in hits if (relation, number) not in met]
        if hits and (not new or not wanted[relation][new[0]][1]):
            met |= {(relation, number) for number in new[:1]}
        elif new:
            met.add((relation, new[0]))
            tally[relation] += Counter(read=1, right=1)
        elif is_wrong(relation, fact) and not _is_neutral(relation, fact, article, wanted):
            tally[relation] += Counter(read=1)
    for relation, facts in wanted.items():
        tally[relation] += Counter(gold=sum(needed for _, needed in facts))


def _is_neutral(relation, fact, article, wanted):
    is_detail = relation.startswith("conference_") and relation != "conference_role"
    is_aside = relation in ("lead", "membership", "conference_role") and any(
        names_match(name, fact[-1]) for name in article.get("mentioned_only", [])
    )
    return (is_detail and not wanted[relation]) or is_aside
