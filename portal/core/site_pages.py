"""Texts of the about, contact, privacy and accessibility pages, which editors may write."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.audit.deletion_history import DeletionHistoricalRecords
from portal.core.fields import CleanHtmlField


class SitePagePlace(models.TextChoices):
    ABOUT = "about", _("About the portal")
    CONTACT = "contact", _("Contact")
    PRIVACY = "privacy", _("Privacy")
    ACCESSIBILITY = "accessibility", _("Accessibility")


class SitePage(models.Model):
    """The text of a page with a fixed address; where a language is blank, the page shows the shipped text."""

    place = models.CharField(_("page"), max_length=20, choices=SitePagePlace, unique=True)
    text = CleanHtmlField(
        _("text in Chinese"),
        blank=True,
        help_text=_(
            "HTML with paragraphs, headings, lists, tables, quotes and links. "
            "Blank: the text that the portal ships."
        ),
    )
    text_en = CleanHtmlField(
        _("text in English"), blank=True, help_text=_("Blank: the text that the portal ships.")
    )
    changed_on = models.DateField(_("changed on"), auto_now=True)
    history = DeletionHistoricalRecords()

    class Meta:
        verbose_name = _("page of the site")
        verbose_name_plural = _("pages of the site")
        ordering = ("place",)

    def __str__(self):
        return self.get_place_display()

    def get_absolute_url(self):
        return reverse(self.place)
