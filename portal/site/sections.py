"""The sections of the portal: what the header lists, what a trail leads through, and the sign and colour of each kind."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class SiteSection:
    """One section: the address name of its list and of a page in it, what it is called, and the name of its sign."""

    list_url_name: str
    detail_url_name: str
    label: Promise
    sign: str

    @property
    def path(self) -> str:
        """Where its list stands, in the page's language."""
        return reverse(self.list_url_name)


@dataclass(frozen=True)
class PortalSite:
    """The portal itself, whose page is the home page."""

    name: Promise

    @property
    def path(self) -> str:
        """Where the home page stands, in the page's language."""
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
SECTION_BY_URL_NAME = {
    name: section
    for section in SECTIONS
    for name in (section.list_url_name, section.detail_url_name)
}
SECTION_BY_URL_NAME |= {
    "version": SECTION_BY_URL_NAME["article"],
    "plaque": SECTION_BY_URL_NAME["training-base"],
}


def get_section(name: str | None) -> SiteSection | None:
    """The section in which the page of that address name stands, if it stands in one."""
    return SECTION_BY_URL_NAME.get(name or "")
