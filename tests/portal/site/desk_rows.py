"""What stands on the desk of a busy house: one row of everything, in every state that a page tells of."""

from django.utils import timezone

from articles.models import PreviewLink, TransitionRefused
from consortia.models import SheetKind
from consortia.sheets.apply import upload_sheet
from portal.audit import journal
from portal.audit.journal import JournalAction
from portal.audit.journal_words import WORDS
from portal.core.models import SitePage
from portal.core.site_pages import SitePagePlace
from portal.site.roles import sync_roles
from tests.factories import (
    make_article,
    make_conference,
    make_consortium,
    make_document,
    make_evidence,
    make_organisation,
    make_published_article,
    make_report,
    make_topic,
    make_user,
    make_waiting_article,
    pass_reviews,
)
from tests.portal.site.test_admin import make_everything
from tests.seeds.invented_proposals import (
    agreement_proposal,
    conference_proposal,
    consortium_proposal,
    make_capture,
    membership_proposal,
)

SHEETS = {
    SheetKind.MEMBERS: "单位名称,职务\n南浦学院,理事单位\n",
    SheetKind.TRAINING_BASES: "基地名称,依托单位\n长川产业学院,南浦学院\n",
    SheetKind.AGREEMENTS: "协议名称,甲方,乙方\n钢管订单班,南浦学院,长川钢管厂\n",
}
FOUND = (
    consortium_proposal(),
    membership_proposal(),
    conference_proposal(),
    agreement_proposal(),
)


def make_desk():
    """Make the roles, one row of every model, and what waits, was refused, corrected or undone."""
    make_everything(1)
    sync_roles()
    person = make_user(superuser=True)
    make_waiting_sheets(person)
    make_texts(person)
    make_versions(person)
    make_journal(person)
    make_report()
    SitePage.objects.get_or_create(place=SitePagePlace.ABOUT, defaults={"text": "<p>关于本站</p>"})
    make_capture(*FOUND)
    make_capture(*FOUND, is_public=False)


def make_waiting_sheets(person):
    """Make an uploaded spreadsheet of each kind."""
    consortium = make_consortium()
    for kind, table in SHEETS.items():
        data = table.encode()
        upload_sheet(kind, consortium, data, name="list.csv", by=person, at=timezone.now())


def make_texts(person):
    """Make a text in each state: draft, waiting with a remark, returned, corrected, withdrawn."""
    make_article(author=person)
    waiting = make_waiting_article()
    PreviewLink.issue(waiting, by=person, at=timezone.now())
    waiting.add_remark(by=make_user("first_review_article"), paragraph=1, text="数字有误")
    make_waiting_article().return_to_author(by=make_user("return_article"), remark="改标题")
    quoted = make_published_article(paragraphs=("共有十九家副理事长单位。", "第二段。"))
    make_evidence(make_document(), quoted, quote="十九家副理事长单位")
    quoted.correct(by=person, note="数字有误")
    quoted.body = quoted.body.replace("十九家", "二十家")
    quoted.save()
    quoted.record_edit(by=person)
    quoted.submit(by=person)
    pass_reviews(quoted)
    make_published_article().withdraw(by=person, reason="in_error")
    try:
        make_article().submit(by=make_user())
    except TransitionRefused:
        return
    raise AssertionError("who has no right to submit is refused")


def make_versions(person):
    """Make a record whose history tells of every kind of change, and deleted ones."""
    record = make_conference(theme="旧")
    values = {"theme": "新", "is_public": False, "dates": "XXXX-11-14"}
    for name, value in {**values, "consortium": make_consortium()}.items():
        setattr(record, name, value)
        record._history_user = person
        record.save()
    merged = make_conference(theme="旧")
    merged._change_reason = "Merged with another record"
    merged.delete()
    make_organisation().delete()
    make_topic(slug="gone", name="旧话题").delete()


def make_journal(person):
    """Make an entry of each act, one for each code that an app has words for."""
    record = make_conference()
    details = {
        "round": 1,
        "version": 2,
        "status": "draft",
        "rows": 3,
        "links": {"articles.article.tags": [1, 2]},
        "counts": {"new": 1, "articles.article": 2},
        "merge": 4,
        "gone": 5,
        "back": 6,
        "sheet_import": 7,
        "names": ["pbkdf2"],
    }
    for act in JournalAction.values:
        journal.write(act, by=person, record=record, reason="有理由", what="12", **details)
    for code in WORDS:
        journal.write(JournalAction.STEP, by=person, record=record, what=code)
