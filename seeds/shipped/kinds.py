"""The kinds of entries of the shipped data, their keys, and the models that they fill."""

from dataclasses import dataclass, field

from django.db.models import Field, Model

from articles.models import Article, Column, KeyPoint, Outlet, OutletAlias, Topic
from consortia import models as records


@dataclass(frozen=True)
class ShippedKind:
    """One kind of entry: its files, its model, its keys and its children."""

    name: str
    model: type[Model]
    keys: tuple[str, ...]
    children: "dict[str, ShippedKind]" = field(default_factory=dict)
    file_pattern: str = ""
    parent: str = ""  # the field of a child that points at its holder
    unique_columns: tuple[str, ...] = ()  # columns of a child, unique among those of its holder
    key_field: str = ""  # the field of the model that holds the key
    needs_evidence: bool = True
    parts: "tuple[ShippedKind, ...]" = ()  # of a record in two tables: the kind of each row

    def model_field(self, name: str) -> Field:
        """The model field that a key fills; raises LookupError where there is none."""
        for model in (self.model, *(part.model for part in self.parts)):
            if name in {known.name for known in model._meta.get_fields()}:
                return model._meta.get_field(name)
        raise LookupError(name)


def bilingual_keys(*names: str) -> tuple[str, ...]:
    """The keys, each followed by its English one."""
    keys: list[str] = []
    for name in names:
        keys += (name, f"{name}_en")
    return tuple(keys)


FIGURE = ShippedKind(
    "figure",
    records.Figure,
    ("of", *bilingual_keys("name", "unit", "scope"), "value", "bound", "as_of"),
    parent="about",
)
NAME = ShippedKind(
    "name",
    records.OrganisationName,
    ("text", "language", "kind"),
    parent="organisation",
    unique_columns=("text", "kind"),
)
MEMBERSHIP = ShippedKind(
    "membership",
    records.Membership,
    ("organisation", "role", *bilingual_keys("wording"), "since", "until"),
    parent="consortium",
    unique_columns=("organisation_id", "role", "since"),
)
ROLE = ShippedKind(
    "role",
    records.ConferenceRole,
    ("organisation", "role"),
    parent="conference",
    unique_columns=("organisation_id", "role"),
)
PART = ShippedKind(
    "part",
    records.Part,
    (*bilingual_keys("person", "post", "title"), "organisation", "action", "base"),
    parent="session",
)
SESSION = ShippedKind(
    "session",
    records.Session,
    (*bilingual_keys("title"), "kind"),
    {"parts": PART},
    parent="conference",
)
PARTY = ShippedKind(
    "party",
    records.AgreementParty,
    ("organisation", "side", *bilingual_keys("signatory", "post")),
    parent="agreement",
    unique_columns=("organisation_id", "signatory", "signatory_en"),
)
PARTNER = ShippedKind(
    "partner",
    records.BasePartner,
    ("organisation", "role"),
    parent="base",
    unique_columns=("organisation_id", "role"),
)
ALIAS = ShippedKind(
    "alias",
    OutletAlias,
    ("text", "reason"),
    parent="outlet",
    unique_columns=("text",),
    needs_evidence=False,
)
KEY_POINT = ShippedKind(
    "key point",
    KeyPoint,
    (*bilingual_keys("group", "text"), "paragraph"),
    parent="article",
    needs_evidence=False,
)
EVIDENCE = ShippedKind(
    "evidence",
    records.Evidence,
    ("field", "article", "paragraph", "quote", "supports"),
    parent="fact",
    needs_evidence=False,
)

ORGANISATION_KEYS = (
    *bilingual_keys("name"),
    "region",
    "industry",
    "credit_code",
    "site",
    "parent",
    "outlet",
)
CONSORTIUM_ORGANISATION = ShippedKind(
    "organisation", records.Organisation, ORGANISATION_KEYS, {"names": NAME, "figures": FIGURE}
)
CONSORTIUM_DETAILS = ShippedKind(
    "consortium",
    records.Consortium,
    ("kind", "level", "founded_on", *bilingual_keys("purpose")),
    {"memberships": MEMBERSHIP},
    needs_evidence=False,
)

# In the order in which they are written: what an entry points at stands before it.
KINDS = (
    ShippedKind(
        "region",
        records.Region,
        (*bilingual_keys("name"), "code", "short_name"),
        file_pattern="regions.csv",
        key_field="code",
        needs_evidence=False,
    ),
    ShippedKind(
        "industry",
        records.Industry,
        bilingual_keys("name"),
        file_pattern="industries.yaml",
        key_field="slug",
        needs_evidence=False,
    ),
    ShippedKind(
        "outlet",
        Outlet,
        (*bilingual_keys("name"), "site"),
        {"aliases": ALIAS},
        file_pattern="outlets.yaml",
        needs_evidence=False,
    ),
    ShippedKind(
        "column",
        Column,
        (*bilingual_keys("name"), "idle_days", "review_after_days"),
        file_pattern="columns.yaml",
        key_field="slug",
        needs_evidence=False,
    ),
    ShippedKind(
        "topic",
        Topic,
        bilingual_keys("name", "introduction"),
        file_pattern="topics.yaml",
        key_field="slug",
        needs_evidence=False,
    ),
    ShippedKind(
        "article",
        Article,
        (
            *bilingual_keys(
                "title", "kicker", "summary", "body", "byline", "dateline", "editors", "rights_note"
            ),
            *("column", "outlet", "source_as_printed", "published", "source_url", "rights", "tags"),
        ),
        {"key_points": KEY_POINT},
        file_pattern="articles/*.md",
        needs_evidence=False,
    ),
    ShippedKind(
        "organisation",
        records.Organisation,
        (*ORGANISATION_KEYS, "kind"),
        {"names": NAME, "figures": FIGURE},
        file_pattern="organisations/*.yaml",
    ),
    ShippedKind(
        "consortium",
        records.Consortium,
        (*CONSORTIUM_ORGANISATION.keys, *CONSORTIUM_DETAILS.keys),
        {**CONSORTIUM_ORGANISATION.children, **CONSORTIUM_DETAILS.children},
        file_pattern="consortia/*.yaml",
        parts=(CONSORTIUM_ORGANISATION, CONSORTIUM_DETAILS),
    ),
    ShippedKind(
        "conference",
        records.Conference,
        (
            *bilingual_keys("name", "edition", "series", "theme", "venue"),
            "kind",
            "dates",
            "region",
            "status",
            "consortium",
        ),
        {"roles": ROLE, "sessions": SESSION, "figures": FIGURE},
        file_pattern="conferences/*.yaml",
    ),
    ShippedKind(
        "training base",
        records.TrainingBase,
        (
            *bilingual_keys("name", "contact"),
            *(
                "kind",
                "nature",
                "region",
                "industry",
                "level",
                "awarded_by",
                "unveiled_at",
                "unveiled_on",
            ),
            *("consortium", "valid_until", "status"),
        ),
        {"partners": PARTNER, "figures": FIGURE},
        file_pattern="training-bases/*.yaml",
    ),
    ShippedKind(
        "agreement",
        records.Agreement,
        (
            *bilingual_keys("title", "promises"),
            "kind",
            "signed_on",
            "conference",
            "consortium",
            "status",
        ),
        {"parties": PARTY, "figures": FIGURE},
        file_pattern="agreements/*.yaml",
    ),
    ShippedKind(
        "appointment",
        records.Appointment,
        (
            *bilingual_keys("person", "office", "post"),
            "body",
            "organisation",
            "conference",
            "since",
            "until",
            "letter",
        ),
        file_pattern="appointments/*.yaml",
    ),
    ShippedKind(
        "document",
        records.Document,
        (
            *bilingual_keys("name", "summary"),
            "kind",
            "organisation",
            "action",
            "dated",
            "conference",
            "address",
        ),
        file_pattern="documents/*.yaml",
    ),
    ShippedKind("figure", records.Figure, (*FIGURE.keys, "about"), file_pattern="figures/*.yaml"),
)
KINDS_BY_NAME = {kind.name: kind for kind in KINDS}
# Which kinds of entry a relation may point at
REFERENCE_KINDS = {
    records.Region: ("region",),
    records.Industry: ("industry",),
    Outlet: ("outlet",),
    Column: ("column",),
    records.Organisation: ("organisation", "consortium"),
    records.Consortium: ("consortium",),
    records.Conference: ("conference",),
    records.TrainingBase: ("training base",),
}
