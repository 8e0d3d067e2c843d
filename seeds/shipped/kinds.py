"""What the shipped data may hold: each kind of entry, its keys, and the models that they fill."""

from dataclasses import dataclass, field

from django.db.models import Field, Model

from articles.models import Article, Column, KeyPoint, Outlet, OutletAlias, Topic
from consortia import models as records


@dataclass(frozen=True)
class Kind:
    """One kind of entry: where it stands, what it becomes, which keys it takes, and what it holds."""

    name: str
    model: type[Model]
    keys: tuple[str, ...]
    children: "dict[str, Kind]" = field(default_factory=dict)
    place: str = ""
    parent: str = ""  # a child's key to what holds it
    once: tuple[str, ...] = ()  # a child's columns that no second row of its holder may have
    key_field: str = ""  # where the model itself keeps the key
    sourced: bool = True  # evidence is asked for
    parts: "tuple[Kind, ...]" = ()  # of a record in two tables: what each of them holds

    def fields(self, name: str) -> Field:
        """The model field that a key fills."""
        for model in (self.model, *(part.model for part in self.parts)):
            if name in {known.name for known in model._meta.get_fields()}:
                return model._meta.get_field(name)
        raise LookupError(name)


def both(*names: str) -> tuple[str, ...]:
    """Keys with their English sides."""
    return tuple(side for name in names for side in (name, f"{name}_en"))


FIGURE = Kind("figure", records.Figure, ("of", *both("name", "unit", "scope"), "value", "bound", "as_of"), parent="about")
NAME = Kind("name", records.OrganisationName, ("text", "language", "kind"), parent="organisation", once=("text", "kind"))
MEMBERSHIP = Kind(
    "membership",
    records.Membership,
    ("organisation", "role", *both("wording"), "since", "until"),
    parent="consortium",
    once=("organisation_id", "role", "since"),
)
ROLE = Kind("role", records.ConferenceRole, ("organisation", "role"), parent="conference", once=("organisation_id", "role"))
PART = Kind("part", records.Part, (*both("person", "post", "title"), "organisation", "action", "base"), parent="session")
SESSION = Kind("session", records.Session, (*both("title"), "kind"), {"parts": PART}, parent="conference")
PARTY = Kind(
    "party",
    records.AgreementParty,
    ("organisation", "side", *both("signatory", "post")),
    parent="agreement",
    once=("organisation_id", "signatory", "signatory_en"),
)
PARTNER = Kind("partner", records.BasePartner, ("organisation", "role"), parent="base", once=("organisation_id", "role"))
ALIAS = Kind("alias", OutletAlias, ("text", "reason"), parent="outlet", once=("text",), sourced=False)
KEY_POINT = Kind("key point", KeyPoint, (*both("group", "text"), "paragraph"), parent="article", sourced=False)
EVIDENCE = Kind(
    "evidence", records.Evidence, ("field", "article", "paragraph", "quote", "supports"), parent="fact", sourced=False
)

BODY = (*both("name"), "region", "industry", "site", "parent", "outlet")
AS_ORGANISATION = Kind("organisation", records.Organisation, BODY, {"names": NAME, "figures": FIGURE})
BEYOND = Kind(
    "consortium",
    records.Consortium,
    ("kind", "level", "founded_on", *both("purpose")),
    {"memberships": MEMBERSHIP},
    sourced=False,
)

# In the order in which they are written: what an entry points at stands before it.
KINDS = (
    Kind("region", records.Region, (*both("name"), "code", "short_name"), place="regions.csv", key_field="code", sourced=False),
    Kind("industry", records.Industry, both("name"), place="industries.yaml", key_field="slug", sourced=False),
    Kind("outlet", Outlet, (*both("name"), "site"), {"aliases": ALIAS}, place="outlets.yaml", sourced=False),
    Kind(
        "column",
        Column,
        (*both("name"), "idle_days", "review_after_days"),
        place="columns.yaml",
        key_field="slug",
        sourced=False,
    ),
    Kind("topic", Topic, both("name", "introduction"), place="topics.yaml", key_field="slug", sourced=False),
    Kind(
        "article",
        Article,
        (
            *both("title", "kicker", "summary", "body", "byline", "dateline", "editors", "rights_note"),
            *("column", "outlet", "source_as_printed", "published", "source_url", "rights", "tags"),
        ),
        {"key_points": KEY_POINT},
        place="articles/*.md",
        sourced=False,
    ),
    Kind(
        "organisation", records.Organisation, (*BODY, "kind"), {"names": NAME, "figures": FIGURE}, place="organisations/*.yaml"
    ),
    Kind(
        "consortium",
        records.Consortium,
        (*AS_ORGANISATION.keys, *BEYOND.keys),
        {**AS_ORGANISATION.children, **BEYOND.children},
        place="consortia/*.yaml",
        parts=(AS_ORGANISATION, BEYOND),
    ),
    Kind(
        "conference",
        records.Conference,
        (*both("name", "edition", "series", "theme", "venue"), "kind", "dates", "region", "status", "consortium"),
        {"roles": ROLE, "sessions": SESSION, "figures": FIGURE},
        place="conferences/*.yaml",
    ),
    Kind(
        "training base",
        records.TrainingBase,
        (
            *both("name", "contact"),
            *("kind", "nature", "region", "industry", "level", "awarded_by", "unveiled_at", "unveiled_on"),
            *("consortium", "valid_until", "status"),
        ),
        {"partners": PARTNER, "figures": FIGURE},
        place="training-bases/*.yaml",
    ),
    Kind(
        "agreement",
        records.Agreement,
        (*both("title", "promises"), "kind", "signed_on", "conference", "consortium", "status"),
        {"parties": PARTY, "figures": FIGURE},
        place="agreements/*.yaml",
    ),
    Kind(
        "appointment",
        records.Appointment,
        (*both("person", "office", "post"), "body", "organisation", "conference", "since", "until", "letter"),
        place="appointments/*.yaml",
    ),
    Kind(
        "document",
        records.Document,
        (*both("name", "summary"), "kind", "organisation", "action", "dated", "conference", "address"),
        place="documents/*.yaml",
    ),
    Kind("figure", records.Figure, (*FIGURE.keys, "about"), place="figures/*.yaml"),
)
BY_NAME = {kind.name: kind for kind in KINDS}
# Which kinds of entry a relation may point at
TARGETS = {
    records.Region: ("region",),
    records.Industry: ("industry",),
    Outlet: ("outlet",),
    Column: ("column",),
    records.Organisation: ("organisation", "consortium"),
    records.Consortium: ("consortium",),
    records.Conference: ("conference",),
    records.TrainingBase: ("training base",),
}
