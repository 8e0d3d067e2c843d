"""Roles of members, as sheets write them."""

import re
from functools import cache

from django.utils.translation import override

from consortia.models import MembershipRole
from consortia.sheets.headings import load_words
from portal.core.folding import name_key

LANGUAGES = ("zh-hans", "en")
# Several roles in one cell: 副理事长单位、秘书长单位; 理事单位兼秘书处
SEPARATOR = re.compile(r"[、,，;；/／|+＋&\n]|(?:兼任?|及|和|暨)")
NUMBERING = re.compile(
    r"^\W*(?:[一二三四五六七八九十]{1,3}|\d{1,2})[、.．)）]\s*|^[（(][一二三四五六七八九十\d]{1,3}[)）]"
)
COUNT = re.compile(r"[（(【\[:：]?\s*共?\s*\d+\s*[个家所名]?\s*[)）】\]]?\s*[:：]?\s*$")
MAX_ROLE_LENGTH = 30


class UnknownRole(ValueError):
    """A role that the portal does not have; the argument is its text."""


def read_roles(text: str) -> list[str]:
    """The roles in a cell, none for a blank one; raises UnknownRole with the words not understood."""
    if not text:
        return []
    text = NUMBERING.sub("", text)
    whole = _roles_by_key().get(_role_key(text))
    if whole:
        return [whole]
    roles = []
    for piece in SEPARATOR.split(text):
        role = _roles_by_key().get(_role_key(piece))
        if role is None:
            raise UnknownRole(text)
        if role not in roles:
            roles.append(role)
    return roles


def is_standard_wording(text: str, role: str) -> bool:
    """Whether the text is the portal's own name of the role."""
    return name_key(text) in _own_names(role)


def group_role(text: str) -> str | None:
    """The words of a role that head a group of rows (“二、副理事长单位（3家）”); None for other text."""
    words = COUNT.sub("", NUMBERING.sub("", text.strip())).strip(" :：")
    if not words or len(words) > MAX_ROLE_LENGTH:
        return None
    if _role_key(words) in _roles_by_key():
        return words
    office = load_words("roles")["office"]
    is_office = re.search(rf"{office}(?:单位)?$", words) and not re.search(
        "公司|学院|大学|学校|集团|协会|中心$", words
    )
    return words if is_office else None


@cache
def _own_names(role: str) -> frozenset[str]:
    """The code and the labels of a role, with or without the word for an organisation."""
    names = {name_key(role)}
    for language in LANGUAGES:
        with override(language):
            label = name_key(str(MembershipRole(role).label))
        names |= {label, _without_ending(label)}
    return frozenset(names)


@cache
def _roles_by_key() -> dict[str, str]:
    roles = {}
    for role in MembershipRole.values:
        for name in _own_names(role):
            roles[_without_ending(name)] = role
    for role, words in load_words("roles")["roles"].items():
        for word in words:
            roles[_role_key(word)] = MembershipRole(role).value
    return roles


def _role_key(text) -> str:
    return _without_ending(name_key(text))


def _without_ending(key: str) -> str:
    for ending in sorted(map(name_key, load_words("roles")["endings"]), key=len, reverse=True):
        if key.endswith(ending) and key != ending:
            return key.removesuffix(ending)
    return key
