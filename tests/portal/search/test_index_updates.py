"""The search table follows every change, in the same transaction; a rebuild finds nothing that is wrong."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.models import Article
from consortia.models import Membership, Organisation
from portal.audit.history_restore import deleted_history, restore
from portal.caching import site_version
from portal.core.models import SearchEntry, SearchEntryText, SiteVersion
from portal.erasure.erase import erase_name
from portal.erasure.name_pattern import PersonNameMatcher
from portal.search import index_updates
from portal.search.index import index_contents, rebuild_index
from tests.constraint_names import constraint_error_text
from tests.factories import (
    make_agreement,
    make_base,
    make_conference,
    make_consortium,
    make_evidence,
    make_industry,
    make_key_point,
    make_membership,
    make_name,
    make_organisation,
    make_outlet,
    make_part,
    make_published_article,
    make_region,
    make_session,
    make_topic,
    make_translation,
    make_user,
    make_waiting_article,
    pass_reviews,
)

pytestmark = pytest.mark.django_db


def assert_same_as_rebuilt():
    """The table is what a table made from nothing is."""
    followed = list(index_contents())
    SearchEntry.objects.all().delete()
    rebuild_index()
    assert list(index_contents()) == followed


def write_articles():
    """Every step of the chain, filing, and what an article's words come from."""
    outlet = make_outlet(name="旧报")
    topic = make_topic()
    article = make_published_article(title="钢铁新闻", outlet=outlet, tags=[topic])
    make_translation(article, title="Steel news")
    lone = make_published_article(title="单篇")
    editor = make_user("correct_article", "submit_article", "withdraw_article")
    article.correct(by=editor, note="改错")
    article.title, article.go_live = "更正后的新闻", timezone.now() + timedelta(hours=1)
    article.save()
    make_key_point(article, text="新要点")
    article.submit(by=editor)
    pass_reviews(article)
    lone.withdraw(by=editor, reason="in_error")
    outlet.name = "新报"
    outlet.save()
    topic.slug, topic.name = "iron", "铁"
    topic.save()
    topic.add_former_slug("steel")
    article.tags.add(make_topic(slug="extra", name="另一专题"))
    article.tags.remove(topic)
    return article


def write_records():
    """Records of every kind, moved, hidden and shown again."""
    region = make_region(code="370100", name="济南市", parent=make_region())
    school, company = (
        make_organisation(name="甲学院", region=region),
        make_organisation(name="乙公司", industry=make_industry()),
    )
    community = make_consortium(name="丙共同体", region=region)
    membership = make_membership(organisation=school, consortium=community)
    name = make_name(school, "甲院")
    meeting = make_conference(name="丁大会", consortium=community, region=region)
    make_part(session=make_session(conference=meeting), person="王某", organisation=company)
    agreement = make_agreement(parties=[school, company], consortium=community, conference=meeting)
    base = make_base(hosts=[school], consortium=community, region=region)
    membership.organisation = company
    membership.save()
    name.organisation = company
    name.save()
    region.code = "370101"
    region.save()
    company.is_public = False
    company.name = "乙集团"
    company.save()
    return school, company, community, agreement, base


def test_table_follows_a_long_sequence_of_changes():
    write_articles()
    school, company, community, agreement, base = write_records()
    make_evidence(school, Article.objects.filter(signed__isnull=False).first())
    agreement.parties.first().delete()
    agreement.delete()
    restore(deleted_history(type(agreement)).get())
    Membership.objects.filter(consortium=community).delete()
    community.organisation.delete()
    base.refresh_from_db()
    base.name = "戊基地"
    base.save()
    company.is_public = True
    company.save()
    assert base.consortium is None
    assert_same_as_rebuilt()


def test_table_follows_the_import_of_the_shipped_data_and_a_forgotten_name(shipped):
    assert SearchEntry.objects.count() > 100
    assert SearchEntryText.objects.filter(body__contains="柳俊波").exists()
    erase_name(PersonNameMatcher(("柳俊波",)), by=make_user("forget_person"), reason="Asked for")
    assert not SearchEntryText.objects.filter(body__contains="柳俊波").exists()
    assert_same_as_rebuilt()


def test_table_follows_an_article_that_joins_another_work():
    first, second = (
        make_published_article(title="甲"),
        make_published_article(title="B", language="en"),
    )
    second.translation_of = first
    second.save()
    assert list(SearchEntryText.objects.values_list("title", "title_en")) == [("甲", "B")]
    assert_same_as_rebuilt()


def test_table_follows_a_row_that_was_written_past_signals():
    school = make_organisation(name="旧名")
    Organisation.objects.filter(pk=school.pk).update(name="新名")
    index_updates.mark_dirty(Organisation, [school.pk])
    assert SearchEntryText.objects.get().title == "新名"


def test_table_is_undone_with_the_transaction_that_changed_a_record():
    school = make_organisation(name="旧名")
    school.name = "新名"
    with transaction.atomic():
        school.save()
        assert SearchEntryText.objects.get().title == "新名"
        transaction.set_rollback(True)
    assert SearchEntryText.objects.get().title == "旧名"


def test_gathered_changes_are_written_once_at_the_end():
    with index_updates.batch_updates():
        school = make_organisation(name="甲")
        assert not SearchEntry.objects.exists()
        school.delete()
        make_organisation(name="乙")
    assert SearchEntryText.objects.get().title == "乙"


def test_entry_keeps_its_number_when_its_record_changes():
    school = make_organisation(name="甲")
    number = SearchEntry.objects.get().pk
    school.name = "乙"
    school.save()
    assert (SearchEntry.objects.get().pk, SearchEntryText.objects.get().title) == (number, "乙")


def test_entries_that_are_over_are_not_kept():
    make_translation(make_published_article())
    assert SearchEntry.objects.count() == 1


# An empty or a wrong table


def test_rebuild_command_mends_the_table(capsys):
    make_organisation(name="甲")
    gone = make_organisation(name="乙")
    Organisation.objects.filter(pk=gone.pk)._raw_delete("default")
    SearchEntryText.objects.update(title="别的")
    SearchEntry.objects.update(digest="")
    call_command("rebuild_search")
    assert list(SearchEntryText.objects.values_list("title", flat=True)) == ["甲"]
    assert capsys.readouterr().out == "1 records gone through\n"


def test_migrate_fills_a_table_that_was_never_filled():
    make_organisation(name="甲")
    SearchEntry.objects.all().delete()
    index_updates.fill_empty_index(None)
    assert SearchEntryText.objects.get().title == "甲"


def test_migrate_leaves_a_filled_table_alone():
    make_organisation(name="甲")
    SearchEntryText.objects.update(title="别的")
    index_updates.fill_empty_index(None)
    assert SearchEntryText.objects.get().title == "别的"


def test_entry_is_there_once_for_each_moment():
    make_organisation()
    values = SearchEntry.objects.values().get()
    with pytest.raises(
        IntegrityError, match=constraint_error_text("core", "core_searchentry_once")
    ):
        SearchEntry.objects.create(**{**values, "id": None})


# The site's version


def test_version_moves_once_on_commit(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        make_organisation()
        make_conference()
        assert site_version.read_version() == (0, None)
    assert len(callbacks) == 1
    number, moment = site_version.read_version()
    assert (number, moment) == (1, SiteVersion.objects.get().moved_at)


def test_version_stays_when_nothing_public_is_written(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        get_user_model().objects.create_user("somebody")
    assert callbacks == []


def test_version_has_moved_when_an_article_comes_and_goes(django_capture_on_commit_callbacks):
    begins = timezone.now() + timedelta(hours=1)
    ends = begins + timedelta(hours=1)
    with django_capture_on_commit_callbacks(execute=True):
        pass_reviews(make_waiting_article(go_live=begins, expires=ends))
    moments = [site_version.read_version(at=at)[1] for at in (begins, ends)]
    assert moments == [begins, ends]
