"""How much work a page may cost, counted in characters looked at, so that the count is the same on every machine."""

from dataclasses import dataclass

PAGE = 120_000
LONGEST_SENTENCE = 1200


@dataclass
class Budget:
    """What is left to spend on a page."""

    left: int = PAGE
    is_spent: bool = False

    def allows(self, cost: int) -> bool:
        """Whether work of that cost may still be done; it is taken off at once."""
        if self.is_spent or cost > self.left:
            self.is_spent = True
            return False
        self.left -= cost
        return True
