"""The reasons that the import prints in English, for the screen in the reader's language."""

import re

from django.utils.translation import gettext, gettext_noop

# Whole sentences; %(a)s and %(b)s stand for what differs from page to page
SENTENCES = (
    gettext_noop("The page is empty."),
    gettext_noop("The page holds no text."),
    gettext_noop("The file is binary, not a text page."),
    gettext_noop("The file is %(a)s, not a text page."),
    gettext_noop("This is no regular file."),
    gettext_noop("The file cannot be read: %(a)s."),
    gettext_noop("The page is larger than %(a)s MB (%(b)s MB)."),
    gettext_noop("Only %(a)s and %(b)s files are read."),
    gettext_noop("The HTML of the page cannot be read."),
    gettext_noop("The encoding cannot be told: not UTF-8, UTF-16, GB18030 or Big5."),
    gettext_noop("The page begins with the mark of %(a)s but is not written in it."),
    gettext_noop("An old word processor's file is not read: save it as .docx."),
    gettext_noop("A spreadsheet is no page: upload lists on the page of their consortium."),
    gettext_noop("The Word document is damaged, or no Word document."),
    gettext_noop("The Word document unpacks to more text than is read."),
    gettext_noop("The web archive has more than %(a)s parts."),
    gettext_noop("The web archive holds no page."),
    gettext_noop("The web archive is damaged."),
    gettext_noop("The PDF has no text layer: its pages are pictures."),
    gettext_noop("The PDF takes longer than %(a)s seconds to read."),
    gettext_noop("The PDF is encrypted: save it without a password."),
    gettext_noop("The PDF is damaged, or no PDF."),
    gettext_noop("The PDF has more than %(a)s pages."),
    gettext_noop("%(a)s was left out: it has more than %(b)s million pixels."),
    gettext_noop("%(a)s was left out: %(b)s."),
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
    gettext_noop("it is linked only, damaged, or larger than is read"),
    gettext_noop("it is no JPEG, PNG, WebP or GIF picture"),
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
    return re.compile("".join(text + place for text, place in pairs))


PATTERNS = tuple((_pattern(sentence), sentence) for sentence in SENTENCES)


def translate_reason(reason: str) -> str:
    """The reason in the language of the reader, line by line; one that is not listed stays as it is."""
    return "\n".join(map(_translate_sentence, reason.split("\n")))


def _translate_sentence(text: str) -> str:
    for pattern, sentence in PATTERNS:
        match = pattern.fullmatch(text)
        if match:
            return gettext(sentence) % {
                name: _word(word) for name, word in match.groupdict().items()
            }
    return text


def _word(word: str) -> str:
    return gettext(word) if word in WORDS else word
