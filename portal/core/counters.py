"""Counters of a span of time that all processes share: a table, or the shared cache where one is set."""

import secrets
from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.cache import caches
from django.db import connection, models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

COUNT_ONE_MORE = """
    INSERT INTO core_actioncount (name, number, expires_at) VALUES (%s, 1, %s)
    ON CONFLICT (name) DO UPDATE SET number = core_actioncount.number + 1
    RETURNING number
"""
SHARED_CACHE = "shared"


class ActionCount(models.Model):
    """How often something was done in a span of time; the name holds the span."""

    name = models.CharField(_("name"), max_length=120, primary_key=True)
    number = models.PositiveIntegerField(_("number"))
    expires_at = models.DateTimeField(_("expires at"), db_index=True)

    class Meta:
        app_label = "core"
        verbose_name = _("count of an action")
        verbose_name_plural = _("counts of actions")
        ordering = ("name",)
        default_permissions = ()

    def __str__(self):
        return f"{self.name}: {self.number}"


class DailySecret(models.Model):
    """The secret of a day, under which addresses are hashed; a new one puts an end to those before it."""

    day = models.DateField(_("day"), primary_key=True)
    secret = models.CharField(_("secret"), max_length=64)

    class Meta:
        app_label = "core"
        verbose_name = _("secret of a day")
        verbose_name_plural = _("secrets of days")
        ordering = ("day",)
        default_permissions = ()

    def __str__(self):
        return str(self.day)


def read_count(name: str) -> int:
    """The number of times that a name was counted; 0 for none."""
    if _shared_cache():
        return _shared_cache().get(name, 0)
    return ActionCount.objects.filter(name=name).values_list("number", flat=True).first() or 0


def count_one_more(name: str, *, at: datetime, seconds: int) -> int:
    """Count a name once more, and return the new number: atomic, whoever counts at the same moment.

    The count is forgotten so many seconds after it began.
    """
    if _shared_cache():
        _shared_cache().add(name, 0, seconds)
        return _shared_cache().incr(name)
    with connection.cursor() as cursor:
        expires = connection.ops.adapt_datetimefield_value(at + timedelta(seconds=seconds))
        cursor.execute(COUNT_ONE_MORE, [name, expires])
        return cursor.fetchone()[0]


def daily_secret(day: date) -> str:
    """The secret of a day, the same for all processes. The first of a day removes what has expired."""
    known = DailySecret.objects.filter(day=day).values_list("secret", flat=True).first()
    if known:
        return known
    with transaction.atomic():
        DailySecret.objects.exclude(day=day).delete()
        remove_expired(at=timezone.now())
        secret = DailySecret(day=day, secret=secrets.token_hex(32))
        DailySecret.objects.bulk_create([secret], ignore_conflicts=True)
    return DailySecret.objects.values_list("secret", flat=True).get(day=day)


def remove_expired(*, at: datetime) -> int:
    """Remove the counts that have expired, and return how many those were."""
    return ActionCount.objects.filter(expires_at__lte=at).delete()[0]


def _shared_cache():
    """The cache that all machines share; None where the settings name none."""
    return caches[SHARED_CACHE] if SHARED_CACHE in settings.CACHES else None
