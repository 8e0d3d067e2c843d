"""Elements nested deeper than parsers follow: the wrappers below a limit are left out, their text stays."""

import re
from collections import Counter

# Wrappers that editors of posts leave in each other by the hundred
_BLOCKS = "article aside blockquote center dd div dl dt li main ol section table tbody td th tr ul"
_INLINE = "a b big em font i s small span strong u"
BLOCKS = frozenset(_BLOCKS.split())
TAG = re.compile(rf"<(/?)({'|'.join([*_BLOCKS.split(), *_INLINE.split()])})\b[^<>]*>", re.I)
# Elements that end where the next one of them begins, although no tag says so
_CELLS = frozenset(("td", "th", *_INLINE.split()))
IMPLIED_ENDS = {
    "li": frozenset(("li", *_INLINE.split())),
    "dt": frozenset(("dt", "dd", *_INLINE.split())),
    "dd": frozenset(("dt", "dd", *_INLINE.split())),
    "td": _CELLS,
    "th": _CELLS,
    "tr": _CELLS | {"tr"},
    "tbody": _CELLS | {"tr", "tbody"},
}
NO_TAGS: frozenset[str] = frozenset()
LINE_BREAKS = re.compile(r"(?:<br>\s*){3,}")
# libxml2 stops at 256 levels, trafilatura calls itself for each.
MAX_DEPTH = 100


def limit_depth(text: str) -> str:
    """Return the HTML with no more than MAX_DEPTH wrappers in each other.

    Where a block is left out a line break takes its place.
    """
    if len(TAG.findall(text)) <= MAX_DEPTH:
        return text
    return LINE_BREAKS.sub("<br><br>", TAG.sub(_DepthLimit(), text))


class _DepthLimit:
    """What each tag becomes, called for one after the other."""

    def __init__(self):
        self.open_tags: list[str] = []
        self.open_counts: Counter[str] = Counter()

    def __call__(self, match: re.Match) -> str:
        name = match[2].lower()
        if match[1]:
            return self._close(name, match[0])
        ended = IMPLIED_ENDS.get(name, NO_TAGS)
        while self.open_tags and self.open_tags[-1] in ended:
            self._pop()
        self.open_tags.append(name)
        self.open_counts[name] += 1
        return self._kept(name, match[0])

    def _close(self, name: str, tag: str) -> str:
        if not self.open_counts[name]:
            return tag
        kept = self._kept(name, tag)
        closed = ""
        while closed != name:
            closed = self._pop()
        return kept

    def _pop(self) -> str:
        closed = self.open_tags.pop()
        self.open_counts[closed] -= 1
        return closed

    def _kept(self, name: str, tag: str) -> str:
        if len(self.open_tags) <= MAX_DEPTH:
            return tag
        return "<br>" if name in BLOCKS else ""
