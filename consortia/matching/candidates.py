"""What a name can mean: a record, and the reason in words."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class Nearness(models.TextChoices):
    """Why a name is near another one that it does not equal."""

    VARIANT = "variant", gettext_lazy("Bears a part of what is written: “%(name)s”.")
    NAME = "name", gettext_lazy("Bears this name: “%(name)s”.")
    WORDS = (
        "words",
        gettext_lazy("The distinctive words (%(words)s) agree: “%(name)s”."),
    )
    ENDING = "ending", gettext_lazy("Ends in the same words: “%(name)s”.")
    SOUND = "sound", gettext_lazy("Sounds the same: “%(name)s”.")
    SHORT = "short", gettext_lazy("This can be short for “%(name)s”.")
    SPELLED_OUT = "spelled_out", gettext_lazy("“%(name)s” can be short for this.")
    CHARACTER = "character", gettext_lazy("Differs in one character: “%(name)s”.")
    PART = "part", gettext_lazy("Begins with “%(name)s”: it may be a part of it.")
    CREDIT_CODE = "credit_code", gettext_lazy("Has this credit code.")
    ROW_KEY = "row_key", gettext_lazy("The row was exported for it.")


@dataclass(frozen=True)
class Candidate:
    """A record that a name can mean, and why. `is_exact`: it alone has this very name.

    `nearness` is for what is only near, with the name on record that is (`near_name`).
    """

    pk: int
    name: str
    name_en: str
    is_exact: bool
    matched_name: str = ""
    place: str = ""
    words: str = ""
    nearness: str = ""
    near_name: str = ""

    @property
    def reason(self) -> str:
        """Why the name can mean it, in the language of the page."""
        if self.nearness:
            return Nearness(self.nearness).label % {"name": self.near_name, "words": self.words}
        if self.is_exact:
            return _("Bears this name: “%s”.") % self.matched_name
        if self.matched_name:
            return _("Bears this name, as another organisation does: “%s”.") % self.matched_name
        values = {"place": self.place, "words": self.words}
        if self.place and self.words:
            return _("Place (%(place)s), kind and distinctive words (%(words)s) agree.") % values
        if self.words:
            return _("Kind and distinctive words (%(words)s) agree; no place is said.") % values
        return _("Place (%(place)s) and kind agree, and nothing else is said.") % values
