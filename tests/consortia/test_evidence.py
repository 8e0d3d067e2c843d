"""Evidence: it goes with its fact, keeps its article, and says what it says."""

import pytest
from django.apps import apps
from django.db.models import ProtectedError

from articles.models import Article
from consortia.models import Evidence, Figure
from consortia.models.evidence import Fact
from tests.factories import (
    make_agreement,
    make_appointment,
    make_article,
    make_base,
    make_conference,
    make_conference_role,
    make_consortium,
    make_document,
    make_evidence,
    make_figure,
    make_membership,
    make_name,
    make_organisation,
    make_part,
    make_session,
)


def make_party():
    return make_agreement(parties=[make_organisation()]).parties.get()


def make_partner():
    return make_base(hosts=[make_organisation()]).partners.get()


MAKERS = [
    make_organisation,
    lambda: make_name(make_organisation(), "职院"),
    make_appointment,
    make_membership,
    make_conference,
    make_conference_role,
    make_session,
    make_part,
    make_agreement,
    make_party,
    make_base,
    make_partner,
    make_document,
    make_figure,
]


@pytest.fixture
def article(db):
    return make_article()


def test_every_kind_of_fact_is_covered(db):
    models = apps.get_app_config("consortia").get_models()
    assert {type(make()) for make in MAKERS} == {
        model for model in models if issubclass(model, Fact)
    }


@pytest.mark.parametrize("make", MAKERS)
def test_evidence_goes_with_its_fact(article, make):
    fact, other = make(), make_organisation()
    make_evidence(fact, article)
    kept = make_evidence(other, article)
    fact.delete()
    assert list(Evidence.objects.all()) == [kept]


def test_evidence_of_the_parts_goes_with_the_record(article):
    conference = make_conference()
    part = make_part(session=make_session(conference=conference))
    for fact in (conference, part.session, part, make_conference_role(conference=conference)):
        make_evidence(fact, article)
    conference.delete()
    assert not Evidence.objects.exists()


@pytest.mark.parametrize(
    "make", [make_organisation, make_conference, make_agreement, make_base, make_document]
)
def test_figures_go_with_their_record(article, make):
    record = make()
    make_evidence(make_figure(about=record), article)
    record.delete()
    assert (Figure.objects.count(), Evidence.objects.count()) == (0, 0)


def test_figure_of_a_consortium_goes_with_its_organisation(article):
    body = make_consortium()
    make_figure(about=body, of="chair", value=19)
    body.organisation.delete()
    assert not Figure.objects.exists()


def test_article_with_evidence_cannot_be_deleted(article):
    evidence = make_evidence(make_organisation(), article)
    with pytest.raises(ProtectedError):
        article.delete()
    with pytest.raises(ProtectedError):
        Article.objects.all().delete()
    evidence.delete()
    article.delete()
    assert not Article.objects.exists()


def test_evidence_is_called_by_article_and_paragraph(article):
    body = make_organisation()
    said = [str(make_evidence(body, article, paragraph=number)) for number in (3, None)]
    assert said == [f"{article.title} ¶3", article.title]


def test_evidence_may_be_of_one_field(article):
    conference = make_conference()
    make_evidence(conference, article)
    venue = make_evidence(conference, article, field="venue", quote="在济南召开")
    assert list(conference.evidence.filter(field="venue")) == [venue]
    assert conference.evidence.count() == 2
