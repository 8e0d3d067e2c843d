"""The roles of the portal: one table of who may do what. `manage.py sync_roles` makes the groups out of it."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils.translation import gettext_noop

VIEW_ACTIONS = ("view",)
ALL_ACTIONS = ("view", "add", "change", "delete")

ARTICLE_MODELS = ("article", "keypoint", "picture")
RECORD_MODELS = (
    *(
        "organisation",
        "organisationname",
        "consortium",
        "membership",
        "appointment",
        "conference",
        "conferencerole",
    ),
    *(
        "session",
        "part",
        "agreement",
        "agreementparty",
        "trainingbase",
        "basepartner",
        "document",
        "figure",
        "evidence",
    ),
)
CLASSIFICATION_MODELS = ("region", "industry")
DUPLICATE_MODELS = ("merge", "distinctpair", "rejectedalias")


def _on(app, models, actions) -> list[str]:
    return [f"{app}.{action}_{model}" for model in models for action in actions]


def _steps(*names) -> list[str]:
    return [f"articles.{name}_article" for name in names]


READ_PERMISSIONS = [
    *_on("articles", (*ARTICLE_MODELS, "column", "outlet", "outletalias", "topic"), VIEW_ACTIONS),
    *_on("consortia", (*RECORD_MODELS, *CLASSIFICATION_MODELS, *DUPLICATE_MODELS), VIEW_ACTIONS),
]
REPORT_PERMISSIONS = _on("core", ("errorreport",), ("view", "change"))
PREVIEW_PERMISSIONS = _on("articles", ("previewlink",), ("view", "add", "change"))
WRITE_PERMISSIONS = [
    *_on("articles", ARTICLE_MODELS, ALL_ACTIONS),
    *_on("articles", ("topic", "outlet", "outletalias"), ("add", "change")),
    *_on("consortia", ("evidence",), ALL_ACTIONS),
]
PROPOSAL_PERMISSIONS = [
    *_on("seeds", ("batch", "capture", "proposal"), VIEW_ACTIONS),
    "seeds.decide_proposal",
    "seeds.undo_batch",
]

# role: its rights, beyond reading everything on the desk
ROLES: dict[str, list[str]] = {
    gettext_noop("author"): [
        *WRITE_PERMISSIONS,
        *PREVIEW_PERMISSIONS,
        *_steps("submit", "correct"),
    ],
    gettext_noop("first reviewer"): [*PREVIEW_PERMISSIONS, *_steps("first_review", "return")],
    gettext_noop("second reviewer"): [*PREVIEW_PERMISSIONS, *_steps("second_review", "return")],
    gettext_noop("chief editor"): [
        *WRITE_PERMISSIONS,
        *PREVIEW_PERMISSIONS,
        *_on("articles", ("column",), ALL_ACTIONS),
        *_steps("submit", "sign_off", "return", "correct", "withdraw", "emergency"),
        *REPORT_PERMISSIONS,
        *("core.view_journalentry", "articles.view_viewcount"),
    ],
    gettext_noop("records editor"): [
        *_on("consortia", RECORD_MODELS, ALL_ACTIONS),
        *_on("consortia", CLASSIFICATION_MODELS, ("add", "change")),
        *(
            "consortia.add_merge",
            "consortia.change_merge",
            "consortia.add_distinctpair",
            "consortia.delete_distinctpair",
        ),
        *PROPOSAL_PERMISSIONS,
        *REPORT_PERMISSIONS,
    ],
    gettext_noop("importer"): [
        *WRITE_PERMISSIONS,
        *_steps("submit"),
        *PROPOSAL_PERMISSIONS,
        *_on("seeds", ("shipped",), VIEW_ACTIONS),
    ],
    gettext_noop("administrator"): [
        *_on("auth", ("user", "group"), ALL_ACTIONS),
        *_on("articles", ("column", "columnlimit", "outlet", "outletalias", "topic"), ALL_ACTIONS),
        *_on("consortia", (*CLASSIFICATION_MODELS, "consortiumlimit"), ALL_ACTIONS),
        *_on("seeds", ("batch", "capture", "proposal", "shipped"), VIEW_ACTIONS),
        *_on("core", ("sitepage",), ALL_ACTIONS),
        *REPORT_PERMISSIONS,
        *(
            "core.view_journalentry",
            "core.export_journalentry",
            "core.forget_person",
            "articles.view_viewcount",
        ),
    ],
}


@transaction.atomic
def sync_roles() -> list[str]:
    """Make the groups as the table has them; a sentence for each that was made or changed."""
    known = {
        f"{right.content_type.app_label}.{right.codename}": right
        for right in Permission.objects.select_related("content_type")
    }
    return [
        said
        for name, rights in ROLES.items()
        if (said := _sync(name, {known[right] for right in (*READ_PERMISSIONS, *rights)}))
    ]


def _sync(name, rights):
    group, made = Group.objects.get_or_create(name=name)
    if not made and set(group.permissions.all()) == rights:
        return ""
    group.permissions.set(rights)
    return f"{'made' if made else 'changed'}: {name}, {len(rights)} rights"
