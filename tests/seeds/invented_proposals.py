"""Invented pages with what is proposed out of them, and whole tables to compare."""

from itertools import count

from django.apps import apps
from django.utils import timezone

from seeds.extraction import ExtractedEvidence, ExtractedProposal
from seeds.models import Batch, Capture
from seeds.pages import PageArticle
from seeds.proposing.read_proposal import ReadProposal
from seeds.proposing.storage import ArticleProposals, store_proposals
from seeds.schema import FACT_KINDS
from tests.factories import make_article, make_published_article, make_user

SEQUENCE = count(1)
FOUNDING_SENTENCE = "临江船舶产教融合共同体5月22日成立，由临江大学和甲山机械集团牵头。"
SIGNING_SENTENCE = "会上临江大学与甲山机械集团签订合作协议，周明、李红分别代表双方签字。"
CONFERENCE_SENTENCE = (
    "船舶产教融合发展大会5月22日在临江举行，主题为扬帆，由临江大学主办，约150人参加。"
)
ORGANISATION_NAMES = ("临江大学", "甲山机械集团")


def make_proposal_reviewer(**options):
    """A person who may decide and undo."""
    return make_user(
        "decide_proposal", "undo_batch", "view_proposal", "view_capture", "view_batch", **options
    )


def make_batch() -> Batch:
    return Batch.objects.create(started_at=timezone.now(), what="a folder")


def make_capture(
    *found: ExtractedProposal,
    paragraphs=(FOUNDING_SENTENCE, SIGNING_SENTENCE, CONFERENCE_SENTENCE),
    batch=None,
    previous=None,
    is_public=True,
    **article,
) -> Capture:
    """A captured page with its article and these proposals; the article is public, or a draft."""
    number = next(SEQUENCE)
    make = make_published_article if is_public else make_article
    draft = make(paragraphs=paragraphs, **article)
    capture = Capture.objects.create(
        batch=batch or make_batch(),
        name=f"{number}.txt",
        content=b"page",
        sha256=f"{number:064}",
        encoding="utf-8",
        previous=previous,
    )
    capture.articles.add(draft)
    store_proposals(
        capture,
        [
            ArticleProposals(
                PageArticle(title=draft.title, paragraphs=tuple(paragraphs)),
                draft,
                tuple(map(ReadProposal.by_rules, found)),
            )
        ],
    )
    return capture


def make_proposal(
    kind: str,
    *,
    at=1,
    quote=FOUNDING_SENTENCE,
    fields=("name",),
    rule="zh.test",
    confidence=0.8,
    **values,
) -> ExtractedProposal:
    """A proposal of which these fields rest on one quote."""
    evidence = tuple(ExtractedEvidence(field=name, paragraph=at, quote=quote) for name in fields)
    return ExtractedProposal(
        values=FACT_KINDS[kind].from_json(values),
        confidence=confidence,
        rule=rule,
        evidence=evidence,
    )


def consortium_proposal(**values) -> ExtractedProposal:
    named = {
        "name": "临江船舶产教融合共同体",
        "consortium_kind": "industry",
        "level": "",
        "lead_organisations": list(ORGANISATION_NAMES),
    }
    return make_proposal(
        "consortium",
        fields=("name", "lead_organisations"),
        **{**named, "founded_on": "2024-05-22", **values},
    )


def membership_proposal(**values) -> ExtractedProposal:
    named = {
        "organisation": "甲山机械集团",
        "consortium": "临江船舶产教融合共同体",
        "role": "chair",
    }
    return make_proposal("membership", fields=("organisation", "role"), **{**named, **values})


def conference_proposal(*, at=3, quote=CONFERENCE_SENTENCE, **values) -> ExtractedProposal:
    named = {
        "name": "船舶产教融合发展大会",
        "starts_on": "2024-05-22",
        "venue": "临江",
        "theme": "扬帆",
        "attendance": 150,
    }
    roles = {"roles": {"host": ["临江大学"]}}
    fields = ("name", "starts_on", "venue", "theme", "attendance", "roles.host")
    return make_proposal(
        "conference", at=at, quote=quote, fields=fields, **{**named, **roles, **values}
    )


def agreement_proposal(**values) -> ExtractedProposal:
    signed = [
        {"person": who, "post": "", "organisation": body}
        for who, body in zip(("周明", "李红"), ORGANISATION_NAMES, strict=True)
    ]
    named = {
        "title": "合作协议",
        "agreement_kind": "other",
        "parties": list(ORGANISATION_NAMES),
        "signatories": signed,
    }
    return make_proposal(
        "agreement",
        at=2,
        quote=SIGNING_SENTENCE,
        fields=("parties", "signatories"),
        **{**named, **values},
    )


def single_proposal(capture):
    """The one proposal of the page."""
    return capture.proposals.get()


# The search table is made anew from the records
DERIVED_MODELS = {
    "core.ListCount",
    "core.ListRow",
    "core.SearchEntry",
    "core.SearchEntryText",
    "core.SiteVersion",
}


def dump_tables(*but: str) -> dict[str, list]:
    """Every row of every table but history, import runs, proposals and the search table."""
    models = [
        model
        for model in apps.get_models(include_auto_created=True)
        if not hasattr(model, "instance_type")
    ]
    kept = [
        model
        for model in models
        if model._meta.label not in {"seeds.Batch", "seeds.Proposal", *DERIVED_MODELS, *but}
    ]
    return {
        model._meta.label: sorted(map(str, model._base_manager.order_by().values_list()))
        for model in kept
    }
