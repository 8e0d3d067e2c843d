"""Which of the two readers of pages found a proposal."""

from django.db import models
from django.utils.translation import pgettext_lazy


class ReadBy(models.TextChoices):
    RULES = "rules", pgettext_lazy("who read a fact", "the rules")
    SECOND_READER = "second_reader", pgettext_lazy("who read a fact", "the second reader")
    BOTH = "both", pgettext_lazy("who read a fact", "the rules and the second reader")
