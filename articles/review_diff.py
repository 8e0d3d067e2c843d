"""The changes of a text since a signature or since the public version, for reviewers."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles.models import Article, KeyPoint, Picture, Review, Version
from articles.models.article import VERSIONED_FIELDS
from articles.models.review import SIGNATURE_STAGES
from portal.audit.text_diff import render_diff
from portal.core.names import user_display_name

# Compared between the title, which comes first, and the parts and the body, which come last
COMPARED_FIELDS = tuple(
    name for name in VERSIONED_FIELDS if name not in {"title", "body", "outlet_id"}
)
PART_MODELS = {"pictures": Picture, "key_points": KeyPoint}
PUBLIC = "public"


@dataclass
class Baseline:
    """A text to compare the working text with: as it was at a signature, or the public version."""

    key: str
    label: str
    article: Article
    source: Review | Version

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
    """One field of the text, its differences marked up as HTML."""

    label: str
    text: SafeString


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


def baselines(article: Article, reviews: list[Review]) -> list[Baseline]:
    """The texts to compare with: this round's signed ones, the last first, then the public one."""
    result = []
    for review in reversed(reviews):
        if review.round == article.round and review.stage in SIGNATURE_STAGES:
            label = _signature_label(review)
            result.append(Baseline(str(review.pk), label, article, review))
    if article.live:
        result.append(Baseline(PUBLIC, _("the public version"), article, article.live))
    return result


def _signature_label(review):
    return _("%(stage)s by %(person)s") % {
        "stage": review.get_stage_display(),
        "person": user_display_name(review.person),
    }


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
    if before["body"] != now["body"]:
        yield _field_diff("body", before, now)


def _field_diff(name: str, before: dict, now: dict) -> ArticleFieldDiff:
    label = capfirst(Article._meta.get_field(name).verbose_name)
    return ArticleFieldDiff(label, render_diff(before[name], now[name]))


def _part_lines(parts: list[dict]) -> str:
    """The values of pictures or key points as text, one line for each."""
    return "\n".join(_part_line(part) for part in parts)


def _part_line(part: dict) -> str:
    return " · ".join(str(value) for value in part.values() if value)
