"""What the database itself refuses about records, each constraint broken once and obeyed once."""

from datetime import timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from consortia.models import (
    AgreementParty,
    Appointment,
    BasePartner,
    ConsortiumLimit,
    DistinctPair,
    Figure,
    Industry,
    Membership,
    Merge,
    Organisation,
    Region,
    RejectedAlias,
    SourceChange,
    TrainingBase,
)
from consortia.models.conference import Conference, ConferenceRole
from tests.constraint_names import app_constraints, constraint_error_text
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
    make_industry,
    make_membership,
    make_name,
    make_organisation,
    make_part,
    make_published_article,
    make_region,
    make_sheet_import,
    make_user,
)


def two_names(*, kinds):
    body = make_organisation()
    for kind in kinds:
        make_name(body, "莱芜职院", kind=kind)


def not_the_same(*names, why="另一所学校"):
    body = make_organisation()
    for name in names:
        RejectedAlias.objects.create(
            name=name, printed="职院", organisation=body, at=timezone.now(), why=why
        )


def merges(*pairs, why="同一所学校", **values):
    kind = ContentType.objects.get_for_model(Organisation)
    for kept, gone in pairs:
        values |= {"kept_id": kept, "gone_id": gone, "at": timezone.now(), "why": why}
        Merge.objects.create(content_type=kind, kept_name="甲", gone_name="乙", **values)


def not_twins(*pairs, why="两所学校"):
    kind = ContentType.objects.get_for_model(Organisation)
    for one, other in pairs:
        DistinctPair.objects.create(
            content_type=kind, one_id=one, other_id=other, at=timezone.now(), why=why
        )


def two_limits(*, same):
    person, body = make_user(), make_consortium()
    for consortium in (body, body if same else make_consortium()):
        ConsortiumLimit.objects.create(person=person, consortium=consortium)


def two_memberships(*, since):
    member, body = make_organisation(), make_consortium()
    for text in since:
        make_membership(organisation=member, consortium=body, role="chair", since=text)


def membership_of(*, itself):
    body = make_consortium()
    make_membership(
        organisation=body.organisation if itself else make_consortium().organisation,
        consortium=body,
    )


def two_roles(*, roles):
    host, conference = make_organisation(), make_conference()
    for role in roles:
        make_conference_role(organisation=host, conference=conference, role=role)


def two_parties(*, signatories):
    body, agreement = make_organisation(), make_agreement()
    for signatory in signatories:
        AgreementParty.objects.create(agreement=agreement, organisation=body, signatory=signatory)


def two_partners(*, roles):
    body, base = make_organisation(), make_base()
    for role in roles:
        BasePartner.objects.create(base=base, organisation=body, role=role)


def two_pieces(*, quotes, paragraph=1):
    body, article = make_organisation(), make_article()
    for quote in quotes:
        make_evidence(body, article, quote=quote, paragraph=paragraph)


def half_about():
    Figure.objects.create(value=1, content_type=ContentType.objects.get_for_model(Organisation))


def two_codes(*codes):
    for code in codes:
        make_organisation(credit_code=code)


def two_uploads(*digests):
    consortium, clerk = make_consortium(), make_user()
    for digest in digests:
        make_sheet_import(consortium=consortium, by=clerk, digest=digest)


def undone_import(**values):
    make_sheet_import(undone_at=timezone.now(), **values)


# constraint: what breaks it, what obeys it
def source_change(**values):
    article = make_published_article()
    evidence = make_evidence(make_organisation(), article)
    SourceChange.objects.create(
        evidence=evidence, base=article.live, since=timezone.now(), **values
    )


CASES = {
    "consortia_region_named": (
        lambda: Region.objects.create(code="370000"),
        lambda: make_region(name=""),
    ),
    "consortia_region_code_six_digits": (
        lambda: make_region(code="37000x"),
        lambda: make_region(code="370000"),
    ),
    "consortia_industry_named": (
        lambda: Industry.objects.create(slug="x"),
        lambda: make_industry(name=""),
    ),
    "consortia_organisation_named": (
        Organisation.objects.create,
        lambda: make_organisation(name_en="College"),
    ),
    "consortia_organisation_credit_code_once": (
        lambda: two_codes("91350100M000100Y43", "91350100M000100Y43"),
        lambda: two_codes("91350100M000100Y43", "", ""),
    ),
    "consortia_organisation_credit_code_form": (
        lambda: two_codes("91350100"),
        lambda: two_codes("91350100M000100Y43"),
    ),
    "consortia_sheetimport_waiting_once": (
        lambda: two_uploads("a", "a"),
        lambda: two_uploads("a", "b"),
    ),
    "consortia_sheetimport_undone_after_applied": (
        undone_import,
        lambda: undone_import(applied_at=timezone.now() - timedelta(days=1)),
    ),
    "consortia_sheetimport_undone_at_a_time": (
        lambda: make_sheet_import(undone_by=make_user()),
        make_sheet_import,
    ),
    "consortia_organisationname_once": (
        lambda: two_names(kinds=("short", "short")),
        lambda: two_names(kinds=("short", "former")),
    ),
    "consortia_rejectedalias_once": (
        lambda: not_the_same("职院", "职院"),
        lambda: not_the_same("职院", "学院"),
    ),
    "consortia_rejectedalias_named": (lambda: not_the_same(""), lambda: not_the_same("职院")),
    "consortia_rejectedalias_with_reason": (
        lambda: not_the_same("职院", why=""),
        lambda: not_the_same("职院"),
    ),
    "consortia_merge_of_two": (lambda: merges((1, 1)), lambda: merges((1, 2))),
    "consortia_merge_with_reason": (lambda: merges((1, 2), why=""), lambda: merges((1, 2))),
    "consortia_merge_undone_at_a_time": (
        lambda: merges((1, 2), undone_by=make_user()),
        lambda: merges((1, 2), undone_by=make_user(), undone_at=timezone.now()),
    ),
    "consortia_merge_gone_once": (
        lambda: merges((1, 2), (3, 2)),
        lambda: (merges((1, 2), undone_at=timezone.now()), merges((3, 2))),
    ),
    "consortia_distinctpair_once": (
        lambda: not_twins((1, 2), (1, 2)),
        lambda: not_twins((1, 2), (1, 3)),
    ),
    "consortia_distinctpair_of_two": (lambda: not_twins((1, 1)), lambda: not_twins((1, 2))),
    "consortia_distinctpair_with_reason": (
        lambda: not_twins((1, 2), why=""),
        lambda: not_twins((1, 2)),
    ),
    "consortia_organisationname_filled": (
        lambda: make_name(make_organisation(), ""),
        lambda: make_name(make_organisation(), "职院"),
    ),
    "consortia_appointment_person": (
        lambda: make_appointment(person=""),
        lambda: make_appointment(person="", person_en="Li"),
    ),
    "consortia_appointment_office": (
        lambda: make_appointment(office=""),
        lambda: make_appointment(office="", office_en="Head"),
    ),
    "consortia_membership_once": (
        lambda: two_memberships(since=("2024", "2024")),
        lambda: two_memberships(since=("2022", "2024")),
    ),
    "consortia_membership_not_in_itself": (
        lambda: membership_of(itself=True),
        lambda: membership_of(itself=False),
    ),
    "consortia_conference_named": (
        Conference.objects.create,
        lambda: make_conference(name_en="Conference"),
    ),
    "consortia_conferencerole_once": (
        lambda: two_roles(roles=("host", "host")),
        lambda: two_roles(roles=("host", "organiser")),
    ),
    "consortia_part_says_something": (
        lambda: make_part(person=""),
        lambda: make_part(person="", title="新技术"),
    ),
    "consortia_agreement_titled": (
        lambda: make_agreement(title="", title_en=""),
        lambda: make_agreement(title=""),
    ),
    "consortia_agreementparty_once": (
        lambda: two_parties(signatories=("王某", "王某")),
        lambda: two_parties(signatories=("王某", "李某")),
    ),
    "consortia_trainingbase_named": (
        TrainingBase.objects.create,
        lambda: make_base(name_en="Base"),
    ),
    "consortia_basepartner_once": (
        lambda: two_partners(roles=("host", "host")),
        lambda: two_partners(roles=("host", "operator")),
    ),
    "consortia_document_named": (
        lambda: make_document(name="", name_en=""),
        lambda: make_document(name=""),
    ),
    "consortia_figure_about_whole": (
        half_about,
        lambda: (make_figure(), make_figure(about=make_organisation())),
    ),
    "consortia_evidence_once": (
        lambda: two_pieces(quotes=("句", "句")),
        lambda: two_pieces(quotes=("句", "另一句")),
    ),
    "consortia_evidence_whole_article_once": (
        lambda: two_pieces(quotes=("句", "句"), paragraph=None),
        lambda: two_pieces(quotes=("句", "另一句"), paragraph=None),
    ),
    "consortia_consortiumlimit_once": (
        lambda: two_limits(same=True),
        lambda: two_limits(same=False),
    ),
    "consortia_sourcechange_corrected_has_version": (
        lambda: source_change(kind="corrected", version=None),
        lambda: source_change(kind="withdrawn", version=None),
    ),
    "consortia_evidence_paragraph_from_one": (
        lambda: make_evidence(make_organisation(), make_article(), paragraph=0),
        lambda: make_evidence(make_organisation(), make_article(), paragraph=None),
    ),
}


def test_every_constraint_is_covered():
    assert set(app_constraints("consortia")) == set(CASES)


@pytest.mark.parametrize("name", CASES)
def test_constraint_refuses_what_breaks_it(db, name):
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        CASES[name][0]()
    assert constraint_error_text("consortia", name) in str(refused.value)


@pytest.mark.parametrize("name", CASES)
def test_constraint_allows_what_obeys_it(db, name):
    CASES[name][1]()


@pytest.mark.parametrize("code", ["37000", "3700000", "", "３７００００"])
def test_region_code_is_refused_unless_six_digits(db, code):
    # The databases refuse a code that is too long in words of their own.
    with pytest.raises(ValidationError) as refused:
        Region(code=code, name="山东").full_clean()
    assert set(refused.value.message_dict) <= {"code", "__all__"}


def test_consortium_is_one_organisation_only(db):
    body = make_consortium()
    with pytest.raises(IntegrityError), transaction.atomic():
        type(body).objects.bulk_create([type(body)(organisation=body.organisation)])


@pytest.mark.parametrize("make", [make_membership, make_conference_role])
def test_organisation_stays_while_it_acts_somewhere(db, make):
    acting = make().organisation
    with pytest.raises(IntegrityError):
        acting.delete()


def test_roles_go_with_their_conference_and_members_with_their_consortium(db):
    role, membership = make_conference_role(), make_membership()
    role.conference.delete()
    membership.consortium.delete()
    assert (ConferenceRole.objects.count(), Membership.objects.count()) == (0, 0)
    assert (
        Organisation.objects.filter(
            pk__in=[role.organisation_id, membership.organisation_id]
        ).count()
        == 2
    )


def test_appointment_stays_when_the_organisation_of_the_person_goes(db):
    home = make_organisation()
    appointment = make_appointment(organisation=home, post="副校长")
    home.delete()
    assert Appointment.objects.values_list("person", "post", "organisation").get() == (
        appointment.person,
        "副校长",
        None,
    )
