"""The work that one page may cost, counted in characters, so that the limit is the same on every machine."""

from dataclasses import dataclass

PAGE_BUDGET = 120_000
MAX_SENTENCE_LENGTH = 1200


@dataclass
class Budget:
    """The characters that may still be processed of a page."""

    remaining: int = PAGE_BUDGET
    is_spent: bool = False

    def spend(self, cost: int) -> int:
        """Deduct a cost as far as the budget goes and return the part that was granted."""
        granted = min(cost, self.remaining)
        if granted < cost:
            self.is_spent = True
        self.remaining -= granted
        return granted
