"""The text of a sentence as a rule reads it."""

import functools
from dataclasses import dataclass

from seeds.extraction.annotation import Sentence
from seeds.extraction.rules.en_phrases import mark_phrases
from seeds.extraction.rules.loading import Rule


@dataclass
class RuleTexts:
    """The texts of one sentence, each made when the first rule asks for it."""

    sentence: Sentence

    def read_by(self, rule: Rule) -> str:
        """The text that a rule's trigger is looked for in, of the length of the sentence."""
        if rule.reads:
            return self._bases if rule.relation == "training_base" else self._phrases
        # A name that contains the word for a role is no trigger of it.
        return self.sentence.masked_text if rule.relation == "role" else self.sentence.text

    @functools.cached_property
    def _phrases(self) -> str:
        return mark_phrases(self.sentence)

    @functools.cached_property
    def _bases(self) -> str:
        return mark_phrases(self.sentence, with_bases=True)
