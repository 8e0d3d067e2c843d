"""Follow-ups of corrections and withdrawals: which evidence they put in doubt, and how that is settled."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.signals import pre_save
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, Version
from articles.paragraph_changes import ParagraphChange, compare_paragraphs
from articles.publication_registry import WITHDRAWN, register_follow_up
from consortia.models import Evidence, SourceChange, SourceChangeKind
from portal.audit import journal
from portal.audit.journal import JournalAction


class ConfirmationRefused(Exception):
    """Evidence that cannot be confirmed like this; the message says why."""


def register() -> None:
    """Register the follow-ups."""
    register_follow_up(mark_corrected_evidence)
    register_follow_up(mark_withdrawn_evidence, event=WITHDRAWN)
    pre_save.connect(settle_edited_evidence, sender=Evidence)


# What a transition of an article does to the evidence


def mark_corrected_evidence(article: Article) -> None:
    """Compare each cited paragraph with the signed text: mark what changed, follow what moved."""
    version = article.signed
    previous = article.versions.filter(number__lt=version.number).order_by("number").last()
    if previous is None:
        return
    evidence = article.evidence.select_related("source_change__base")
    comparisons = {}
    for row in evidence:
        base = _base_of(row) or previous
        if base.pk not in comparisons:
            comparisons[base.pk] = compare_paragraphs(base.body, version.body)
        _follow(row, comparisons[base.pk].get(row.paragraph), base, version)


def mark_withdrawn_evidence(article: Article) -> None:
    """Put all evidence of the withdrawn text in doubt."""
    last = article.versions.order_by("number").last()
    now = timezone.now()
    for row in article.evidence.select_related("source_change__base"):
        _store(row, SourceChangeKind.WITHDRAWN, base=_base_of(row) or last, since=now)


def _base_of(evidence) -> Version | None:
    """The version of an open change: what the evidence was last known to say."""
    change = getattr(evidence, "source_change", None)
    return change.base if change else None


def _follow(evidence, change: ParagraphChange | None, base: Version, version: Version) -> None:
    """Store what the new version did to the paragraph of the evidence; end a doubt that it settles."""
    if change is None or _is_as_cited(evidence, change):
        SourceChange.objects.filter(evidence=evidence).delete()
        return
    _store(
        evidence,
        SourceChangeKind.CORRECTED if change.has_changed else SourceChangeKind.MOVED,
        base=base,
        since=version.public_from,
        version=version,
        paragraph=change.new_number,
    )


def _is_as_cited(evidence, change: ParagraphChange) -> bool:
    """Whether the paragraph stands unchanged in its place, or the evidence was taken from the new text."""
    if evidence.quote and evidence.quote not in change.before:
        return evidence.quote in change.after
    return not change.has_changed and change.new_number == change.number


def _store(evidence, kind, *, base, since, version=None, paragraph=None) -> None:
    values = {
        "kind": kind,
        "base": base,
        "version": version,
        "since": since,
        "paragraph": paragraph,
    }
    SourceChange.objects.update_or_create(evidence=evidence, defaults=values)


def open_changes_of(evidence) -> QuerySet[SourceChange]:
    """The changes that put facts in doubt now, among this evidence, the oldest first."""
    changes = SourceChange.objects.open(at=timezone.now())
    of_evidence = changes.filter(evidence__in=evidence.order_by().values("pk"))
    with_texts = of_evidence.select_related("evidence__article", "base", "version")
    return with_texts.prefetch_related("evidence__fact").order_by("since", "pk")


# How a doubt ends


def settle_edited_evidence(*, instance: Evidence, **_signal) -> None:
    """Before evidence is stored: one that points elsewhere, or quotes other words, is mended."""
    changed = Evidence.objects.filter(pk=instance.pk).exclude(
        article=instance.article_id, paragraph=instance.paragraph, quote=instance.quote
    )
    SourceChange.objects.filter(evidence__in=changed).delete()


def settle_edited_fact(fact, *, fields: Iterable[str], by) -> int:
    """End the doubts about these fields of a fact, or about it as a whole: somebody mended it."""
    changes = SourceChange.objects.open(at=timezone.now()).filter(
        evidence__in=fact.evidence.filter(field__in=["", *fields])
    )
    count = 0
    for change in changes.select_related("evidence", "version"):
        confirm_source_change(change, by=by)
        count += 1
    return count


def confirm_source_change(change: SourceChange, *, by, quote: str = "") -> None:
    """Confirm that the fact is right by the text as it is now; the evidence cites that text from then on.

    Raises ConfirmationRefused for a quote that the paragraph does not hold.
    """
    if quote and quote not in change.text_after:
        message = _("Paragraph %d does not hold these words, character for character.")
        raise ConfirmationRefused(message % (change.paragraph or 0))
    evidence = change.evidence
    with transaction.atomic():
        if change.version is not None:
            evidence.paragraph = change.paragraph
            evidence.quote = quote or _quote_in(change)
            if not _repeats_other(evidence):
                evidence.save()
        change.delete()
        what = "source_change"
        journal.write(JournalAction.CONFIRMED, by=by, record=evidence.fact, what=what)


def _quote_in(change: SourceChange) -> str:
    """The quote, where the corrected paragraph still has it."""
    quote = change.evidence.quote
    return quote if quote in change.text_after else ""


def _repeats_other(evidence) -> bool:
    """Whether the fact has the very same evidence already."""
    same = Evidence.objects.filter(
        content_type=evidence.content_type_id,
        object_id=evidence.object_id,
        field=evidence.field,
        article=evidence.article_id,
        paragraph=evidence.paragraph,
        supports=evidence.supports,
        quote=evidence.quote,
    )
    return same.exclude(pk=evidence.pk).exists()
