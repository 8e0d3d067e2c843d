"""Records for tests, made through the same steps as real ones.

A factory of several rows gathers them into one update of the search index, as an import does.
"""

import io
from itertools import count

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission, User
from django.utils import timezone
from PIL import Image

from articles.media_library import store_file
from articles.models import Article, Column, KeyPoint, MediaItem, Outlet, Picture, Topic
from consortia.models import (
    Agreement,
    AgreementParty,
    Appointment,
    BasePartner,
    Conference,
    ConferenceRole,
    Consortium,
    Document,
    Evidence,
    Figure,
    Industry,
    Membership,
    Organisation,
    OrganisationName,
    Part,
    Region,
    Session,
    SheetImport,
    SheetKind,
    TrainingBase,
)
from portal.core import html
from portal.core.models import ErrorReport
from portal.search.index_updates import batch_updates

SEQUENCE = count(1)


def make_user(*rights: str, name: str = "", superuser: bool = False) -> User:
    """A staff member with the rights named by their codenames."""
    name = name or f"person{next(SEQUENCE)}"
    user = get_user_model().objects.create_user(
        name, password="secret", is_staff=True, is_superuser=superuser
    )
    user.user_permissions.set(Permission.objects.filter(codename__in=rights))
    assert user.user_permissions.count() == len(rights)
    return user


def make_outlet(*, name="齐鲁晚报", **values) -> Outlet:
    return Outlet.objects.create(name=name, **values)


def make_column(*, slug="news", name="新闻", name_en="News", **values) -> Column:
    return Column.objects.get_or_create(
        slug=slug, defaults={"name": name, "name_en": name_en, **values}
    )[0]


def make_topic(*, slug="steel", name="钢铁", name_en="Steel", **values) -> Topic:
    return Topic.objects.get_or_create(
        slug=slug, defaults={"name": name, "name_en": name_en, **values}
    )[0]


@batch_updates()
def make_article(*, author=None, paragraphs=("第一段。", "第二段。"), tags=(), **values) -> Article:
    """A draft, by its author if one is named."""
    values.setdefault("title", f"文章{next(SEQUENCE)}")
    values.setdefault("source_as_printed", "" if values.get("outlet") else "齐鲁网")
    article = Article.objects.create(body=html.from_paragraphs(paragraphs), **values)
    article.tags.set(tags)
    if author:
        article.record_edit(by=author)
    return article


@batch_updates()
def make_waiting_article(*, author=None, **values) -> Article:
    """An article that waits for its first review."""
    author = author or make_user("submit_article")
    article = make_article(author=author, **values)
    article.submit(by=author)
    return article


@batch_updates()
def make_published_article(**values) -> Article:
    """An article that three people passed."""
    article = make_waiting_article(**values)
    pass_reviews(article)
    return article


@batch_updates()
def pass_reviews(article: Article) -> None:
    """Three people pass a text that waits for its first review."""
    article.pass_first_review(by=make_user("first_review_article"))
    article.pass_second_review(by=make_user("second_review_article"))
    article.sign_off(by=make_user("sign_off_article"))


def make_translation(article: Article, *, language="en", **values) -> Article:
    """The published text of the same work in the other language."""
    return make_published_article(language=language, translation_of=article, **values)


def make_key_point(article: Article, *, text="要点", **values) -> KeyPoint:
    return KeyPoint.objects.create(article=article, text=text, **values)


def picture_bytes(*, size=(1, 1), kind="PNG", **options) -> bytes:
    """A file of one colour, another one for each call."""
    out = io.BytesIO()
    colour = (next(SEQUENCE) % 256, 90, 90)
    Image.new("RGB", size, colour).save(out, kind, **options)
    return out.getvalue()


def make_media_item(*, content=None, suffix=".png", **values) -> MediaItem:
    """A picture of the library: one dot, if nothing else is said."""
    item = MediaItem(**{"title": f"图{next(SEQUENCE)}", **values})
    store_file(item, content or picture_bytes(), suffix)
    return item


def make_picture(
    article: Article, *, media=None, alt="签约现场", credit="本报", **values
) -> Picture:
    """A use of a picture of the library: of one dot, if none is named."""
    picture = Picture(article=article, alt=alt, credit=credit, **values)
    picture.show(media or make_media_item())
    picture.save()
    return picture


def make_region(*, code="370000", name="山东省", name_en="Shandong", **values) -> Region:
    return Region.objects.get_or_create(
        code=code, defaults={"name": name, "name_en": name_en, **values}
    )[0]


def make_industry(*, slug="steel", name="钢铁", name_en="Steel") -> Industry:
    return Industry.objects.get_or_create(slug=slug, defaults={"name": name, "name_en": name_en})[0]


def make_organisation(*, kind="school", **values) -> Organisation:
    if not values.get("name") and not values.get("name_en"):
        number = next(SEQUENCE)
        values |= {"name": f"第{number}职业学院", "name_en": f"Vocational College {number}"}
    return Organisation.objects.create(kind=kind, **values)


def make_name(organisation: Organisation, text: str, *, kind="short", **values) -> OrganisationName:
    return OrganisationName.objects.create(
        organisation=organisation, text=text, kind=kind, **values
    )


@batch_updates()
def make_consortium(
    *, kind="industry", level="national", founded_on="", purpose="", **values
) -> Consortium:
    """A consortium with the organisation that it is; other values are the organisation's."""
    if not values.get("name") and not values.get("name_en"):
        number = next(SEQUENCE)
        values |= {"name": f"第{number}产教融合共同体", "name_en": f"Community {number}"}
    body = Organisation.objects.create(kind="consortium", **values)
    return Consortium.objects.create(
        organisation=body, kind=kind, level=level, founded_on=founded_on, purpose=purpose
    )


@batch_updates()
def make_membership(*, organisation=None, consortium=None, role="member", **values) -> Membership:
    return Membership.objects.create(
        organisation=organisation or make_organisation(),
        consortium=consortium or make_consortium(),
        role=role,
        **values,
    )


def make_sheet_import(
    *, consortium=None, digest="0" * 64, kind=SheetKind.MEMBERS, **values
) -> SheetImport:
    """An uploaded spreadsheet that waits for its decisions."""
    values.setdefault("uploaded_at", timezone.now())
    values.setdefault("sheet", {"rows": [], "faults": [], "remarks": [], "columns": []})
    return SheetImport.objects.create(
        consortium=consortium or make_consortium(), digest=digest, kind=kind, **values
    )


def make_conference(*, dates="2024-05-22", **values) -> Conference:
    if not values.get("name") and not values.get("name_en"):
        number = next(SEQUENCE)
        values |= {"name": f"第{number}届发展大会", "name_en": f"Conference {number}"}
    return Conference.objects.create(dates=dates, **values)


@batch_updates()
def make_conference_role(
    *, conference=None, organisation=None, role="host", **values
) -> ConferenceRole:
    return ConferenceRole.objects.create(
        conference=conference or make_conference(),
        organisation=organisation or make_organisation(),
        role=role,
        **values,
    )


@batch_updates()
def make_session(*, conference=None, title="主论坛", **values) -> Session:
    return Session.objects.create(conference=conference or make_conference(), title=title, **values)


@batch_updates()
def make_part(*, session=None, person="王某", **values) -> Part:
    return Part.objects.create(session=session or make_session(), person=person, **values)


@batch_updates()
def make_agreement(
    *, title="战略合作协议", title_en="Strategic cooperation agreement", parties=(), **values
) -> Agreement:
    """An agreement between the organisations."""
    agreement = Agreement.objects.create(title=title, title_en=title_en, **values)
    for position, organisation in enumerate(parties, 1):
        AgreementParty.objects.create(
            agreement=agreement, organisation=organisation, position=position
        )
    return agreement


@batch_updates()
def make_base(*, hosts=(), **values) -> TrainingBase:
    """A training base with its hosts."""
    if not values.get("name") and not values.get("name_en"):
        number = next(SEQUENCE)
        values |= {"name": f"第{number}实训基地", "name_en": f"Training base {number}"}
    base = TrainingBase.objects.create(**values)
    for position, organisation in enumerate(hosts, 1):
        BasePartner.objects.create(base=base, organisation=organisation, position=position)
    return base


@batch_updates()
def make_appointment(*, body=None, person="李某", office="主任", **values) -> Appointment:
    return Appointment.objects.create(
        body=body or make_organisation(kind="committee"), person=person, office=office, **values
    )


def make_document(*, name="共同体章程", name_en="Charter", kind="charter", **values) -> Document:
    return Document.objects.create(name=name, name_en=name_en, kind=kind, **values)


def make_figure(*, about=None, of="other", value=1, **values) -> Figure:
    body = about.organisation if isinstance(about, Consortium) else about
    return Figure.objects.create(about=body, of=of, value=value, **values)


def make_evidence(fact, article: Article, *, paragraph=1, **values) -> Evidence:
    return Evidence.objects.create(fact=fact, article=article, paragraph=paragraph, **values)


def make_report(
    *, page="/zh-hans/articles/1/", reason="日期不对。", source="学院官网", **values
) -> ErrorReport:
    return ErrorReport.objects.create(page=page, reason=reason, source=source, **values)
