"""The sections of the portal: header links, breadcrumbs, and the sign and colour of each kind."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class SiteSection:
    """One section: the URL names of its list and of a page in it, its label, and the name of its sign."""

    list_url_name: str
    detail_url_name: str
    label: Promise
    sign: str

    @property
    def path(self) -> str:
        """The address of its list, in the page's language."""
        return reverse(self.list_url_name)


@dataclass(frozen=True)
class PortalSite:
    """The portal itself, whose page is the home page."""

    name: Promise

    @property
    def path(self) -> str:
        """The address of the home page, in the page's language."""
        return reverse("home")


SITE = PortalSite(_("Industry–Education Portal"))
SECTIONS = (
    SiteSection("articles", "article", _("Articles"), "article"),
    SiteSection("consortia", "consortium", _("Consortia"), "consortium"),
    SiteSection("organisations", "organisation", _("Organisations"), "organisation"),
    SiteSection("conferences", "conference", _("Conferences"), "conference"),
    SiteSection("agreements", "agreement", _("Agreements"), "agreement"),
    SiteSection("training-bases", "training-base", _("Training bases"), "base"),
    SiteSection("topics", "topic", _("Topics"), "topic"),
    SiteSection("statistics", "figures", _("Statistics"), "figure"),
)
SECTION_BY_URL_NAME = {section.list_url_name: section for section in SECTIONS}
SECTION_BY_URL_NAME |= {section.detail_url_name: section for section in SECTIONS}
SECTION_BY_URL_NAME |= {
    "version": SECTION_BY_URL_NAME["article"],
    "plaque": SECTION_BY_URL_NAME["training-base"],
}


def get_section(name: str | None) -> SiteSection | None:
    """Return the section of the page with that URL name; None where it is in none."""
    return SECTION_BY_URL_NAME.get(name or "")
