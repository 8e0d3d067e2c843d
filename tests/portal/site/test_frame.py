"""What surrounds every page: header, navigation, footer, and the policy of its scripts."""

import pytest

PAGES = {"about": "/en/about/", "list": "/en/articles/", "search": "/en/search/?q=steel"}


@pytest.fixture
def pages(db, client):
    return {
        name: [client.get(address).content.decode() for _time in range(2)]
        for name, address in PAGES.items()
    }


def test_frame_rendered_again_is_the_same(pages):
    assert all(first == second for first, second in pages.values())


def test_navigation_marks_the_list_of_its_section_alone(pages):
    marked = {name: text.count('aria-current="page"') for name, (text, _again) in pages.items()}
    assert marked == {"about": 0, "list": 2, "search": 0}  # in the navigation and the breadcrumb


def test_search_box_shows_the_words_of_the_search_page_alone(pages):
    shown = {name: 'value="steel"' in text for name, (text, _again) in pages.items()}
    assert shown["search"]
    assert not shown["about"]


def test_footer_follows_the_filing_number(db, client, settings):
    for number in ("", "京ICP备1号", "京ICP备2号", ""):
        settings.FILING_NUMBER = number
        text = client.get("/en/about/").content.decode()
        assert ("beian.miit.gov.cn" in text) == bool(number)
        assert number in text


def test_report_link_names_its_own_page(db, client):
    for path in ("/en/about/", "/en/contact/"):
        assert f'/en/report/?page={path}"' in client.get(path).content.decode()


def test_policy_allows_own_files_alone(db, client):
    policy = client.get("/en/about/")["Content-Security-Policy"]
    assert set(policy.split("; ")) == {
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    }
