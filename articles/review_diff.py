"""What a reviewer reads: the text, and what changed in it since a signature or since the public version."""

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

COMPARED_FIELDS = tuple(
    name for name in VERSIONED_FIELDS if name not in {"title", "body", "outlet_id"}
)
PUBLIC = "public"


@dataclass
class Baseline:
    """A text that the working text is compared with: as it stood at a signature, or as the public reads it."""

    key: str
    label: str
    article: Article
    source: Review | Version

    @cached_property
    def snapshot(self) -> dict | None:
        """The text as plain data; none where the history does not hold the very text that was signed."""
        if isinstance(self.source, Version):
            return {
                name: getattr(self.source, name)
                for name in (*VERSIONED_FIELDS, "pictures", "key_points")
            }
        found = snapshot_at(self.article, self.source.moment)
        return found if found and _hash(found) == self.source.text_hash else None

    @property
    def has_changed(self) -> bool:
        """Whether the working text is another one."""
        return self.source.text_hash != self.article.text_hash()


@dataclass(frozen=True)
class ArticleFieldDiff:
    """One field of the text with its differences marked."""

    label: str
    text: SafeString


def snapshot_at(article: Article, moment) -> dict | None:
    """The text as it stood at that moment, out of its history."""
    row = (
        article.history.filter(history_date__lte=moment)
        .order_by("history_date", "history_id")
        .last()
    )
    if row is None:
        return None
    parts = {"pictures": Picture, "key_points": KeyPoint}
    kept = {name: _parts_at(model, article, moment) for name, model in parts.items()}
    return {
        "language": row.language,
        **{name: getattr(row, name) for name in VERSIONED_FIELDS},
        **kept,
    }


def _parts_at(model, article, moment):
    rows = list(model.history.as_of(moment).filter(article_id=article.pk))
    return [part.snapshot() for part in sorted(rows, key=lambda part: (part.position, part.pk))]


def _hash(shown):
    return hashlib.sha256(
        json.dumps(shown, ensure_ascii=False, sort_keys=True).encode()
    ).hexdigest()


def baselines(article: Article, steps: list[Review]) -> list[Baseline]:
    """What the text can be compared with: the signatures of this round, the last first, then the public version."""
    signed = [
        step for step in steps if step.round == article.round and step.stage in SIGNATURE_STAGES
    ]
    found = [Baseline(str(step.pk), _signature(step), article, step) for step in reversed(signed)]
    if article.live:
        found.append(Baseline(PUBLIC, _("the public version"), article, article.live))
    return found


def _signature(step):
    return _("%(stage)s by %(person)s") % {
        "stage": step.get_stage_display(),
        "person": user_display_name(step.person),
    }


def select_baseline(found: list[Baseline], key: str) -> Baseline | None:
    """The one that was asked for; else the last of which the text differs; else the last, if there is any."""
    asked = [baseline for baseline in found if baseline.key == key]
    moved = [baseline for baseline in found if baseline.has_changed]
    return next(iter((*asked, *moved, *found)), None)


def diff_baseline(article: Article, baseline: Baseline) -> Iterator[ArticleFieldDiff]:
    """The fields that differ, as a reader sees them: the title first, the text last."""
    return diff_snapshots(baseline.snapshot, article.snapshot())


def diff_snapshots(before: dict, now: dict) -> Iterator[ArticleFieldDiff]:
    """The fields in which two texts differ, as plain data."""
    for name in ("title", *COMPARED_FIELDS):
        if before[name] != now[name]:
            yield ArticleFieldDiff(
                capfirst(Article._meta.get_field(name).verbose_name),
                render_diff(before[name], now[name]),
            )
    for name, model in (("pictures", Picture), ("key_points", KeyPoint)):
        if before[name] != now[name]:
            old, new = ("\n".join(_line(part) for part in side[name]) for side in (before, now))
            yield ArticleFieldDiff(capfirst(model._meta.verbose_name_plural), render_diff(old, new))
    if before["body"] != now["body"]:
        yield ArticleFieldDiff(
            capfirst(Article._meta.get_field("body").verbose_name),
            render_diff(before["body"], now["body"]),
        )


def _line(part):
    return " · ".join(str(value) for value in part.values() if value)
