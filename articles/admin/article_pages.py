"""Further pages in the admin of articles: sign-offs, versions, previews, audit, notices."""

from django.urls import path

from articles.admin.notices import mark_notices_read, notice_list, open_notice
from articles.admin.preview_links import mark_answers_read, preview_links, revoke_preview_link
from articles.content_audit import content_audit
from articles.public_versions import compare_versions
from articles.sign_off_report import sign_off_report
from articles.sign_off_sheet import sign_off_sheet

ARTICLE_PAGES = (
    ("board/", content_audit, "article_board"),
    ("sign-offs/", sign_off_report, "article_quarter"),
    ("notices/", notice_list, "notices"),
    ("notices/read/", mark_notices_read, "notices_read"),
    ("notices/<int:pk>/", open_notice, "notices_open"),
    ("<int:pk>/sheet/", sign_off_sheet, "article_sheet"),
    ("<int:pk>/versions/", compare_versions, "article_versions"),
    ("<int:pk>/previews/", preview_links, "article_previews"),
    ("<int:pk>/previews/answers/read/", mark_answers_read, "article_preview_read"),
    ("<int:pk>/previews/<int:link>/revoke/", revoke_preview_link, "article_preview_revoke"),
)


class ArticlePagesMixin:
    """For the admin of articles: the further pages, and a list template that links to them."""

    change_list_template = "admin/articles/article/change_list.html"

    def get_urls(self):
        """The further pages, which ask for a login to the admin, before the stock addresses."""
        view = self.admin_site.admin_view
        pages = [
            path(route, view(page), name=f"articles_{name}") for route, page, name in ARTICLE_PAGES
        ]
        return [*pages, *super().get_urls()]
