"""The pages beside an article's form: its sheet, its preview links, the quarter, the boards and the notices."""

from django.urls import path

from articles.admin.notices import notices, open_notice, read_notices
from articles.admin.preview_links import previews, read_answers, revoke
from articles.content_audit import board
from articles.sign_off_report import quarter
from articles.sign_off_sheet import sheet
from articles.version_diff import versions

PAGES = (
    ("board/", board, "article_board"),
    ("sign-offs/", quarter, "article_quarter"),
    ("notices/", notices, "notices"),
    ("notices/read/", read_notices, "notices_read"),
    ("notices/<int:pk>/", open_notice, "notices_open"),
    ("<int:pk>/sheet/", sheet, "article_sheet"),
    ("<int:pk>/versions/", versions, "article_versions"),
    ("<int:pk>/previews/", previews, "article_previews"),
    ("<int:pk>/previews/answers/read/", read_answers, "article_preview_read"),
    ("<int:pk>/previews/<int:link>/revoke/", revoke, "article_preview_revoke"),
)


class PaperPages:
    """For the admin of articles: the addresses of those pages, before the stock ones, and links to them."""

    change_list_template = "admin/articles/article/change_list.html"

    def get_urls(self):
        """The pages, each for people of the desk alone, then what the admin has beside them."""
        view = self.admin_site.admin_view
        return [*(path(where, view(page), name=f"articles_{name}") for where, page, name in PAGES), *super().get_urls()]
