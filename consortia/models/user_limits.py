"""Limits of users to consortia: a user with limits edits only their records, one without edits all.

The tables fail closed: a model that none of them names belongs to no consortium, and a limited user may not
edit it.
"""

from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from consortia.models.consortium import Consortium

# By model, the attribute path from a record to the key of its consortium
CONSORTIUM_PATHS = {
    "consortia.consortium": "pk",
    "consortia.organisation": "pk",
    "consortia.organisationname": "organisation_id",
    "consortia.membership": "consortium_id",
    "consortia.appointment": "body_id",
    "consortia.conference": "consortium_id",
    "consortia.conferencerole": "conference.consortium_id",
    "consortia.session": "conference.consortium_id",
    "consortia.part": "session.conference.consortium_id",
    "consortia.agreement": "consortium_id",
    "consortia.agreementparty": "agreement.consortium_id",
    "consortia.trainingbase": "consortium_id",
    "consortia.basepartner": "base.consortium_id",
    "consortia.document": "organisation_id",
    "consortia.rejectedalias": "organisation_id",
    "consortia.sheetimport": "consortium_id",
}
# By model, the fields with the records that a row is about: who may edit all of these may edit the row
TARGET_FIELDS = {
    "consortia.figure": ("about",),
    "consortia.evidence": ("fact",),
    "consortia.distinctpair": ("one", "other"),
}
# Models that no consortium owns and that limits leave open, each with the reason
SHARED_MODELS = {
    "consortia.region": "The regions of GB/T 2260 are common to all records; the permission alone decides.",
    "consortia.industry": "The industries are common to all records; the permission alone decides.",
}


class ConsortiumLimitQuerySet(models.QuerySet):
    def for_user(self, person):
        """The limits of this user."""
        return self.filter(person=person.pk)


class ConsortiumLimit(models.Model):
    """A consortium that a user is limited to."""

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
    """Whether limits allow the user to change the record.

    True without limits and for a shared model; else if the record belongs to one of the user's consortia.
    """
    if record._meta.label_lower in SHARED_MODELS:
        return True
    limits = set(ConsortiumLimit.objects.for_user(person).values_list("consortium", flat=True))
    return not limits or _belongs_to(record, limits)


def first_outside_limits(person, records: Iterable[models.Model]) -> models.Model | None:
    """The first of the records that limits keep the user from changing, None if they may change all."""
    limits = set(ConsortiumLimit.objects.for_user(person).values_list("consortium", flat=True))
    if not limits:
        return None
    for record in records:
        if record._meta.label_lower not in SHARED_MODELS and not _belongs_to(record, limits):
            return record
    return None


def _belongs_to(record, consortium_ids: set[int]) -> bool:
    """Whether the record, or every record that it is about, belongs to one of these consortia."""
    target_fields = TARGET_FIELDS.get(record._meta.label_lower)
    if target_fields is None:
        return get_consortium_id(record) in consortium_ids
    targets = [getattr(record, field) for field in target_fields]
    return all(target is not None and _belongs_to(target, consortium_ids) for target in targets)


def get_consortium_id(record) -> int | None:
    """The key of the consortium that the record belongs to.

    None for none, or for a model that the table lacks.
    """
    path = CONSORTIUM_PATHS.get(record._meta.label_lower)
    if path is None:
        return None
    value = record
    for attribute in path.split("."):
        if value is None:
            return None
        value = getattr(value, attribute, None)
    return value
