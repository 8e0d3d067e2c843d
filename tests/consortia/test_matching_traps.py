"""What real documents hold and naive models lose."""

from decimal import Decimal

import pytest
from django.utils import translation

from consortia.models import (
    Agreement,
    AgreementParty,
    Appointment,
    BasePartner,
    Conference,
    Consortium,
    Evidence,
    Figure,
    Membership,
    Organisation,
    OrganisationName,
    Part,
    TrainingBase,
)
from tests.factories import (
    make_agreement,
    make_appointment,
    make_article,
    make_base,
    make_conference,
    make_conference_role,
    make_consortium,
    make_evidence,
    make_figure,
    make_membership,
    make_name,
    make_organisation,
    make_part,
    make_region,
    make_session,
)

pytestmark = pytest.mark.django_db
NAMES = [
    ("莱芜职业技术学院", "zh-hans", "official"),
    ("莱芜职院", "zh-hans", "short"),
    ("莱芜师范学校", "zh-hans", "former"),
    ("Laiwu Zhi Ye Xue Yuan", "en", "as_printed"),
    ("Laiwu Occupation Technique Institute", "en", "machine_translated"),
]


def test_two_bodies_share_a_name():
    one = make_organisation(name="印刷学院", region=make_region())
    two = make_organisation(name="印刷学院", region=make_region(code="110000", name="北京市"))
    make_membership(organisation=one, role="lead")
    assert list(Organisation.objects.filter(name="印刷学院")) == [one, two]
    assert (one.memberships.count(), two.memberships.count()) == (1, 0)
    assert one.get_absolute_url() != two.get_absolute_url()


def test_two_bodies_share_a_short_name():
    bodies = [make_organisation() for _number in range(2)]
    for body in bodies:
        make_name(body, "职院")
    assert set(Organisation.objects.filter(names__text="职院")) == set(bodies)


def test_one_body_has_many_names_each_with_its_source():
    body = make_organisation(name=NAMES[0][0])
    for number, (text, language, kind) in enumerate(NAMES, 1):
        make_evidence(
            make_name(body, text, language=language, kind=kind), make_article(), paragraph=number
        )
    found = OrganisationName.objects.filter(organisation=body).order_by("evidence__paragraph")
    assert list(found.values_list("text", "language", "kind")) == NAMES
    assert list(found.values_list("evidence__paragraph", flat=True)) == [1, 2, 3, 4, 5]
    assert not OrganisationName.objects.without_source().exists()


def test_consortium_has_three_leads_and_several_chairs():
    body = make_consortium()
    leads, chairs = ([make_organisation() for _number in range(count)] for count in (3, 2))
    for role, organisations in (("lead", leads), ("chair", chairs)):
        for position, organisation in enumerate(organisations, 1):
            make_membership(
                organisation=organisation, consortium=body, role=role, position=position
            )
    assert [each.organisation for each in body.memberships.ordered_by_role()] == [*leads, *chairs]
    assert [list(Consortium.objects.led_by(lead)) for lead in leads] == [[body]] * 3


def test_organisation_holds_several_roles_as_worded():
    college, body = make_organisation(), make_consortium()
    held = [("lead", "牵头单位"), ("chair", "联合理事长单位"), ("secretary_general", "秘书处单位")]
    for role, wording in held:
        make_membership(organisation=college, consortium=body, role=role, wording=wording)
    assert list(college.memberships.ordered_by_role().values_list("role", "wording")) == held


def test_consortium_hosts_a_conference():
    body, conference = make_consortium(name="钢铁共同体"), make_conference()
    make_conference_role(conference=conference, organisation=body.organisation)
    assert Conference.objects.get(roles__organisation__consortium=body) == conference
    assert str(conference.roles.get().organisation) == str(body) == "钢铁共同体"


def test_consortium_is_party_to_an_agreement():
    body, college = make_consortium(), make_organisation()
    agreement = make_agreement(parties=[body.organisation, college])
    assert list(body.organisation.agreement_parties.values_list("agreement", flat=True)) == [
        agreement.pk
    ]
    assert [party.organisation for party in agreement.parties.all()] == [body.organisation, college]


def test_consortium_contains_a_union_with_members_of_its_own():
    community, college = make_consortium(), make_organisation()
    union = make_consortium(kind="union", parent=community.organisation)
    make_membership(organisation=college, consortium=union, role="chair")
    make_membership(organisation=union.organisation, consortium=community)
    assert list(community.organisation.children.all()) == [union.organisation]
    assert [each.organisation for each in community.memberships.all()] == [union.organisation]
    assert [each.consortium for each in college.memberships.all()] == [union]


def test_consortium_is_an_organisation_with_one_address():
    body = make_consortium(name="钢铁共同体")
    assert (body.pk, body.get_absolute_url()) == (
        body.organisation.pk,
        body.organisation.get_absolute_url(),
    )
    assert body.get_absolute_url() == f"/zh-hans/consortia/{body.pk}/"


def test_posts_stay_as_they_were_when_the_organisation_is_renamed():
    college = make_organisation(name="莱芜职院")
    make_part(person="王某", post="莱芜职院副院长", organisation=college)
    AgreementParty.objects.create(
        agreement=make_agreement(), organisation=college, signatory="王某", post="莱芜职院副院长"
    )
    make_appointment(person="王某", post="莱芜职院副院长", organisation=college)
    college.name = "济南职业大学"
    college.save()
    for acted in (Part, AgreementParty, Appointment):
        assert acted.objects.values_list("post", "organisation__name").get() == (
            "莱芜职院副院长",
            "济南职业大学",
        )


def test_person_keeps_a_post_for_each_day():
    before, after = (
        make_session(conference=make_conference(dates=year)) for year in ("2023", "2024")
    )
    make_part(session=before, person="王某", post="副院长")
    make_part(session=after, person="王某", post="院长")
    posts = Part.objects.filter(person="王某").order_by("session__conference__dates_from")
    assert list(posts.values_list("post", flat=True)) == ["副院长", "院长"]


def test_part_is_a_bodys_when_no_person_is_named():
    academy = make_organisation(name="研究院")
    part = make_part(person="", organisation=academy, action="announces", title="分析报告")
    with translation.override("en"):
        assert str(part) == "研究院: announces"


def test_declared_count_stands_beside_the_names_that_are_known():
    body = make_consortium()
    named = make_membership(consortium=body, role="vice_chair").organisation
    declared = make_figure(about=body, of="vice_chair", value=19)
    assert [(each, each.named) for each in Figure.objects.with_missing_names()] == [(declared, 1)]
    assert [each.organisation for each in Membership.objects.filter(consortium=body)] == [named]


@pytest.mark.parametrize(
    "dates", ["XXXX-11-14", "2024", "2024-05", "2024-05-22/2024-05-23", "2024-05-22T10:08"]
)
def test_date_is_kept_as_exact_as_its_source(dates):
    conference = make_conference(dates=dates)
    conference.full_clean()
    assert Conference.objects.get().dates == dates


def test_one_event_has_many_reports():
    conference, chinese = make_conference(), make_article()
    reports = [
        chinese,
        make_article(language="en", translation_of=chinese),
        make_article(title="另一篇"),
    ]
    for article in reports:
        make_evidence(conference, article)
    assert [piece.article for piece in conference.evidence.all()] == reports
    assert Conference.objects.count() == 1


def test_fact_is_supported_by_one_report_and_contradicted_by_another():
    conference, one, other = make_conference(dates="2024-05-22"), make_article(), make_article()
    make_evidence(conference, one, field="dates", quote="5月22日")
    make_evidence(conference, other, field="dates", quote="5月23日", supports=False)
    said = list(conference.evidence.values_list("article", "quote", "supports"))
    assert said == [(one.pk, "5月22日", True), (other.pk, "5月23日", False)]
    assert not Conference.objects.without_source().exists()


def test_one_paragraph_supports_and_contradicts():
    body, article = make_organisation(), make_article()
    for supports in (True, False):
        make_evidence(body, article, field="name", supports=supports)
    assert set(Evidence.objects.values_list("supports", flat=True)) == {True, False}


@pytest.mark.parametrize(
    ("bound", "value", "scope"),
    [
        ("exactly", Decimal("547"), "全国"),
        ("about", Decimal("150"), "到会"),
        ("at_least", Decimal("90.5"), "全省，占比"),
    ],
)
def test_figure_keeps_value_bound_and_scope(bound, value, scope):
    make_figure(value=value, bound=bound, scope=scope, unit="所", as_of="2024", name="职业院校")
    figure = Figure.objects.get()
    assert (figure.value, figure.bound, figure.scope, figure.about) == (value, bound, scope, None)
    assert str(figure) == f"职业院校: {value}"


def test_figure_is_shown_without_idle_zeros_or_exponent():
    make_figure(value=1000, name="所")
    assert str(Figure.objects.get()) == "所: 1000"


def test_plaque_is_a_seat_a_title_or_a_body():
    ministry, college, company = (
        make_organisation(kind="government"),
        make_organisation(),
        make_organisation(kind="enterprise"),
    )
    make_base(nature="seat", kind="seat", name="理事长单位", hosts=[college])
    make_base(
        nature="title", name="国家级基地", awarded_by=ministry, valid_until="2027", hosts=[college]
    )
    founded = make_base(nature="body", kind="institute", name="研究院")
    for position, partner in enumerate((college, company), 1):
        BasePartner.objects.create(
            base=founded, organisation=partner, role="co_founder", position=position
        )
    shown = [
        (base.nature, base.awarded_by, base.partners.count())
        for base in TrainingBase.objects.order_by("pk")
    ]
    assert shown == [("seat", None, 1), ("title", ministry, 1), ("body", None, 2)]


def test_agreement_that_is_only_counted_is_a_figure():
    conference = make_conference()
    make_figure(about=conference, of="agreement", value=12, bound="at_least")
    assert (conference.figures.get().value, Agreement.objects.count()) == (12, 0)
