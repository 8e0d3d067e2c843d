"""What a run may still spend on the second reader, in tokens, seconds and money."""

from dataclasses import dataclass
from decimal import Decimal

from seeds.second_reader.configuration import ReaderConfiguration

MAX_FAULTS = 3  # in a row, after which the endpoint is asked no more
MIN_SECONDS = 1
BYTES_PER_TOKEN = 8  # at most, by which an endpoint that counts too little is corrected


def estimate_tokens(text: bytes) -> int:
    """The most tokens that a text is counted as: no usual tokenizer makes more than one of two bytes."""
    return len(text) // 2 + 1


@dataclass
class RunAllowance:
    """The bounds of one run and what was spent of them."""

    configuration: ReaderConfiguration
    tokens: int = 0
    seconds: float = 0.0
    money: Decimal = Decimal(0)
    faults: int = 0

    def stop_reason(self, body: bytes) -> str:
        """Why a request of that body is not sent any more, "" where it may be.

        The worst case counts, so that no bound is ever passed.
        """
        configuration = self.configuration
        prompt = estimate_tokens(body)
        cost = configuration.cost(prompt, configuration.answer_tokens)
        if self.faults >= MAX_FAULTS:
            return f"it failed {MAX_FAULTS} times in a row"
        if self.tokens + prompt + configuration.answer_tokens > configuration.tokens:
            return f"the run may use {configuration.tokens} tokens"
        if self.money + cost > configuration.money:
            return f"the run may cost {configuration.money}"
        if configuration.seconds - self.seconds < MIN_SECONDS:
            return f"the run may take {configuration.seconds} seconds"
        return ""

    @property
    def request_seconds(self) -> float:
        """How long the next request may take."""
        left = self.configuration.seconds - self.seconds
        return min(self.configuration.request_seconds, left)

    def spend(self, prompt_tokens: int, answer_tokens: int) -> Decimal:
        """Count tokens and what they cost; returns the cost."""
        cost = self.configuration.cost(prompt_tokens, answer_tokens)
        self.tokens += prompt_tokens + answer_tokens
        self.money += cost
        return cost


def counted_tokens(reported: int, content: bytes) -> int:
    """The tokens of a text as the endpoint reports them, but not fewer than the text can have."""
    least = len(content) // BYTES_PER_TOKEN
    return max(reported, least) if reported else estimate_tokens(content)
