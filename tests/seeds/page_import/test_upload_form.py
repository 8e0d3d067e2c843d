"""The form for pages in the admin: what it takes, what it refuses in words, and where it leads."""

import pytest

from articles.models import Article
from seeds.models import Batch, Capture, Proposal, Upload, UploadedPage
from seeds.page_import import receiving
from seeds.reading import SIZE_LIMIT
from tests.seeds.captured_pages import PAGE_TEXT, digest_page_text
from tests.seeds.invented_pages import TITLE
from tests.seeds.page_import.upload_form import FORM, TOKEN, errors, page_text, report, send
from tests.seeds.page_import.zip_files import encrypt_flags, make_gbk_zip, make_zip

SIGNING_PAGE = """\
东岭职业技术学院签约
发布时间：2024-06-18
6月18日，东岭职业技术学院与甲山机械集团有限公司签订战略合作协议，双方将在人才培养方面开展合作。
"""
PAGE = PAGE_TEXT.encode()
ONLY = "Only .txt, .html, .htm, .mht, .mhtml, .docx and .pdf files are read."
NOTHING = "There is no page in what you sent."


def test_pasted_page_leads_to_its_draft(client, author):
    answer = send(client, text=PAGE_TEXT)
    article = Article.objects.get()
    assert answer["Location"] == f"/admin/articles/article/{article.pk}/change/"
    assert (article.title, article.byline) == (TITLE, "周明")
    assert article.source_address == "https://news.example.org/2024/1.html"
    assert [edit.person for edit in article.contributions.all()] == [author]
    assert (Batch.objects.get().by, Batch.objects.get().new) == (author, 1)
    assert "The page was read into this draft." in client.get(answer["Location"]).text


@pytest.mark.usefixtures("author")
def test_author_is_told_that_proposals_wait_for_somebody_else(client):
    answer = send(client, text=SIGNING_PAGE)
    assert Proposal.objects.count() == 1
    draft = client.get(answer["Location"])
    assert "one fact; it waits for a records editor." in draft.text
    assert Capture.objects.get().get_decide_url() not in draft.text


@pytest.mark.usefixtures("author")
def test_spreadsheet_is_sent_to_its_own_place(client):
    text = send(client, ("名单.xlsx", b"PK")).text
    assert "A spreadsheet is no page: upload lists on the page of their consortium." in text


def test_pasted_html_is_read_as_html(client, author):
    lines = "".join(f"<p>{line}</p>\r\n" for line in PAGE_TEXT.splitlines()[1:])
    send(client, text=lines, origin="https://news.example.org/9.html")
    article = Article.objects.get()
    assert (article.title, article.source_address) == (TITLE, "https://news.example.org/9.html")
    assert Capture.objects.get().name == f"{TITLE}.html"


@pytest.mark.usefixtures("author")
def test_digest_leads_to_a_report_with_each_draft(client):
    answer = send(client, text=digest_page_text(3))
    [line] = client.get(answer["Location"]).context["report"].lines
    assert len(line.drafts) == Article.objects.count() == 3


@pytest.mark.usefixtures("author")
def test_files_and_archives_are_reported_one_by_one(client):
    archive = make_zip([("一.txt", page_text(2)), ("坏.txt", "  "), ("图.png", b"png")])
    answer = send(client, ("a.txt", page_text(1).encode()), ("b.rar", b"Rar!"), ("c.zip", archive))
    assert report(client, answer) == [
        ("b.rar", "refused", ONLY),
        ("c.zip/坏.txt", "refused", "The page is empty."),
        ("a.txt", "read", ""),
        ("c.zip/一.txt", "read", ""),
        ("c.zip/图.png", "left_out", "It is no page."),
    ]
    batch = Batch.objects.get()
    assert (batch.what, batch.new, batch.refused) == ("a.txt +2", 2, 2)


@pytest.mark.usefixtures("author")
def test_archive_with_gbk_names_is_read(client):
    send(client, ("c.zip", make_gbk_zip("产教融合.txt", PAGE)))
    assert UploadedPage.objects.get().name == "c.zip/产教融合.txt"
    assert Capture.objects.get().name == "产教融合.txt"


@pytest.mark.usefixtures("author")
def test_page_that_is_known_already_leads_to_its_draft(client):
    send(client, ("a.txt", PAGE))
    answer = send(client, ("b.txt", PAGE))
    assert report(client, answer) == [("b.txt", "known", "")]
    page = client.get(answer["Location"])
    assert f"/admin/articles/article/{Article.objects.get().pk}/change/" in page.text


@pytest.mark.usefixtures("author")
def test_form_that_is_sent_twice_counts_once(client):
    first, second = send(client, text=PAGE_TEXT), send(client, text=PAGE_TEXT)
    assert first["Location"] == second["Location"]
    assert Upload.objects.count() == Capture.objects.count() == 1


@pytest.mark.usefixtures("author")
def test_other_page_in_the_same_form_is_not_taken_for_the_first(client):
    send(client, text=page_text(1))
    send(client, text=page_text(2))
    assert Upload.objects.count() == Capture.objects.count() == 2


@pytest.mark.usefixtures("author")
@pytest.mark.parametrize(
    ("files", "reasons"),
    [
        ([], ["Paste a page or choose files."]),
        ([("a.txt", b"")], None),
        ([("a.docm", b"PK")], [NOTHING, f"a.docm: {ONLY}"]),
        ([("a", b"text")], [NOTHING, f"a: {ONLY}"]),
        ([("a.zip", make_zip([]))], [NOTHING, "a.zip: The ZIP file is empty."]),
        ([("a.zip", b"text")], [NOTHING, "a.zip: The ZIP file is damaged, or it is none."]),
        ([("a.zip", make_zip([("b.png", b"")]))], [NOTHING, "a.zip/b.png: It is no page."]),
        (
            [("a.zip", encrypt_flags(make_zip([("b.txt", PAGE)])))],
            [NOTHING, "a.zip: The ZIP file is protected by a password: send it without."],
        ),
        (
            [("a.zip", make_zip([("b.zip", make_zip([("c.txt", PAGE)]))]))],
            [NOTHING, "a.zip/b.zip: An archive inside a ZIP file is not opened: unpack it first."],
        ),
        (
            [("a.zip", make_zip([("b.txt", bytes(30_000_000))]))],
            [
                NOTHING,
                "a.zip: The ZIP file would unpack to far more than pages do: it is not opened.",
            ],
        ),
    ],
)
def test_what_holds_no_page_is_said_and_nothing_kept(client, files, reasons):
    answer = send(client, *files)
    if reasons is None:
        assert report(client, answer) == [("a.txt", "refused", "The page is empty.")]
    else:
        assert errors(answer) == reasons


@pytest.mark.usefixtures("author")
@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<p> </p>", "The page holds no text."),
        ("a\0b", "Null characters are not allowed."),
        ("x" * (SIZE_LIMIT + 1), "The page is larger than 5 MB (5.0 MB)."),
        ("x" * 12_000_001, "The text is too long."),
    ],
)
def test_pasted_text_that_is_no_page_is_said(client, text, reason):
    assert errors(send(client, text=text)) == [reason]


@pytest.mark.usefixtures("author")
def test_address_that_is_none_is_said(client):
    assert errors(send(client, text=PAGE_TEXT, origin="somewhere")) == ["Enter a valid URL."]


@pytest.mark.usefixtures("author")
def test_too_many_files_are_said(client, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 2
    said = "At most 2 files are taken at once: put more of them into a ZIP file."
    assert errors(send(client, *[(f"{n}.txt", PAGE) for n in range(3)])) == [said]


@pytest.mark.usefixtures("author")
def test_form_that_is_cut_off_is_said(client):
    kind = "multipart/form-data; boundary="
    assert errors(client.post(FORM, b"--x\r\n", content_type=kind))[0].startswith(
        "The form did not"
    )


@pytest.mark.usefixtures("author")
def test_more_bytes_than_allowed_are_said_and_the_text_stays(client, monkeypatch):
    monkeypatch.setattr("seeds.admin.page_import_form.SENT_LIMIT", -13 * 1024**2)
    answer = send(client, ("a.txt", PAGE), text="some words")
    assert "send them in parts" in errors(answer)[0]
    assert "some words" in answer.text


@pytest.mark.usefixtures("author")
@pytest.mark.parametrize(
    ("limit", "value", "said"),
    [
        ("PAGE_LIMIT", 1, "At most 1 pages are taken at a time."),
        ("SENT_LIMIT", 9, "The pages come to more than 0 MB: send them in parts."),
        (
            "WAITING_LIMIT",
            9,
            "Too many of your pages wait already: go on with those, or leave them out.",
        ),
    ],
)
def test_upload_beyond_a_limit_is_refused_whole(client, limit, value, said, monkeypatch):
    monkeypatch.setattr(receiving, limit, value)
    assert errors(send(client, ("a.txt", PAGE), ("b.txt", PAGE))) == [said]


@pytest.mark.usefixtures("author")
def test_address_is_not_fetched_unless_the_operator_allows_it(client):
    assert "address" not in client.get(FORM).context["form"].fields
    assert errors(send(client, address="http://127.0.0.1/")) == ["Paste a page or choose files."]


@pytest.mark.usefixtures("author")
@pytest.mark.parametrize("address", ["http://127.0.0.1/", "http://localhost/", "http://10.0.0.1/"])
def test_address_that_is_not_public_is_refused_in_words(client, settings, address):
    settings.PAGE_FETCH_ENABLED = True
    [said] = errors(send(client, address=address))
    assert said.startswith("The address leads into a network that is not public")


@pytest.mark.usefixtures("author")
def test_form_is_one_page_without_anything_inline(client):
    page = client.get(FORM)
    assert len(page.context["form"].fields["token"].initial) == len(TOKEN)
    assert "style=" not in page.text
