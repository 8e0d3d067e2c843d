"""The roles of the portal: which permissions each has. `manage.py sync_roles` stores them as groups."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils.translation import gettext_noop

VIEW_ACTIONS = ("view",)
ALL_ACTIONS = ("view", "add", "change", "delete")

ARTICLE_MODELS = ("article", "keypoint", "picture")
RECORD_MODELS = (
    "organisation",
    "organisationname",
    "consortium",
    "membership",
    "appointment",
    "conference",
    "conferencerole",
    "session",
    "part",
    "agreement",
    "agreementparty",
    "trainingbase",
    "basepartner",
    "document",
    "figure",
    "evidence",
)
CLASSIFICATION_MODELS = ("region", "industry")
DUPLICATE_MODELS = ("merge", "distinctpair", "rejectedalias")
IMPORT_MODELS = ("sheetimport",)


def _permissions(app, models, actions) -> list[str]:
    return [f"{app}.{action}_{model}" for model in models for action in actions]


def _transition_permissions(*names) -> list[str]:
    return [f"articles.{name}_article" for name in names]


READ_PERMISSIONS = [
    *_permissions(
        "articles",
        (*ARTICLE_MODELS, "column", "mediaitem", "outlet", "outletalias", "topic"),
        VIEW_ACTIONS,
    ),
    *_permissions(
        "consortia",
        (*RECORD_MODELS, *CLASSIFICATION_MODELS, *DUPLICATE_MODELS, *IMPORT_MODELS),
        VIEW_ACTIONS,
    ),
]
REPORT_PERMISSIONS = _permissions("core", ("errorreport",), ("view", "change"))
PREVIEW_PERMISSIONS = _permissions("articles", ("previewlink",), ("view", "add", "change"))
WRITE_PERMISSIONS = [
    *_permissions("articles", (*ARTICLE_MODELS, "mediaitem"), ALL_ACTIONS),
    *_permissions("articles", ("topic", "outlet", "outletalias"), ("add", "change")),
    *_permissions("consortia", ("evidence",), ALL_ACTIONS),
]
UPLOAD_PERMISSIONS = _permissions("seeds", ("upload",), ("view", "add"))
PROPOSAL_PERMISSIONS = [
    *_permissions("seeds", ("batch", "capture", "proposal"), VIEW_ACTIONS),
    "seeds.decide_proposal",
    "seeds.undo_batch",
]

# role: its permissions, beyond reading everything on the desk
ROLES: dict[str, list[str]] = {
    gettext_noop("author"): [
        *WRITE_PERMISSIONS,
        *PREVIEW_PERMISSIONS,
        *UPLOAD_PERMISSIONS,
        *_transition_permissions("submit", "correct"),
    ],
    gettext_noop("first reviewer"): [
        *PREVIEW_PERMISSIONS,
        *_transition_permissions("first_review", "return"),
    ],
    gettext_noop("second reviewer"): [
        *PREVIEW_PERMISSIONS,
        *_transition_permissions("second_review", "return"),
    ],
    gettext_noop("chief editor"): [
        *WRITE_PERMISSIONS,
        *PREVIEW_PERMISSIONS,
        *_permissions("articles", ("column",), ALL_ACTIONS),
        *_transition_permissions(
            "submit", "sign_off", "return", "correct", "withdraw", "emergency"
        ),
        *REPORT_PERMISSIONS,
        "core.view_journalentry",
        "articles.view_viewcount",
    ],
    gettext_noop("records editor"): [
        *_permissions("consortia", RECORD_MODELS, ALL_ACTIONS),
        *_permissions("consortia", CLASSIFICATION_MODELS, ("add", "change")),
        "consortia.add_merge",
        "consortia.change_merge",
        "consortia.add_distinctpair",
        "consortia.delete_distinctpair",
        *PROPOSAL_PERMISSIONS,
        *REPORT_PERMISSIONS,
    ],
    gettext_noop("importer"): [
        *WRITE_PERMISSIONS,
        *UPLOAD_PERMISSIONS,
        *_transition_permissions("submit"),
        *PROPOSAL_PERMISSIONS,
        *_permissions("seeds", ("shipped",), VIEW_ACTIONS),
    ],
    gettext_noop("administrator"): [
        *_permissions("auth", ("user", "group"), ALL_ACTIONS),
        *_permissions(
            "articles", ("column", "columnlimit", "outlet", "outletalias", "topic"), ALL_ACTIONS
        ),
        *_permissions("consortia", (*CLASSIFICATION_MODELS, "consortiumlimit"), ALL_ACTIONS),
        *_permissions("seeds", ("batch", "capture", "proposal", "shipped"), VIEW_ACTIONS),
        *_permissions("core", ("sitepage",), ALL_ACTIONS),
        *REPORT_PERMISSIONS,
        "core.view_journalentry",
        "core.export_journalentry",
        "core.forget_person",
        "articles.view_viewcount",
    ],
}


@transaction.atomic
def sync_roles() -> list[str]:
    """Create or update the groups; return a sentence for each that was made or changed."""
    permissions = {}
    for permission in Permission.objects.select_related("content_type"):
        name = f"{permission.content_type.app_label}.{permission.codename}"
        permissions[name] = permission
    changes = []
    for role, names in ROLES.items():
        wanted = {permissions[name] for name in (*READ_PERMISSIONS, *names)}
        change = _sync_group(role, wanted)
        if change:
            changes.append(change)
    return changes


def _sync_group(name, permissions) -> str:
    """Give the group exactly these permissions; return a sentence, blank where nothing changed."""
    group, is_new = Group.objects.get_or_create(name=name)
    if not is_new and set(group.permissions.all()) == permissions:
        return ""
    group.permissions.set(permissions)
    return f"{'made' if is_new else 'changed'}: {name}, {len(permissions)} rights"
