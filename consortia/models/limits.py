"""Limits of a person: somebody who has any keeps the records of those consortia alone.

Somebody who has none, all.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from consortia.models.consortium import Consortium

# How a record leads to the consortium that it belongs to; what does not stand here is everybody's
CONSORTIUM_PATHS = {
    "consortium": "pk",
    "organisation": "pk",
    "organisationname": "organisation_id",
    "membership": "consortium_id",
    "appointment": "body_id",
    "conference": "consortium_id",
    "conferencerole": "conference.consortium_id",
    "session": "conference.consortium_id",
    "part": "session.conference.consortium_id",
    "agreement": "consortium_id",
    "agreementparty": "agreement.consortium_id",
    "trainingbase": "consortium_id",
    "basepartner": "base.consortium_id",
    "document": "organisation_id",
}
# A row about another record belongs where that one does
TARGET_FIELDS = {"figure": "about", "evidence": "fact"}


class ConsortiumLimitQuerySet(models.QuerySet):
    def for_user(self, person):
        """The limits of this person."""
        return self.filter(person=person.pk)


class ConsortiumLimit(models.Model):
    """A consortium that a person is limited to."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="consortium_limits",
        verbose_name=_("person"),
    )
    consortium = models.ForeignKey(
        Consortium, models.CASCADE, related_name="limits", verbose_name=_("consortium")
    )

    objects = ConsortiumLimitQuerySet.as_manager()

    class Meta:
        verbose_name = _("limit to a consortium")
        verbose_name_plural = _("limits to consortia: none means every consortium")
        ordering = ("person", "consortium")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "consortium"], name="consortia_consortiumlimit_once"
            )
        ]

    def __str__(self):
        return f"{self.person}: {self.consortium}"


def may_edit(person, record) -> bool:
    """Whether the person may change this record: always without limits, else where it belongs to one of their consortia."""
    limits = set(ConsortiumLimit.objects.for_user(person).values_list("consortium", flat=True))
    return not limits or get_consortium_id(record) in limits


def get_consortium_id(record) -> int | None:
    """The key of the consortium that the record belongs to; none for one that belongs to no consortium."""
    name = record._meta.model_name
    if name in TARGET_FIELDS:
        about = getattr(record, TARGET_FIELDS[name])
        return about and get_consortium_id(about)
    value = record
    for step in CONSORTIUM_PATHS.get(name, "").split("."):
        value = getattr(value, step, None) if value is not None and step else None
    return value
