"""Conferences, with their roles, sessions and parts."""

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from consortia.models.consortium import Consortium
from consortia.models.evidence import Fact, FactQuerySet, RecordFactQuerySet
from consortia.models.organisation import Organisation
from consortia.models.region import Region
from portal.core.fields import EarliestDayField, PartialDateField, PinyinField
from portal.core.models import Record
from portal.core.names import BilingualNameModel


class ConferenceKind(models.TextChoices):
    FOUNDING = "founding", _("founding meeting")
    LAUNCH = "launch", _("launch meeting")
    COUNCIL = "council", _("council meeting")
    ANNUAL = "annual", _("annual meeting")
    CONFERENCE = "conference", pgettext_lazy("kind of meeting", "conference")
    FORUM = "forum", _("forum")
    SIGNING = "signing", _("signing ceremony")
    UNVEILING = "unveiling", _("unveiling ceremony")
    PREPARATORY = "preparatory", _("preparatory meeting")
    OTHER = "other", _("other")


class ConferenceStatus(models.TextChoices):
    HELD = "held", _("held")
    PLANNED = "planned", _("planned")
    POSTPONED = "postponed", _("postponed")
    CANCELLED = "cancelled", _("cancelled")


class Conference(BilingualNameModel, Record, Fact):
    """A meeting that took place or is planned; one record for any number of reports."""

    pinyin = PinyinField(of="name")
    kind = models.CharField(
        _("kind"), max_length=15, choices=ConferenceKind, default=ConferenceKind.CONFERENCE
    )
    edition = models.CharField(_("edition in Chinese"), max_length=100, blank=True)
    edition_en = models.CharField(_("edition in English"), max_length=100, blank=True)
    series = models.CharField(_("series in Chinese"), max_length=200, blank=True)
    series_en = models.CharField(_("series in English"), max_length=200, blank=True)
    theme = models.CharField(_("theme in Chinese"), max_length=300, blank=True)
    theme_en = models.CharField(_("theme in English"), max_length=300, blank=True)
    dates = PartialDateField(_("dates"), blank=True)
    dates_from = EarliestDayField(of="dates")
    venue = models.CharField(_("venue in Chinese"), max_length=200, blank=True)
    venue_en = models.CharField(_("venue in English"), max_length=200, blank=True)
    region = models.ForeignKey(
        Region,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="conferences",
        verbose_name=_("region"),
    )
    status = models.CharField(
        _("status"), max_length=10, choices=ConferenceStatus, default=ConferenceStatus.HELD
    )
    consortium = models.ForeignKey(
        Consortium,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="conferences",
        verbose_name=_("of consortium"),
    )

    figures = GenericRelation("consortia.Figure")

    objects = RecordFactQuerySet.as_manager()

    class Meta(BilingualNameModel.Meta):
        verbose_name = _("conference")
        verbose_name_plural = _("conferences")
        ordering = ("-dates_from", "-pk")
        indexes = [models.Index(fields=["-dates_from", "-id"], name="consortia_conference_newest")]

    def get_absolute_url(self):
        return reverse("conference", args=[self.pk])

    @property
    def status_note(self):
        """The label of the status; blank for the usual one."""
        return "" if self.status == ConferenceStatus.HELD else self.get_status_display()


class ConferenceRoleType(models.TextChoices):
    GUIDED_BY = "guided_by", _("guided by")
    HOST = "host", _("host")
    ORGANISER = "organiser", _("organiser")
    CO_ORGANISER = "co_organiser", _("co-organiser")
    SUPPORTED_BY = "supported_by", _("supported by")


class ConferenceRole(Fact):
    """The role of an organisation that hosts, organises, guides or supports a conference."""

    conference = models.ForeignKey(
        Conference, models.CASCADE, related_name="roles", verbose_name=_("conference")
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="conference_roles",
        verbose_name=_("organisation"),
    )
    role = models.CharField(
        _("role"), max_length=15, choices=ConferenceRoleType, default=ConferenceRoleType.HOST
    )
    position = models.PositiveIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("conference role")
        verbose_name_plural = _("conference roles")
        ordering = ("conference", "position", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["conference", "organisation", "role"], name="consortia_conferencerole_once"
            )
        ]

    def __str__(self):
        return f"{self.organisation}: {self.get_role_display()}"


class SessionKind(models.TextChoices):
    OPENING = "opening", _("opening")
    PLENARY = "plenary", _("plenary")
    PARALLEL = "parallel", _("parallel session")
    MEETING = "meeting", _("meeting")
    SIGNING = "signing", _("signing")
    UNVEILING = "unveiling", _("unveiling")
    VISIT = "visit", _("visit")
    OTHER = "other", _("other")


class Session(Fact):
    """A part of the programme of a conference."""

    conference = models.ForeignKey(
        Conference, models.CASCADE, related_name="sessions", verbose_name=_("conference")
    )
    kind = models.CharField(
        _("kind"), max_length=10, choices=SessionKind, default=SessionKind.PLENARY
    )
    title = models.CharField(_("title in Chinese"), max_length=300, blank=True)
    title_en = models.CharField(_("title in English"), max_length=300, blank=True)
    position = models.PositiveIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ("conference", "position", "pk")

    def __str__(self):
        return self.title or self.title_en or self.get_kind_display()


class PartQuerySet(FactQuerySet):
    def at_conference(self, conference):
        """The parts of one conference, in the order of its programme."""
        return self.filter(session__conference=conference).order_by(
            "session__position", "session", "position", "pk"
        )

    def published(self):
        """The parts of public conferences."""
        return self.filter(session__conference__is_public=True)


class PartAction(models.TextChoices):
    CHAIRS = "chairs", _("chairs")
    SPEAKS = "speaks", _("speaks")
    REPORTS = "reports", _("reports")
    TAKES_PART = "takes_part", _("takes part")
    UNVEILS = "unveils", _("unveils")
    ANNOUNCES = "announces", _("announces")
    PRESENTS = "presents", _("presents")


class Part(Fact):
    """What a person or an organisation did in a session, with name and post as on that day."""

    session = models.ForeignKey(
        Session, models.CASCADE, related_name="parts", verbose_name=_("session")
    )
    person = models.CharField(_("person in Chinese"), max_length=100, blank=True)
    person_en = models.CharField(_("person in English"), max_length=100, blank=True)
    post = models.CharField(_("post on that day in Chinese"), max_length=200, blank=True)
    post_en = models.CharField(_("post on that day in English"), max_length=200, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=_("organisation"),
    )
    action = models.CharField(
        _("what they did"), max_length=10, choices=PartAction, default=PartAction.SPEAKS
    )
    title = models.CharField(_("title in Chinese"), max_length=300, blank=True)
    title_en = models.CharField(_("title in English"), max_length=300, blank=True)
    base = models.ForeignKey(
        "consortia.TrainingBase",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=_("base unveiled"),
    )
    position = models.PositiveIntegerField(_("position"), default=0)

    objects = PartQuerySet.as_manager()

    class Meta:
        verbose_name = _("part")
        verbose_name_plural = _("parts")
        ordering = ("session", "position", "pk")
        constraints = [
            models.CheckConstraint(
                condition=~Q(
                    person="", person_en="", organisation__isnull=True, title="", title_en=""
                ),
                name="consortia_part_says_something",
                violation_error_message=_(
                    "Name a person, an organisation or the title of what was said."
                ),
            )
        ]

    def __str__(self):
        who = self.person or self.person_en or self.organisation or self.title or self.title_en
        return f"{who}: {self.get_action_display()}"
