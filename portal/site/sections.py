"""The sections of the portal: what the header lists, what a trail leads through, and the sign and colour of each kind."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Section:
    """One section: the address name of its list and of a page in it, what it is called, and the name of its sign."""

    list_name: str
    page_name: str
    label: Promise
    sign: str

    @property
    def path(self) -> str:
        """Where its list stands, in the page's language."""
        return reverse(self.list_name)


@dataclass(frozen=True)
class Site:
    """The portal itself, whose page is the home page."""

    name: Promise

    @property
    def path(self) -> str:
        """Where the home page stands, in the page's language."""
        return reverse("home")


SITE = Site(_("Industry–Education Portal"))
SECTIONS = (
    Section("articles", "article", _("Articles"), "article"),
    Section("consortia", "consortium", _("Consortia"), "consortium"),
    Section("organisations", "organisation", _("Organisations"), "organisation"),
    Section("conferences", "conference", _("Conferences"), "conference"),
    Section("agreements", "agreement", _("Agreements"), "agreement"),
    Section("training-bases", "training-base", _("Training bases"), "base"),
    Section("topics", "topic", _("Topics"), "topic"),
    Section("statistics", "figures", _("Statistics"), "figure"),
)
OF = {name: section for section in SECTIONS for name in (section.list_name, section.page_name)}
OF |= {"version": OF["article"], "plaque": OF["training-base"]}


def section_of(name: str | None) -> Section | None:
    """The section in which the page of that address name stands, if it stands in one."""
    return OF.get(name or "")
