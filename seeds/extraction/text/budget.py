"""How much work a page may cost, counted in characters looked at, so that the count is the same on every machine."""

from dataclasses import dataclass

PAGE_BUDGET = 120_000
MAX_SENTENCE_LENGTH = 1200


@dataclass
class Budget:
    """What is left to spend on a page."""

    remaining: int = PAGE_BUDGET
    is_spent: bool = False

    def spend(self, cost: int) -> int:
        """How much of a cost may still be spent; it is taken off at once."""
        taken = min(cost, self.remaining)
        self.is_spent = self.is_spent or taken < cost
        self.remaining -= taken
        return taken
