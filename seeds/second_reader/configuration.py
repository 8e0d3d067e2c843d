"""Which endpoint is asked, for which pages and within which bounds: all from the environment."""

import ipaddress
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from urllib.parse import SplitResult, urlsplit

from articles.models import ArticleStatus
from seeds.models.capture import UNRELIABLE_FLAGS, CaptureFlag

ADDRESS = "SECOND_READER_ADDRESS"
KEY = "SECOND_READER_KEY"
MODEL = "SECOND_READER_MODEL"
STATUSES = "SECOND_READER_STATUSES"
FLAGS = "SECOND_READER_FLAGS"
# Numbers that have to be stated: the portal cannot know what an endpoint charges
MONEY = "SECOND_READER_MONEY"
PROMPT_PRICE = "SECOND_READER_PROMPT_PRICE"
ANSWER_PRICE = "SECOND_READER_ANSWER_PRICE"
DEFAULT_NUMBERS = {
    "SECOND_READER_TOKENS": "200000",
    "SECOND_READER_SECONDS": "600",
    "SECOND_READER_REQUEST_SECONDS": "60",
    "SECOND_READER_ANSWER_TOKENS": "4000",
}
HEADER_VALUE = re.compile(r"[\x21-\x7e]*")


class ConfigurationRefused(Exception):
    """A configuration that cannot be used; `reasons` are sentences that name the variables."""

    def __init__(self, reasons: list[str]):
        super().__init__(" ".join(reasons))
        self.reasons = reasons


@dataclass(frozen=True, kw_only=True)
class ReaderConfiguration:
    """An endpoint with its bounds. Money is in the currency of the prices, those are for a million tokens."""

    address: SplitResult
    model: str
    key: str = field(default="", repr=False)
    statuses: frozenset[str] = frozenset()
    flags: frozenset[str] = frozenset()
    tokens: int
    seconds: int
    money: Decimal
    prompt_price: Decimal
    answer_price: Decimal
    request_seconds: int
    answer_tokens: int

    def cost(self, prompt_tokens: int, answer_tokens: int) -> Decimal:
        """What so many tokens cost."""
        total = prompt_tokens * self.prompt_price + answer_tokens * self.answer_price
        return total / 1_000_000


def read_configuration(
    environment: Mapping[str, str] = os.environ,
) -> ReaderConfiguration | None:
    """Return the configuration, None where no endpoint is named; raises ConfigurationRefused."""
    if not environment.get(ADDRESS):
        return None
    numbers = {
        name: environment.get(name) or DEFAULT_NUMBERS.get(name, "")
        for name in (*DEFAULT_NUMBERS, MONEY, PROMPT_PRICE, ANSWER_PRICE)
    }
    reasons = [*_text_faults(environment), *_choice_faults(environment), *_number_faults(numbers)]
    if reasons:
        raise ConfigurationRefused(reasons)
    return ReaderConfiguration(
        address=urlsplit(environment[ADDRESS]),
        model=environment[MODEL],
        key=environment.get(KEY, ""),
        statuses=frozenset(_split(environment.get(STATUSES, ""))),
        flags=frozenset(_split(environment.get(FLAGS, ""))),
        tokens=int(numbers["SECOND_READER_TOKENS"]),
        seconds=int(numbers["SECOND_READER_SECONDS"]),
        money=Decimal(numbers[MONEY]),
        prompt_price=Decimal(numbers[PROMPT_PRICE]),
        answer_price=Decimal(numbers[ANSWER_PRICE]),
        request_seconds=int(numbers["SECOND_READER_REQUEST_SECONDS"]),
        answer_tokens=int(numbers["SECOND_READER_ANSWER_TOKENS"]),
    )


def _text_faults(environment: Mapping[str, str]) -> Iterator[str]:
    """What is wrong with address, model and key; the key itself is in no sentence."""
    fault = _address_fault(environment[ADDRESS])
    if fault:
        yield f"{ADDRESS}: {fault}"
    if not environment.get(MODEL):
        yield f"{MODEL} is missing: the name of the model that the endpoint is asked for."
    if not HEADER_VALUE.fullmatch(environment.get(KEY, "")):
        yield f"{KEY} holds a blank or a character that no header takes."


def _address_fault(text: str) -> str:
    try:
        address = urlsplit(text)
        port = address.port
    except ValueError:
        return "this is no web address."
    if not address.hostname or port == 0 or not HEADER_VALUE.fullmatch(text):
        return "this is no web address."
    if "@" in address.netloc:
        return "it may hold no user name or password."
    if address.scheme == "https":
        return ""
    if address.scheme == "http" and is_loopback(address.hostname):
        return ""
    return "it must begin with https://, or with http:// on this machine itself."


def is_loopback(host: str) -> bool:
    """Whether a host name or address stands for this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _choice_faults(environment: Mapping[str, str]) -> Iterator[str]:
    """What is wrong with the lists of statuses and flags."""
    statuses = _split(environment.get(STATUSES, ""))
    if not statuses:
        yield f"{STATUSES} is missing: which pages may be sent, by the status of their articles."
    for status in statuses:
        if status not in ArticleStatus.values:
            known = ", ".join(ArticleStatus.values)
            yield f"{STATUSES} names {status!r}: the statuses are {known}."
    for flag in _split(environment.get(FLAGS, "")):
        if flag not in CaptureFlag.values:
            yield f"{FLAGS} names {flag!r}: no page has such a flag."
        elif flag in UNRELIABLE_FLAGS:
            yield f"{FLAGS} names {flag!r}: pages with that flag are never sent."


def _number_faults(numbers: Mapping[str, str]) -> Iterator[str]:
    for name, text in numbers.items():
        if name in DEFAULT_NUMBERS and not (text.isascii() and text.isdecimal() and int(text)):
            yield f"{name} is {text!r}: it must be a whole number above 0."
        if name not in DEFAULT_NUMBERS and not _is_amount(text):
            yield f"{name} is {text!r}: it must be a number, 0 for nothing."


def _is_amount(text: str) -> bool:
    try:
        amount = Decimal(text)
    except InvalidOperation:
        return False
    return amount.is_finite() and amount >= 0


def _split(text: str) -> list[str]:
    """The items of a list parted by commas."""
    return [item.strip() for item in text.split(",") if item.strip()]
