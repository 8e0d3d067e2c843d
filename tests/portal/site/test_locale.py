"""The Chinese catalogue is whole, compiled, and knows every name that the models show."""

from pathlib import Path

import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from django.apps import apps
from django.conf import settings
from django.utils.translation import override

FOLDER = Path(settings.LOCALE_PATHS[0], "zh_Hans", "LC_MESSAGES")
THE_SAME = ["SHA-256"]  # in any language
ROOMS = ("articles", "consortia", "seeds")
MODELS = [model for room in ROOMS for model in apps.get_app_config(room).get_models()]


def written():
    with (FOLDER / "django.po").open("rb") as file:
        return [message for message in read_po(file, locale="zh_Hans") if message.id]


def test_catalogue_has_no_gap_and_no_guess():
    assert [message.id for message in written() if message.fuzzy or not all(message.string)] == []


def test_compiled_catalogue_is_the_written_one():
    with (FOLDER / "django.mo").open("rb") as file:
        compiled = [message for message in read_mo(file) if message.id]
    assert said(compiled) == said(written())


def said(messages):
    """Context, words and translation of each, in one form whichever file they were read from."""
    return {
        (as_text(message.context), *as_list(message.id)): as_list(message.string)
        for message in messages
    }


def as_text(context):
    return context.decode() if isinstance(context, bytes) else context


def as_list(words):
    return [words] if isinstance(words, str) else list(words)


def in_both(read):
    """What `read` gives in English and in Chinese."""
    words = []
    for language in ("en", "zh-hans"):
        with override(language):
            words.append(str(read()))
    return words


@pytest.mark.parametrize(
    "model", [model for model in MODELS if not model.__name__.startswith("Historical")]
)
def test_model_is_named_in_both_languages(model):
    fields = [
        field
        for field in model._meta.get_fields()
        if getattr(field, "editable", False) and not field.auto_created
    ]
    readers = [lambda: model._meta.verbose_name, lambda: model._meta.verbose_name_plural]
    readers += [
        lambda field=field: field.verbose_name for field in fields if hasattr(field, "verbose_name")
    ]
    readers += [
        lambda field=field: field.help_text for field in fields if getattr(field, "help_text", "")
    ]
    same = [english for english, chinese in map(in_both, readers) if english == chinese]
    assert [words for words in same if words not in THE_SAME] == []
