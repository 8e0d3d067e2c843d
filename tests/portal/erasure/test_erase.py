"""A person's name is taken out everywhere on request, and the record says that it was, without the name."""

import io

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.hashers import check_password
from django.core.management import CommandError, call_command
from django.utils import timezone, translation

from articles.models import Version
from consortia.models import AgreementParty, Appointment, Evidence, Part
from portal.audit.journal import JournalAction, JournalEntry, JournalReason, write
from portal.erasure.erase import ErasureRefused, erase_name
from portal.erasure.name_pattern import PersonNameMatcher
from seeds.models import Batch, Capture
from tests.admin_forms import admin_url, load_form_data
from tests.database_rows import everything_stored
from tests.factories import (
    make_agreement,
    make_appointment,
    make_article,
    make_evidence,
    make_organisation,
    make_part,
    make_picture,
    make_published_article,
    make_user,
    make_waiting_article,
)

NAME = "欧阳明月"


@pytest.fixture
def asking(db):
    return make_user("forget_person", name="asking")


def take_out(*names, by, spare=(), **options):
    return erase_name(
        PersonNameMatcher(names or (NAME,), spare), by=by, reason="本人要求", **options
    )


# How a name stands in a text


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("欧阳明月出席。", "姓名略出席。"),
        ("欧阳　明月、欧阳 明 月", "姓名略、姓名略"),
        ("<p>欧阳<strong>明月</strong></p>", "<p>姓名略<strong></strong></p>"),
        ("<p>欧阳&nbsp;明月</p>", "<p>姓名略</p>"),
        ("欧阳\n明月", "欧阳\n明月"),
        ("By Ouyang Mingyue.", "By name withheld."),
        ("OUYANG  MINGYUE", "name withheld"),
        ("Ouyang Mingyuema", "Ouyang Mingyuema"),
        ("欧阳明月楼", "欧阳明月楼"),
        ("欧阳明月楼和欧阳明月", "欧阳明月楼和姓名略"),
    ],
)
def test_name_is_found_as_texts_print_it(text, after):
    assert PersonNameMatcher((NAME, "Ouyang Mingyue"), ("欧阳明月楼",)).redact(text) == after


def test_foreign_name_is_found_with_any_dot():
    assert (
        PersonNameMatcher(("古丽·买买提",)).redact("古丽•买买提和古丽 · 买买提") == "姓名略和姓名略"
    )


def test_name_in_a_field_of_the_other_language_gets_its_word(asking):
    part = make_part(person=NAME, person_en=NAME)
    take_out(by=asking)
    part.refresh_from_db()
    assert (part.person, part.person_en) == ("姓名略", "name withheld")


# Everywhere


def test_name_is_gone_from_the_whole_database(asking):
    organisation = make_organisation(name=f"{NAME}工作室")
    make_part(person=NAME, title=f"{NAME}致辞")
    make_appointment(body=organisation, person=NAME)
    agreement = make_agreement(title=f"{NAME}签约")
    party = AgreementParty.objects.create(
        agreement=agreement, organisation=organisation, signatory=NAME
    )
    article = make_published_article(
        title=f"{NAME}讲话", paragraphs=[f"{NAME}说。"], byline=NAME, editors=NAME
    )
    make_picture(make_article(), caption=NAME, alt=NAME)
    make_evidence(party, article, quote=f"{NAME}说。")
    party.delete()
    assert NAME in everything_stored()
    take_out(by=asking)
    assert NAME not in everything_stored()
    assert "ou yang ming yue" not in everything_stored()


def test_rows_say_a_neutral_word_instead(asking):
    appointment, article = (
        make_appointment(person=NAME),
        make_article(paragraphs=[f"{NAME}说。"], byline=f"记者{NAME}"),
    )
    evidence = make_evidence(appointment, article, quote=f"{NAME}说")
    take_out(by=asking)
    article.refresh_from_db()
    assert (article.body, article.byline) == ("<p>姓名略说。</p>", "记者姓名略")
    assert (Appointment.objects.get().person, Evidence.objects.get(pk=evidence.pk).quote) == (
        "姓名略",
        "姓名略说",
    )
    assert [row.person for row in Appointment.history.all()] == ["姓名略"]


def test_version_keeps_its_hash_and_says_that_it_was_altered(asking):
    article, other = make_published_article(paragraphs=[f"{NAME}说。"]), make_published_article()
    before = article.live.text_hash
    take_out(by=asking)
    version = Version.objects.get(article=article)
    assert (version.body, version.text_hash, version.altered_on) == (
        "<p>姓名略说。</p>",
        before,
        timezone.localdate(),
    )
    assert Version.objects.get(article=other).altered_on is None


def test_captured_page_loses_the_name_in_its_own_encoding(asking):
    batch = Batch.objects.create(started_at=timezone.now(), what="x")
    content = f"标题：{NAME}".encode("gb18030") + b"\xff"
    Capture.objects.create(
        batch=batch, name="page.txt", content=content, sha256="a", encoding="gb18030"
    )
    take_out(by=asking)
    capture = Capture.objects.get()
    assert (bytes(capture.content), capture.sha256) == (
        "标题：姓名略".encode("gb18030") + b"\xff",
        "a",
    )


def test_log_of_the_admin_loses_the_name(client, asking):
    part = make_part(person=NAME)
    client.force_login(make_user(superuser=True))
    client.post(admin_url(part), {**load_form_data(client, admin_url(part)), "post": "主任"})
    assert NAME in LogEntry.objects.get().object_repr
    take_out(by=asking)
    assert NAME not in LogEntry.objects.get().object_repr


def test_reason_in_the_journal_loses_the_name_and_the_entry_stays(asking):
    entry = write(JournalAction.MERGED, by=asking, reason=f"{NAME}要求")
    take_out(by=asking)
    reason = JournalReason.objects.get(entry=entry)
    assert (reason.text, reason.is_as_written) == ("姓名略要求", False)


def test_two_people_of_one_agreement_stay_two_rows(asking):
    agreement, organisation = make_agreement(), make_organisation()
    for name in (NAME, "王小小"):
        AgreementParty.objects.create(
            agreement=agreement, organisation=organisation, signatory=name
        )
    take_out(by=asking)
    take_out("王小小", by=asking)
    assert sorted(AgreementParty.objects.values_list("signatory", flat=True)) == [
        "姓名略",
        "姓名略2",
    ]


def test_other_names_stay(asking):
    make_part(person="欧阳明")
    make_part(person=NAME)
    take_out(by=asking)
    assert sorted(Part.objects.values_list("person", flat=True)) == ["姓名略", "欧阳明"]


def test_text_under_review_goes_round_again(asking):
    article = make_waiting_article(paragraphs=[f"{NAME}说。"])
    article.pass_first_review(by=make_user("first_review_article"))
    take_out(by=asking)
    article.refresh_from_db()
    assert (article.status, article.signatures().count()) == ("first_review", 0)


def test_address_that_holds_the_name_is_told_and_stays(asking):
    make_part(person=NAME)
    article = make_article(source_address=f"https://a.example/{NAME}.html")
    done = take_out(by=asking)
    assert ("articles.article", article.pk, "source_address") in done.skipped


# On the record


def test_journal_holds_a_hash_and_counts_and_no_name(asking):
    part = make_part(person=NAME)
    done = take_out(by=asking)
    entry = JournalEntry.objects.get(pk=done.entry.pk)
    assert (entry.act, entry.person, entry.reason.text) == ("forgotten", asking, "本人要求")
    assert entry.details["counts"] == {"consortia.historicalpart": 1, "consortia.part": 1}
    assert check_password(NAME, entry.details["names"][0])
    assert NAME not in str(entry.details)
    assert [(row.act, row.what) for row in JournalEntry.objects.for_record(part)] == [
        ("forgotten", str(entry.pk))
    ]


def test_dry_run_shows_the_places_and_changes_nothing(asking):
    part = make_part(person=NAME)
    out = io.StringIO()
    call_command(
        "forget_person", NAME, "--by", "asking", "--reason", "本人要求", "--dry-run", stdout=out
    )
    part.refresh_from_db()
    assert (part.person, JournalEntry.objects.count()) == (NAME, 0)
    assert f"consortia.part {part.pk} person ×1: {NAME}" in out.getvalue()


def test_command_lists_what_it_changed_without_the_name(asking):
    part = make_part(person=NAME)
    out = io.StringIO()
    call_command("forget_person", NAME, "--by", "asking", "--reason", "本人要求", stdout=out)
    assert f"consortia.part {part.pk} person ×1\n" in out.getvalue()
    assert "The name was taken out of 2 places of 2 rows." in out.getvalue()
    assert NAME not in out.getvalue()


def test_second_run_finds_nothing(asking):
    make_part(person=NAME)
    take_out(by=asking)
    with pytest.raises(CommandError, match="stands nowhere") as refused:
        call_command(
            "forget_person", NAME, "--by", "asking", "--reason", "本人要求", stdout=io.StringIO()
        )
    assert refused.value.returncode == 1


@pytest.mark.parametrize(
    ("names", "reason", "words"),
    [
        ((NAME,), " ", "Give the reason."),
        ((NAME,), f"{NAME}要求", "The reason holds the name"),
        (("欧",), "x", "two signs"),
    ],
)
def test_unusable_request_is_refused_in_words(names, reason, words, asking):
    make_part(person=NAME)
    with pytest.raises(CommandError, match=words), translation.override("en"):
        call_command("forget_person", *names, "--by", "asking", "--reason", reason)
    assert Part.objects.get().person == NAME


def test_person_without_the_right_is_refused(db):
    part = make_part(person=NAME)
    with pytest.raises(ErasureRefused):
        take_out(by=make_user("change_part"))
    part.refresh_from_db()
    assert part.person == NAME


def test_unknown_account_is_refused(db):
    with pytest.raises(CommandError, match="no account") as refused:
        call_command("forget_person", NAME, "--by", "nobody", "--reason", "x")
    assert refused.value.returncode == 2


def test_page_and_sheet_say_that_a_name_was_taken_out(client, asking):
    article = make_published_article(paragraphs=["欧阳明月说。"])
    client.force_login(make_user("view_article"))
    client.cookies["django_language"] = "en"
    pages = (f"/en/articles/{article.pk}/", f"/admin/articles/article/{article.pk}/sheet/")
    said = "a person&#x27;s name was taken out on request"
    assert not any(said in client.get(page).text for page in pages)
    take_out(by=asking)
    assert all(said in client.get(page).text.replace("person's", "person&#x27;s") for page in pages)
