"""The roles of the portal: one table of who may do what. `manage.py sync_roles` makes the groups out of it."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils.translation import gettext_noop

SEE = ("view",)
KEEP = ("view", "add", "change", "delete")

TEXT = ("article", "keypoint", "picture")
RECORDS = (
    *("organisation", "organisationname", "consortium", "membership", "appointment", "conference", "conferencerole"),
    *("session", "part", "agreement", "agreementparty", "trainingbase", "basepartner", "document", "figure", "evidence"),
)
PLACES = ("region", "industry")
SAME = ("merge", "nottwins", "notthesame")


def _on(app, models, actions) -> list[str]:
    return [f"{app}.{action}_{model}" for model in models for action in actions]


def _steps(*names) -> list[str]:
    return [f"articles.{name}_article" for name in names]


READS = [
    *_on("articles", (*TEXT, "column", "outlet", "outletalias", "topic"), SEE),
    *_on("consortia", (*RECORDS, *PLACES, *SAME), SEE),
]
REPORTS = _on("core", ("errorreport",), ("view", "change"))
PREVIEWS = _on("articles", ("previewlink",), ("view", "add", "change"))
WRITES = [
    *_on("articles", TEXT, KEEP),
    *_on("articles", ("topic", "outlet", "outletalias"), ("add", "change")),
    *_on("consortia", ("evidence",), KEEP),
]
DECIDES = [*_on("seeds", ("batch", "capture", "proposal"), SEE), "seeds.decide_proposal", "seeds.undo_batch"]

# role: its rights, beyond reading everything on the desk
ROLES: dict[str, list[str]] = {
    gettext_noop("author"): [*WRITES, *PREVIEWS, *_steps("submit", "correct")],
    gettext_noop("first reviewer"): [*PREVIEWS, *_steps("first_review", "return")],
    gettext_noop("second reviewer"): [*PREVIEWS, *_steps("second_review", "return")],
    gettext_noop("chief editor"): [
        *WRITES,
        *PREVIEWS,
        *_on("articles", ("column",), KEEP),
        *_steps("submit", "sign_off", "return", "correct", "withdraw", "emergency"),
        *REPORTS,
        *("core.view_journalentry", "articles.view_viewcount"),
    ],
    gettext_noop("records editor"): [
        *_on("consortia", RECORDS, KEEP),
        *_on("consortia", PLACES, ("add", "change")),
        *("consortia.add_merge", "consortia.change_merge", "consortia.add_nottwins", "consortia.delete_nottwins"),
        *DECIDES,
        *REPORTS,
    ],
    gettext_noop("importer"): [*WRITES, *_steps("submit"), *DECIDES, *_on("seeds", ("shipped",), SEE)],
    gettext_noop("administrator"): [
        *_on("auth", ("user", "group"), KEEP),
        *_on("articles", ("column", "columnlimit", "outlet", "outletalias", "topic"), KEEP),
        *_on("consortia", (*PLACES, "consortiumlimit"), KEEP),
        *_on("seeds", ("batch", "capture", "proposal", "shipped"), SEE),
        *_on("core", ("sitepage",), KEEP),
        *REPORTS,
        *("core.view_journalentry", "core.export_journalentry", "core.forget_person", "articles.view_viewcount"),
    ],
}


@transaction.atomic
def sync() -> list[str]:
    """Make the groups as the table has them; a sentence for each that was made or changed."""
    known = {
        f"{right.content_type.app_label}.{right.codename}": right for right in Permission.objects.select_related("content_type")
    }
    return [said for name, rights in ROLES.items() if (said := _sync(name, {known[right] for right in (*READS, *rights)}))]


def _sync(name, rights):
    group, made = Group.objects.get_or_create(name=name)
    if not made and set(group.permissions.all()) == rights:
        return ""
    group.permissions.set(rights)
    return f"{'made' if made else 'changed'}: {name}, {len(rights)} rights"
