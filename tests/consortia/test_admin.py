"""Records in the admin: evidence checks, both sides of a consortium, search, history."""

import pytest

from consortia.models import (
    Consortium,
    Evidence,
    Figure,
    Membership,
    Organisation,
)
from tests.factories import (
    make_article,
    make_consortium,
    make_evidence,
    make_membership,
    make_name,
    make_organisation,
    make_published_article,
    make_user,
)

ROOM = "/admin/consortia"
INLINES = {
    "organisation": (
        "consortium",
        "names",
        "memberships",
        "appointments",
        *("consortia-figure-content_type-object_id",),
    ),
    "consortium": ("memberships", "consortia-figure-content_type-object_id"),
    "membership": (),
}
EVIDENCE = "consortia-evidence-content_type-object_id"


@pytest.fixture(autouse=True)
def chief(client, db):
    client.cookies["django_language"] = "en"
    user = make_user(superuser=True)
    client.force_login(user)
    return user


def managed(kind, **rows):
    """The management data of a form's inlines, and the rows of those that have some."""
    sent = {}
    for prefix in (*INLINES[kind], EVIDENCE):
        given = rows.get(prefix, [])
        sent |= {
            f"{prefix}-TOTAL_FORMS": len(given),
            f"{prefix}-INITIAL_FORMS": sum("id" in row for row in given),
        }
        sent |= {
            f"{prefix}-{place}-{name}": value
            for place, row in enumerate(given)
            for name, value in row.items()
        }
    return sent


def membership_form(membership, *evidence):
    sent = {
        "organisation": membership.organisation_id,
        "consortium": membership.consortium_id,
        "role": membership.role,
    }
    return {**sent, "position": 0, **managed("membership", **{EVIDENCE: evidence})}


def save_evidence(client, *evidence):
    membership = make_membership()
    return client.post(
        f"{ROOM}/membership/{membership.pk}/change/", membership_form(membership, *evidence)
    )


def errors(answer):
    """The messages at the fields, then those of the lists below the form."""
    return [
        message
        for found in answer.context["errors"]
        for message in ([found] if isinstance(found, str) else found)
    ]


# Evidence


def test_evidence_with_a_quote_of_its_paragraph_is_stored(client):
    article = make_article(paragraphs=["第一段。", "三家单位牵头成立。"])
    answer = save_evidence(
        client,
        {
            "article": article.pk,
            "paragraph": 2,
            "quote": "牵头成立",
            "field": "role",
            "supports": "on",
        },
    )
    assert answer.status_code == 302
    assert Evidence.objects.values_list("paragraph", "quote", "field", "supports").get() == (
        2,
        "牵头成立",
        "role",
        True,
    )


def test_evidence_may_quote_the_public_text_that_a_correction_changed(client):
    article = make_published_article(paragraphs=["旧句。"])
    article.correct(by=make_user("correct_article"), note="改")
    article.body = "<p>新句。</p>"
    article.save()
    assert (
        save_evidence(client, {"article": article.pk, "paragraph": 1, "quote": "旧句"}).status_code
        == 302
    )


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"paragraph": 3}, "The article has no paragraph 3."),
        (
            {"paragraph": 1, "quote": "别的话"},
            "Paragraph 1 does not hold these words, character for character.",
        ),
        ({"paragraph": "", "quote": "第一段"}, "Say which paragraph holds the quote."),
        ({"paragraph": 0, "quote": "第一段"}, "Say which paragraph holds the quote."),
    ],
)
def test_evidence_that_is_not_there_is_refused_at_its_field(given, message, client):
    article = make_article(paragraphs=["第一段。", "第二段。"])
    assert message in errors(save_evidence(client, {"article": article.pk, **given}))
    assert Evidence.objects.count() == 0


def test_same_evidence_twice_is_refused_in_words(client):
    row = {"article": make_article().pk, "paragraph": 1, "supports": "on"}
    assert errors(save_evidence(client, row, row)) == ["This paragraph stands here already."]


def test_evidence_whose_text_moved_on_does_not_block_its_form(client):
    membership, article = make_membership(), make_article(paragraphs=["原句。"])
    kept = make_evidence(membership, article, quote="原句", field="formerly")
    article.body = "<p>另句。</p>"
    article.save()
    row = {
        "id": kept.pk,
        "article": article.pk,
        "paragraph": 1,
        "quote": "原句",
        "field": "formerly",
        "supports": "on",
    }
    answer = client.post(
        f"{ROOM}/membership/{membership.pk}/change/", membership_form(membership, row)
    )
    assert answer.status_code == 302


def test_list_without_source_holds_only_facts_without_support(client):
    bare, doubted, backed = make_membership(), make_membership(), make_membership()
    make_evidence(doubted, make_article(), supports=False)
    make_evidence(backed, make_article())
    found = client.get(f"{ROOM}/membership/?source=none").context["cl"].queryset
    assert set(found) == {bare, doubted}


# A consortium and its organisation


def test_organisation_of_the_kind_consortium_gets_its_other_side(client):
    sent = {"name": "共同体", "kind": "consortium", "is_public": "on", **managed("organisation")}
    client.post(f"{ROOM}/organisation/add/", sent)
    assert Consortium.objects.get().organisation.name == "共同体"


def test_consortium_of_another_organisation_makes_it_one(client):
    organisation = make_organisation(kind="association")
    client.post(
        f"{ROOM}/consortium/add/",
        {"organisation": organisation.pk, "kind": "alliance", **managed("consortium")},
    )
    assert Organisation.objects.get().kind == "consortium"


def test_consortium_never_becomes_another_organisation(client):
    consortium, other = make_consortium(), make_organisation()
    sent = {"organisation": other.pk, "kind": "union", **managed("consortium")}
    client.post(f"{ROOM}/consortium/{consortium.pk}/change/", sent)
    assert Consortium.objects.values_list("pk", "kind").get() == (consortium.pk, "union")


def test_figure_on_the_consortium_form_hangs_on_the_organisation(client):
    consortium = make_consortium()
    figure = {"of": "vice_chair", "value": "19", "bound": "exactly"}
    rows = {INLINES["consortium"][1]: [figure]}
    client.post(
        f"{ROOM}/consortium/{consortium.pk}/change/",
        {"kind": "union", **managed("consortium", **rows)},
    )
    assert Figure.objects.get().about == consortium.organisation
    page = client.get(f"{ROOM}/consortium/{consortium.pk}/change/")
    assert [
        inline.formset.initial_form_count() for inline in page.context["inline_admin_formsets"]
    ] == [0, 1, 0]


def test_member_in_its_own_consortium_is_refused_in_words(client):
    consortium = make_consortium()
    row = {"organisation": consortium.pk, "role": "member", "position": 0}
    sent = {"kind": "union", **managed("consortium", memberships=[row])}
    answer = client.post(f"{ROOM}/consortium/{consortium.pk}/change/", sent)
    assert errors(answer) == ["A consortium is not a member of itself."]


def test_same_member_twice_is_refused_in_words(client):
    consortium, row = (
        make_consortium(),
        {"organisation": make_organisation().pk, "role": "member", "position": 0},
    )
    sent = {"kind": "union", **managed("consortium", memberships=[row, row])}
    answer = client.post(f"{ROOM}/consortium/{consortium.pk}/change/", sent)
    assert "Please correct the duplicate data for" in errors(answer)[0]


def test_form_of_120_members_saves(client):
    consortium = make_consortium()
    rows = [
        {
            "organisation": make_organisation().pk,
            "role": "member",
            "position": place,
            "wording": "成员单位",
        }
        for place in range(120)
    ]
    answer = client.post(
        f"{ROOM}/consortium/{consortium.pk}/change/",
        {"kind": "union", **managed("consortium", memberships=rows)},
    )
    assert (answer.status_code, Membership.objects.count()) == (302, 120)


# Search


@pytest.mark.parametrize("text", ["莱芜职业", "Laiwu", "莱职"])
def test_organisation_is_found_by_any_name(text, client):
    organisation = make_organisation(
        name="莱芜职业技术学院", name_en="Laiwu Vocational and Technical College"
    )
    make_name(organisation, "莱职院")
    make_organisation()
    assert list(client.get(f"{ROOM}/organisation/?q={text}").context["cl"].queryset) == [
        organisation
    ]
    query = {
        "term": text,
        "app_label": "consortia",
        "model_name": "membership",
        "field_name": "organisation",
    }
    assert [row["id"] for row in client.get("/admin/autocomplete/", query).json()["results"]] == [
        str(organisation.pk)
    ]


# History


def test_history_says_who_changed_what(client, chief):
    membership = make_membership(role="member")
    membership.role = "lead"
    client.post(f"{ROOM}/membership/{membership.pk}/change/", membership_form(membership))
    page = client.get(f"{ROOM}/membership/{membership.pk}/history/").text
    assert "from <del>member organisation</del> to <ins>lead organisation</ins>" in page
    assert str(chief) in page
