"""The changes of a text since a look, a step of its review or the public version, for reviewers."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles.body_diff import BlockDiff, diff_bodies
from articles.models import Article, KeyPoint, Outlet, Picture, Review, ReviewLook, Version
from articles.models.article import VERSIONED_FIELDS
from articles.models.review import SIGNATURE_STAGES, ReviewStage
from articles.models.status_label import moment_label
from portal.audit.text_diff import render_diff
from portal.core.names import user_display_name

# Compared between the title, which comes first, and the parts and the body, which come last
COMPARED_FIELDS = tuple(
    name for name in VERSIONED_FIELDS if name not in {"title", "body", "outlet_id"}
)
PART_MODELS = {"pictures": Picture, "key_points": KeyPoint}
PUBLIC = "public"
SHORT_NAME = 8
LOOK = "look"


@dataclass
class Baseline:
    """A text to compare the working text with: as it was at a look or a step, or the public version."""

    key: str
    label: str
    article: Article
    source: Review | ReviewLook | Version

    @cached_property
    def snapshot(self) -> dict | None:
        """The text as plain data; None if the history does not hold the very text that was signed."""
        if isinstance(self.source, Version):
            return version_snapshot(self.source)
        snapshot = snapshot_at(self.article, self.source.moment)
        if not snapshot or _snapshot_hash(snapshot) != self.source.text_hash:
            return None
        return snapshot

    @property
    def has_changed(self) -> bool:
        """Whether the working text is another one."""
        return self.source.text_hash != self.article.text_hash()


@dataclass(frozen=True)
class ArticleFieldDiff:
    """One field of the text, its differences marked up as HTML; those of the body block by block."""

    label: str
    text: SafeString
    blocks: tuple[BlockDiff, ...] = ()


def version_snapshot(version: Version) -> dict:
    """The text of a version as plain data."""
    return {name: getattr(version, name) for name in (*VERSIONED_FIELDS, *PART_MODELS)}


def snapshot_at(article: Article, moment) -> dict | None:
    """The text as plain data as it was at that moment, read from the history; None before its first entry."""
    history = article.history.filter(history_date__lte=moment)
    row = history.order_by("history_date", "history_id").last()
    if row is None:
        return None
    fields = {name: getattr(row, name) for name in VERSIONED_FIELDS}
    parts = {name: _parts_at(model, article, moment) for name, model in PART_MODELS.items()}
    return {"language": row.language, **fields, **parts}


def _parts_at(model, article, moment) -> list[dict]:
    parts = list(model.history.as_of(moment).filter(article_id=article.pk))
    parts.sort(key=lambda part: (part.position, part.pk))
    return [part.snapshot() for part in parts]


def _snapshot_hash(snapshot: dict) -> str:
    text = json.dumps(snapshot, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def baselines(
    article: Article, reviews: list[Review], *, look: ReviewLook | None
) -> list[Baseline]:
    """The texts to compare with: the person's last look, steps of this round, the public version."""
    of_round = [review for review in reversed(reviews) if review.round == article.round]
    result = []
    if look is not None:
        label = _("my last look, %s") % moment_label(look.moment)
        result.append(Baseline(LOOK, label, article, look))
    result += _last_of(article, of_round, ReviewStage.RETURNED)
    signatures = [review for review in of_round if review.stage in SIGNATURE_STAGES]
    result += [_step_baseline(article, review) for review in signatures]
    result += _last_of(article, of_round, ReviewStage.SUBMITTED)
    if article.live:
        result.append(Baseline(PUBLIC, _("the public version"), article, article.live))
    return result


def _last_of(article, reviews: list[Review], stage: str) -> list[Baseline]:
    """The last step of that kind on another text, else the last one; `reviews` has the last first."""
    steps = [review for review in reviews if review.stage == stage]
    text_hash = article.text_hash()
    others = [review for review in steps if review.text_hash != text_hash]
    return [_step_baseline(article, review) for review in (others or steps)[:1]]


def _step_baseline(article, review) -> Baseline:
    values = {
        "stage": review.get_stage_display(),
        "person": user_display_name(review.person),
        "moment": moment_label(review.moment),
    }
    label = _("%(stage)s by %(person)s, %(moment)s") % values
    return Baseline(str(review.pk), label, article, review)


def select_baseline(options: list[Baseline], key: str) -> Baseline | None:
    """The baseline with that key; else the first whose text differs; else the first, if there is any."""
    for baseline in options:
        if baseline.key == key:
            return baseline
    for baseline in options:
        if baseline.has_changed:
            return baseline
    return options[0] if options else None


def diff_baseline(article: Article, baseline: Baseline) -> Iterator[ArticleFieldDiff]:
    """The fields of the working text that differ from the baseline."""
    return diff_snapshots(baseline.snapshot, article.snapshot())


def changed_places(article: Article, person: int) -> str:
    """Which paragraphs and fields changed since the person's last look at another text."""
    article = Article.objects.get(pk=article.pk)
    text_hash = article.text_hash()
    look = ReviewLook.objects.last_of_other_text(article, by=person, text_hash=text_hash)
    baseline = Baseline(LOOK, "", article, look) if look else None
    if baseline is None or not baseline.snapshot:
        return _("the whole text")
    places = []
    for change in diff_baseline(article, baseline):
        labels = [block.label or block.note for block in change.blocks] or [change.label]
        places += [label for label in labels if label]
    return ", ".join(dict.fromkeys(map(str, places)))


def diff_snapshots(before: dict, now: dict) -> Iterator[ArticleFieldDiff]:
    """The fields in which two snapshots differ, in reading order: the title first, the body last."""
    for name in ("title", *COMPARED_FIELDS):
        if before[name] != now[name]:
            yield _field_diff(name, before, now)
    for name, model in PART_MODELS.items():
        if before[name] != now[name]:
            label = capfirst(model._meta.verbose_name_plural)
            diff = render_diff(_part_lines(before[name]), _part_lines(now[name]))
            yield ArticleFieldDiff(label, diff)
    if before["outlet_id"] != now["outlet_id"]:
        label = capfirst(Article._meta.get_field("outlet").verbose_name)
        outlets = [_outlet_name(snapshot["outlet_id"]) for snapshot in (before, now)]
        yield ArticleFieldDiff(label, render_diff(*outlets))
    if before["body"] != now["body"]:
        blocks = tuple(diff_bodies(before["body"], now["body"]))
        yield ArticleFieldDiff(_field_label("body"), SafeString(), blocks)


def _outlet_name(pk: int | None) -> str:
    outlet = Outlet.objects.filter(pk=pk).first()
    return str(outlet) if outlet else ""


def _field_diff(name: str, before: dict, now: dict) -> ArticleFieldDiff:
    return ArticleFieldDiff(_field_label(name), render_diff(before[name], now[name]))


def _field_label(name: str) -> str:
    return capfirst(Article._meta.get_field(name).verbose_name)


def _part_lines(parts: list[dict]) -> str:
    """The values of pictures or key points as text, one line for each."""
    return "\n".join(_part_line(part) for part in parts)


def _part_line(part: dict) -> str:
    values = {**part, "file": _short_file_name(part.get("file", ""))}
    return " · ".join(str(value) for value in values.values() if value)


def _short_file_name(path: str) -> str:
    """Enough of the random name of a stored file to see that it is another one."""
    return PurePosixPath(path).name[:SHORT_NAME]
