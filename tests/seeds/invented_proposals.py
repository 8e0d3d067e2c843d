"""Invented pages with what is proposed out of them, and whole tables to compare."""

from itertools import count

from django.apps import apps
from django.utils import timezone

from seeds.extraction import Evidence, Proposal
from seeds.models import Batch, Capture
from seeds.pages import PageArticle
from seeds.proposing.storage import Read, store_proposals
from tests.factories import make_article, make_user

NUMBER = count(1)
FOUNDED = "临江船舶产教融合共同体5月22日成立，由临江大学和甲山机械集团牵头。"
SIGNED = "会上临江大学与甲山机械集团签订合作协议，周明、李红分别代表双方签字。"
HELD = "船舶产教融合发展大会5月22日在临江举行，主题为扬帆，由临江大学主办，约150人参加。"
BODIES = ("临江大学", "甲山机械集团")


def make_decider(**options):
    """A person who may decide and undo."""
    return make_user("decide_proposal", "undo_batch", "view_proposal", "view_capture", "view_batch", **options)


def make_batch() -> Batch:
    return Batch.objects.create(started_at=timezone.now(), what="a folder")


def make_page(*found: Proposal, paragraphs=(FOUNDED, SIGNED, HELD), batch=None, former=None, **article) -> Capture:
    """A captured page with its draft and these proposals."""
    number = next(NUMBER)
    draft = make_article(paragraphs=paragraphs, **article)
    capture = Capture.objects.create(
        batch=batch or make_batch(),
        name=f"{number}.txt",
        content=b"page",
        sha256=f"{number:064}",
        encoding="utf-8",
        former=former,
    )
    capture.articles.add(draft)
    store_proposals(capture, [Read(PageArticle(title=draft.title, paragraphs=tuple(paragraphs)), draft, found)])
    return capture


def said(kind: str, *, at=1, quote=FOUNDED, fields=("name",), rule="zh.test", confidence=0.8, **values) -> Proposal:
    """A proposal of which these fields rest on one quote."""
    evidence = tuple(Evidence(field=name, paragraph=at, quote=quote) for name in fields)
    return Proposal(kind=kind, fields=values, confidence=confidence, rule=rule, evidence=evidence)


def consortium(**values) -> Proposal:
    named = {"name": "临江船舶产教融合共同体", "consortium_kind": "industry", "level": "", "lead_organisations": list(BODIES)}
    return said("consortium", fields=("name", "lead_organisations"), **{**named, "founded_on": "2024-05-22", **values})


def membership(**values) -> Proposal:
    named = {"organisation": "甲山机械集团", "consortium": "临江船舶产教融合共同体", "role": "chair"}
    return said("membership", fields=("organisation", "role"), **{**named, **values})


def conference(*, at=3, quote=HELD, **values) -> Proposal:
    named = {"name": "船舶产教融合发展大会", "starts_on": "2024-05-22", "venue": "临江", "theme": "扬帆", "attendance": 150}
    roles = {"roles": {"host": ["临江大学"]}}
    fields = ("name", "starts_on", "venue", "theme", "attendance", "roles.host")
    return said("conference", at=at, quote=quote, fields=fields, **{**named, **roles, **values})


def agreement(**values) -> Proposal:
    signed = [{"person": who, "post": "", "organisation": body} for who, body in zip(("周明", "李红"), BODIES, strict=True)]
    named = {"title": "合作协议", "agreement_kind": "other", "parties": list(BODIES), "signatories": signed}
    return said("agreement", at=2, quote=SIGNED, fields=("parties", "signatories"), **{**named, **values})


def only(capture):
    """The one proposal of the page."""
    return capture.proposals.get()


# The search table is made anew from the records
FOLLOWING = {"core.Entry", "core.EntryText", "core.EntryFacet", "core.SiteVersion"}


def tables(*but: str) -> dict[str, list]:
    """Every row of every table but history, import runs, proposals and the search table."""
    models = [model for model in apps.get_models(include_auto_created=True) if not hasattr(model, "instance_type")]
    kept = [model for model in models if model._meta.label not in {"seeds.Batch", "seeds.Proposal", *FOLLOWING, *but}]
    return {model._meta.label: sorted(map(str, model._base_manager.order_by().values_list())) for model in kept}
