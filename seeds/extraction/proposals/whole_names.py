"""The one check that every name passes before it is proposed."""

from collections.abc import Iterable
from dataclasses import replace

from seeds.extraction.annotation import ExtractedProposal
from seeds.extraction.document import AnnotatedArticle
from seeds.extraction.explaining import NAME, explain
from seeds.extraction.proposals.name_faults import Passages, find_name_fault
from seeds.schema import AgreementFact, ConferenceFact
from seeds.schema.fields import NameSort, PayloadField

MIN_PARTIES = 2


def keep_whole_names(
    document: AnnotatedArticle, proposals: Iterable[ExtractedProposal]
) -> list[ExtractedProposal]:
    """Return the proposals without what is no whole name; one whose own name is none is left out.

    The explanation says which text was left out and why.
    """
    check = _NameCheck([sentence.text for sentence in document.sentences])
    checked = [check.proposal(proposal) for proposal in proposals]
    return [proposal for proposal in checked if proposal is not None]


class _NameCheck:
    """Checks the names of the proposals of one article against its sentences, each name once."""

    def __init__(self, texts: list[str]):
        self.texts = Passages(texts)
        self.faults: dict[tuple[str, NameSort], str] = {}

    def proposal(self, proposal: ExtractedProposal) -> ExtractedProposal | None:
        """The proposal without the texts that are no names, None if that leaves nothing."""
        before = proposal.values
        kind = before.kind

        def whole_name(key: PayloadField, name: str, text: str) -> str:
            return "" if self._is_faulty(text, key.name_sort, f"{kind}.{name}") else text

        after = before.with_names(whole_name)
        if after == before:
            return proposal
        if after.needed and not getattr(after, after.needed):
            explain(NAME, None, "%s left out: nothing remains without its %s", kind, after.needed)
            return None
        if isinstance(after, AgreementFact) and has_lost_parties(before, after):
            explain(NAME, None, "agreement left out: too few parties remain")
            return None
        if isinstance(after, ConferenceFact) and not after.name:
            after = replace(after, name=None)
        return replace(proposal, values=after)

    def _is_faulty(self, text: str, sort: NameSort, place: str) -> bool:
        key = (text, sort)
        if key not in self.faults:
            self.faults[key] = find_name_fault(text, sort, self.texts)
            if self.faults[key]:
                explain(NAME, None, "%s %r left out: %s", place, text, self.faults[key])
        return bool(self.faults[key])


def has_lost_parties(before: AgreementFact, after: AgreementFact) -> bool:
    """Whether so many parties of an agreement were left out that too few remain."""
    return len(after.parties) < min(MIN_PARTIES, len(before.parties))
