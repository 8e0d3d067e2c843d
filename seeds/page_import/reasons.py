"""The reasons that the import prints in English, for the screen in the reader's language."""

import re

from django.utils.translation import gettext, gettext_noop

# Whole sentences; %(a)s and %(b)s stand for what differs from page to page
SENTENCES = (
    gettext_noop("The page is empty."),
    gettext_noop("The page holds no text."),
    gettext_noop("The file is %(a)s, not a text page."),
    gettext_noop("The file is binary, not a text page."),
    gettext_noop("The page is larger than %(a)s MB (%(b)s MB)."),
    gettext_noop("Only %(a)s and %(b)s files are read."),
    gettext_noop("The HTML of the page cannot be read."),
    gettext_noop("The encoding cannot be told: not UTF-8, UTF-16, GB18030 or Big5."),
    gettext_noop("Unexpected fault while %(a)s (%(b)s); the log has it whole."),
    gettext_noop("It waited too long, and nobody went on with it."),
    gettext_noop("Reading it was cut off several times."),
    gettext_noop("Left out by the person who sent it."),
)
# What the places of the sentences hold
WORDS = (
    gettext_noop("a PDF document"),
    gettext_noop("a ZIP or Office file"),
    gettext_noop("a PNG picture"),
    gettext_noop("a JPEG picture"),
    gettext_noop("a GIF picture"),
    gettext_noop("a media file"),
    gettext_noop("a gzip archive"),
    gettext_noop("a 7-Zip archive"),
    gettext_noop("a RAR archive"),
    gettext_noop("a bzip2 archive"),
    gettext_noop("an XZ archive"),
    gettext_noop("an old Office file"),
    gettext_noop("a program"),
    gettext_noop("a database"),
    gettext_noop("it was read"),
    gettext_noop("its records were extracted"),
    gettext_noop("it was stored"),
)


def _pattern(sentence: str) -> re.Pattern[str]:
    """A pattern that matches the sentence with anything in its places."""
    parts = re.split(r"%\(([ab])\)s", sentence)
    texts = [re.escape(text) for text in parts[::2]]
    places = [f"(?P<{name}>.+?)" for name in parts[1::2]]
    pairs = zip(texts, [*places, ""], strict=True)
    return re.compile("".join(text + place for text, place in pairs), re.S)


PATTERNS = tuple((_pattern(sentence), sentence) for sentence in SENTENCES)


def translate_reason(reason: str) -> str:
    """The reason in the language of the reader; one that is not listed stays as it is."""
    for pattern, sentence in PATTERNS:
        match = pattern.fullmatch(reason)
        if match:
            return gettext(sentence) % {
                name: gettext(said) for name, said in match.groupdict().items()
            }
    return reason
