"""Model fields that several apps use."""

from django.db import models

from portal.core import credit_code, html, partial_dates
from portal.core.names import SORT_LENGTH, pinyin_sort_key


class PartialDateField(models.CharField):
    """A date as exact as the source, as EDTF text (`portal.core.partial_dates`)."""

    def __init__(self, *args, **options):
        options.setdefault("max_length", 40)
        options.setdefault("help_text", partial_dates.HELP_TEXT)
        super().__init__(*args, **options)
        self.validators = [*self.validators, partial_dates.validate]

    def formfield(self, **options):
        """A form field that says itself what is wrong, before the form as a whole is cleaned."""
        return super().formfield(**{"validators": [partial_dates.validate], **options})


class DateBoundField(models.DateField):
    """A stored bound of the partial date in the field `of`, computed at every save and never edited."""

    bound = staticmethod(partial_dates.earliest)

    def __init__(self, *args, of, **options):
        self.of = of
        options.update(editable=False, default=self.bound(""))
        super().__init__(*args, **options)

    def deconstruct(self):
        name, path, args, options = super().deconstruct()
        return name, path, args, {**options, "of": self.of}

    def pre_save(self, instance, add):
        value = self.bound(getattr(instance, self.of))
        setattr(instance, self.attname, value)
        return value


class EarliestDayField(DateBoundField):
    """The first day that the partial date can mean; the first of all days when it is not known."""


class LatestDayField(DateBoundField):
    """The last day that the partial date can mean; the last of all days when it is not known."""

    bound = staticmethod(partial_dates.latest)


class PinyinField(models.CharField):
    """The pinyin of the text in the field `of`, computed at every save and never edited."""

    def __init__(self, *args, of, **options):
        self.of = of
        options.update(editable=False, default="", max_length=SORT_LENGTH)
        super().__init__(*args, **options)

    def deconstruct(self):
        name, path, args, options = super().deconstruct()
        return name, path, args, {**options, "of": self.of}

    def pre_save(self, instance, add):
        value = pinyin_sort_key(getattr(instance, self.of))
        setattr(instance, self.attname, value)
        return value


class CleanHtmlField(models.TextField):
    """Rich text, cleaned on every way into the database: saves, bulk verbs and updates alike."""

    def deconstruct(self):
        name, _path, args, options = super().deconstruct()
        return name, "django.db.models.TextField", args, options

    def pre_save(self, instance, add):
        value = html.clean(getattr(instance, self.attname))
        setattr(instance, self.attname, value)
        return value

    def get_db_prep_save(self, value, connection):
        if isinstance(value, str):
            value = html.clean(value)
        return super().get_db_prep_save(value, connection)


class HttpsURLField(models.URLField):
    """A web address; a form assumes https where the scheme is missing."""

    def formfield(self, **options):
        return super().formfield(**{"assume_scheme": "https", **options})


class CreditCodeField(models.CharField):
    """A unified social credit code (`portal.core.credit_code`), cleaned to its normal spelling."""

    def __init__(self, *args, **options):
        options.setdefault("max_length", credit_code.LENGTH)
        super().__init__(*args, **options)
        self.validators = [*self.validators, credit_code.validate]

    def to_python(self, value):
        text = super().to_python(value)
        return credit_code.normalise(text) if text else text

    def formfield(self, **options):
        # Blanks and dashes between the groups of digits are typed, too
        return super().formfield(**{"max_length": 2 * credit_code.LENGTH, **options})
