"""Everything that a scan of the texts finds, search finds too."""

import random
import re

import pytest
from django.utils import timezone

from articles.models import Version
from consortia.models import (
    Agreement,
    Conference,
    Organisation,
    OrganisationKind,
    OrganisationName,
    TrainingBase,
)
from portal.core import html
from portal.core.folding import fold
from portal.core.models import SearchEntryText
from portal.search.query import hits
from portal.search.tokenizer import parse_query
from tests.synthetic_articles import fill_search_index

pytestmark = pytest.mark.django_db
CHINESE = re.compile("[\u4e00-\u9fff]{2,}")


def queries(texts, number):
    """Parts of 2 to 8 Chinese characters, from anywhere in the texts."""
    dice = random.Random(5)  # noqa: S311  the same for every run
    runs = [run for text in texts for run in CHINESE.findall(text)]
    for length in dice.choices(range(2, 9), k=number):
        run = dice.choice(
            [run for run in dice.choices(runs, k=50) if len(run) >= length] or [max(runs, key=len)]
        )
        start = dice.randrange(len(run) - length + 1)
        yield run[start : start + length]


def missed(texts, number):
    """The queries of which search does not give everything that a scan gives, with what is missing."""
    spellings = {key: fold("\n".join(said)) for key, said in texts.items()}
    for query in queries([text for said in texts.values() for text in said], number):
        wanted = {key for key, said in spellings.items() if fold(query) in said}
        found = set(hits(parse_query(query), at=timezone.now()).values_list("kind", "key"))
        if not wanted or wanted - found:
            yield query, wanted - found


def shipped_texts():
    """What the shipped records say, read from the records themselves."""
    texts = {}
    for version in Version.objects.select_related("article"):
        said = [version.title, version.summary, version.byline, *html.paragraphs(version.body)]
        texts.setdefault(("article", version.article.work), []).extend(said)
    for body in Organisation.objects.all():
        kind = "consortium" if body.kind == OrganisationKind.CONSORTIUM else "organisation"
        names = OrganisationName.objects.filter(organisation=body).values_list("text", flat=True)
        texts[kind, body.pk] = [body.name, *names]
    for kind, model in (("conference", Conference), ("base", TrainingBase)):
        texts |= {(kind, record.pk): [record.name] for record in model.objects.all()}
    return texts | {
        ("agreement", record.pk): [record.title, record.promises]
        for record in Agreement.objects.all()
    }


@pytest.mark.usefixtures("shipped")
def test_recall_is_whole_on_the_shipped_data():
    assert list(missed(shipped_texts(), 500)) == []


@pytest.mark.parametrize("number", [2_000, pytest.param(10_000, marks=pytest.mark.slow)])
def test_recall_is_whole_on_many_articles(number):
    fill_search_index(number, length=110)
    rows = SearchEntryText.objects.values_list(
        "entry__kind", "entry__key", "title", "summary", "body"
    )
    texts = {(kind, key): said for kind, key, *said in rows}
    assert len(texts) == number
    assert list(missed(texts, 150)) == []
