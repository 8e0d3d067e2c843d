"""A plan becomes records: one transaction, or nothing."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from articles.models import Article, KeyPoint, Language, Topic
from consortia.models import Consortium, Evidence, Organisation, Region
from portal.core import html
from seeds.models import Batch, Shipped
from seeds.shipped.entries import ARTICLE_TEXTS, Entry, Ref
from seeds.shipped.kinds import BY_NAME, Kind
from seeds.shipped.plan import Action, Step, record_hash
from seeds.shipped.source import DataRefused, Fault

WRITTEN = {Action.NEW, Action.CHANGED}
REASON = gettext_noop("Shipped with the portal")
JOINED = {"byline", "editors"}
COMMAS = {Language.CHINESE: "、", Language.ENGLISH: ", "}


def apply_plan(steps: Iterable[Step], *, by=None, each=None) -> Batch | None:
    """The import run that wrote the new and the changed entries; None where there were none; `each` hears of every step.

    DataRefused names the entry that a constraint forbids; then nothing is written.
    """
    steps = list(steps)
    todo = [step for step in steps if step.action in WRITTEN]
    if not todo:
        return None
    with transaction.atomic():
        batch = Batch.objects.create(
            by=by,
            started_at=timezone.now(),
            what="shipped data",
            new=sum(step.action is Action.NEW for step in todo),
            changed=sum(step.action is Action.CHANGED for step in todo),
            refused=sum(step.action in {Action.KEPT, Action.GONE} for step in steps),
        )
        _write(todo, Writer(steps, by=by), each)
    return batch


def _write(todo, writer, each):
    try:
        for step in todo:
            writer.write(step)
            if each:
                each(step)
        writer.finish()
    except (IntegrityError, ValidationError) as error:
        raise DataRefused([Fault(writer.at.path, writer.at.line, " ".join(str(error).split()))]) from error


class Writer:
    """Writes entries, knowing which record stands for which key."""

    def __init__(self, steps, *, by):
        self.by = by
        self.at: Entry | None = None  # what is being written
        self.late: list[tuple[models.Model, str, Ref]] = []
        self.late_rows: list[tuple[models.Model, Entry, Kind, int]] = []
        self.written: list[tuple[Entry, models.Model]] = []
        self.keys = {step.entry.name: step.shipped.object_id for step in steps if step.shipped}
        works = {self.keys.get(step.entry.name): step.entry.key for step in steps if step.entry.kind.name == "article"}
        texts = Article.objects.filter(work__in=[pk for pk in works if pk]).values_list("work", "language", "pk")
        self.texts = {(works[work], language): pk for work, language, pk in texts}

    def write(self, step: Step) -> None:
        """Write one entry with all that it holds."""
        self.at = entry = step.entry
        record = step.shipped.record if step.shipped else None
        record = self.article(entry, record) if entry.kind.name == "article" else self.record(entry, record)
        self.keys[entry.name] = record.pk
        self.written.append((entry, record))

    def finish(self) -> None:
        """Write what points at entries that came later, and remember how each record was left."""
        for holder, entry, kind, position in self.late_rows:
            self.row(holder, entry, kind, position)
        for record, column, ref in self.late:
            setattr(record, column, self.key(ref))
            self.save(record)
        for entry, record in self.written:
            left = record_hash(type(record).objects.get(pk=record.pk), entry)
            kind = ContentType.objects.get_for_model(record)
            Shipped.objects.update_or_create(
                key=entry.name,
                defaults={
                    "content_type": kind, "object_id": record.pk, "entry_hash": entry.digest(), "record_hash": left,
                },
            )  # fmt: skip

    def save(self, record: models.Model) -> models.Model:
        """The record, stored, with who and why in its history."""
        record._history_user, record._change_reason = self.by, REASON
        record.save()
        return record

    def record(self, entry: Entry, record: models.Model | None) -> models.Model:
        """The record of an entry that is not an article, with its rows and evidence."""
        kind = entry.kind
        if kind.splits:
            return self.consortium(entry, record)
        record = self.filled(record or kind.model(), entry, kind.keys)
        self.place(record, entry)
        self.save(record)
        self.fill_rows(record, entry)
        self.give_evidence(record, entry)
        return record

    def consortium(self, entry: Entry, record: Consortium | None) -> Consortium:
        """A consortium: first the organisation that it is, then what it has beyond."""
        own = {field.name for field in Consortium._meta.concrete_fields}
        body = record.organisation if record else Organisation(kind=Organisation.Kind.CONSORTIUM)
        self.save(self.filled(body, entry, [name for name in entry.kind.keys if name not in own]))
        record = record or Consortium(organisation=body)
        self.save(self.filled(record, entry, [name for name in entry.kind.keys if name in own]))
        self.fill_rows(record, entry, names_of=body)
        self.give_evidence(body, entry)
        return record

    def filled(self, record: models.Model, entry: Entry, names: Iterable[str]) -> models.Model:
        """The record with the entry's values; what the entry does not say stands at its default."""
        for name in names:
            field = record._meta.get_field(name)
            value = entry.values.get(name, field.get_default())
            if name == "about":
                record.about = self.about(entry)
            elif isinstance(value, Ref):
                setattr(record, field.attname, self.key(value))
                if self.key(value) is None:
                    self.late.append((record, field.attname, value))
            else:
                setattr(record, field.attname, value)
        return record

    def key(self, ref: Ref) -> int | None:
        """The primary key of the record that the pointer means; None while that is not written."""
        return next((self.keys[name] for kind in ref.kinds if (name := f"{kind}/{ref.key}") in self.keys), None)

    def about(self, entry: Entry) -> models.Model | None:
        """The record that a figure is about."""
        ref = entry.values.get("about")
        kind = ref and BY_NAME[ref.kinds[0]]
        return kind and (Organisation if kind.splits else kind.model).objects.get(pk=self.key(ref))

    def place(self, record: models.Model, entry: Entry) -> None:
        """What follows from an entry's key or place instead of being said."""
        if entry.kind.key_field == "slug":
            record.slug = entry.key
        if isinstance(record, Topic):
            record.name = record.name or record.name_en
        if isinstance(record, Region) and not record.code.endswith("0000"):
            record.parent_id = self.keys[f"region/{record.code[:2]}0000"]

    def fill_rows(self, record: models.Model, entry: Entry, *, names_of: models.Model | None = None) -> None:
        """The rows inside an entry, in place of those that stood there."""
        for name, kind in entry.kind.children.items():
            holder = names_of if names_of and name == "names" else record
            for row in getattr(holder, name).all():
                row.delete()
            for position, child in enumerate(entry.children.get(name, ()), 1):
                if self.can_stand(child):
                    self.row(holder, child, kind, position)
                else:
                    self.late_rows.append((holder, child, kind, position))

    def can_stand(self, entry: Entry) -> bool:
        """Whether all that a row cannot do without is written."""
        needed = (name for name, value in entry.values.items() if isinstance(value, Ref) and not entry.kind.fields(name).null)
        return all(self.key(entry.values[name]) for name in needed)

    def row(self, holder: models.Model, entry: Entry, kind: Kind, position: int) -> None:
        """One row inside an entry, with its own rows and evidence."""
        self.at = entry
        row = kind.model()
        if kind.parent == "about":
            row.about = holder.organisation if isinstance(holder, Consortium) else holder
        else:
            setattr(row, kind.parent, holder)
        self.filled(row, entry, kind.keys)
        if hasattr(row, "position"):
            row.position = position
        self.save(row)
        self.fill_rows(row, entry)
        self.give_evidence(row, entry)

    def give_evidence(self, fact: models.Model, entry: Entry) -> None:
        """The paragraphs that a fact rests on, in both languages of each article."""
        if not entry.kind.sourced:
            return
        self.at = entry
        fact.evidence.all().delete()
        for source in entry.sources:
            for language, quote in ((Language.CHINESE, source.quote), (Language.ENGLISH, source.quote_en)):
                self.save(
                    Evidence(
                        fact=fact,
                        field=source.field,
                        article_id=self.texts[source.article, language],
                        paragraph=source.paragraph,
                        quote=quote,
                        supports=source.supports,
                    )
                )

    # Articles

    def article(self, entry: Entry, record: Article | None) -> Article:
        """The Chinese text of a work; both texts are written and public."""
        chinese = self.text(entry, Language.CHINESE, record)
        english = record and Article.objects.filter(work=record.work, language=Language.ENGLISH).first()
        self.text(entry, Language.ENGLISH, english, translation_of=chinese)
        return chinese

    def text(self, entry: Entry, language: Language, article: Article | None, *, translation_of=None) -> Article:
        """One language of a work, public through the shipped data's own step."""
        article = article or Article(language=language, translation_of=translation_of)
        for name, value in self.sides(entry, language).items():
            setattr(article, name, value)
        self.save(article)
        article.tags.set(Topic.objects.filter(slug__in=entry.values.get("tags", ())), clear=True)
        self.key_points(article, entry, language)
        if not article.live or article.live.text_hash != article.text_hash():
            article.publish_shipped(by=self.by)
        self.texts[entry.key, language] = article.pk
        return article

    def sides(self, entry: Entry, language: Language) -> dict:
        """The columns of an article in one language; names that are printed once stand in both."""
        suffix = "_en" if language == Language.ENGLISH else ""
        columns = {}
        for name in entry.kind.keys:
            if name.endswith("_en") or name == "tags":
                continue
            value = entry.values.get(f"{name}{suffix}") if f"{name}_en" in entry.kind.keys else entry.values.get(name)
            if name in JOINED:
                value = COMMAS[language].join(value or entry.values.get(name) or entry.values.get(f"{name}_en", ()))
            field = Article._meta.get_field(ARTICLE_TEXTS.get(name, name))
            columns[field.attname] = self.key(value) if isinstance(value, Ref) else value or field.get_default()
        return {**columns, "body": html.from_paragraphs(columns["body"])}

    def key_points(self, article: Article, entry: Entry, language: Language) -> None:
        """The key points in one language, in place of those that stood there."""
        article.key_points.all().delete()
        suffix = "_en" if language == Language.ENGLISH else ""
        for position, point in enumerate(entry.children.get("key_points", ()), 1):
            group, text = (point.values.get(f"{name}{suffix}", "") for name in ("group", "text"))
            paragraph = point.values.get("paragraph")
            self.save(KeyPoint(article=article, group=group, text=text, paragraph=paragraph, position=position))
