"""Asking the second reader about the articles of a page, within the bounds of a run."""

import logging
from dataclasses import dataclass, field
from time import monotonic

from django.db import DatabaseError

from articles.models import ArticleStatus
from seeds.models import Capture
from seeds.models.capture import UNRELIABLE_FLAGS
from seeds.page_result import PageReadResult, SecondReading
from seeds.pages import PageArticle
from seeds.proposing.read_proposal import ReadProposal
from seeds.second_reader.allowance import RunAllowance, counted_tokens
from seeds.second_reader.answer_parsing import ReadingRefused
from seeds.second_reader.comparison import combine_readings
from seeds.second_reader.configuration import (
    ReaderConfiguration,
    read_configuration,
)
from seeds.second_reader.endpoint import (
    EndpointAnswer,
    EndpointFault,
    ask_endpoint,
    build_request,
)
from seeds.second_reader.page_text import PageText
from seeds.second_reader.prompt import build_messages, is_too_long
from seeds.second_reader.verification import VerifiedAnswer, verify_answer

logger = logging.getLogger(__name__)


class NotRead(Exception):
    """An article of which the rules' reading stays as it is; the message says why."""


def build_second_reader() -> "SecondReader | None":
    """The second reader that the environment names, None where it names none."""
    configuration = read_configuration()
    return None if configuration is None else SecondReader(configuration)


@dataclass
class SecondReader:
    """Reads pages for one run, and counts what it sends and spends."""

    configuration: ReaderConfiguration
    allowance: RunAllowance = field(init=False)
    articles: int = 0
    stopped: str = ""

    def __post_init__(self):
        self.allowance = RunAllowance(self.configuration)

    def add_to(self, page: PageReadResult, *, owners: tuple[str, ...]) -> PageReadResult:
        """The page with the second reader's facts beside those of the rules.

        `owners` names for each article whose website published it. Whatever goes wrong, the rules' reading
        stays, and the page says why.
        """
        reason = self._forbidden_reason(page)
        if reason:
            logger.info("%s: not sent: %s.", page.name, reason)
            return page.with_second_reading(page.proposals, SecondReading(reason=reason))
        proposals = []
        reasons = []
        rows = zip(page.parsed.articles, owners, page.proposals, strict=True)
        for number, (article, owner, of_rules) in enumerate(rows, 1):
            name = f"{page.name}, article {number}"
            try:
                proposals.append(self._read(name, article, owner, of_rules))
            except NotRead as not_read:
                logger.warning("%s: the rules alone read it: %s", name, not_read)
                reasons.append(str(not_read))
                proposals.append(of_rules)
        reading = SecondReading(is_asked=len(reasons) < len(proposals), reason=" ".join(reasons))
        return page.with_second_reading(tuple(proposals), reading)

    def _forbidden_reason(self, page: PageReadResult) -> str:
        """Why the page may not be sent, "" where it may."""
        flags = set(page.flags)
        forbidden = sorted((flags & UNRELIABLE_FLAGS) | (flags - self.configuration.flags))
        if forbidden:
            return f"the page carries the flag {', '.join(forbidden)}"
        forbidden = sorted(_article_statuses(page) - self.configuration.statuses)
        return f"the status of its article is {', '.join(forbidden)}" if forbidden else ""

    def _read(
        self, name: str, article: PageArticle, owner: str, of_rules: tuple[ReadProposal, ...]
    ) -> tuple[ReadProposal, ...]:
        """The proposals of both readers; raises NotRead."""
        if is_too_long(article):
            raise NotRead("Its text is too long to be sent.")
        body = build_request(self.configuration, build_messages(article))
        self._check_allowance(body)
        answer = self._ask(name, article, body)
        verified = self._verify(name, answer, PageText(article, owner))
        return combine_readings(of_rules, verified.facts)

    def _check_allowance(self, body: bytes) -> None:
        if not self.stopped:
            self.stopped = self.allowance.stop_reason(body)
            if self.stopped:
                logger.warning("The second reader is asked no more in this run: %s.", self.stopped)
        if self.stopped:
            raise NotRead(f"The second reader was asked no more: {self.stopped}.")

    def _ask(self, name: str, article: PageArticle, body: bytes) -> EndpointAnswer:
        """The answer of the endpoint; what it took is counted, whatever it brought."""
        started = monotonic()
        self.articles += 1
        try:
            answer = ask_endpoint(self.configuration, body, seconds=self.allowance.request_seconds)
        except EndpointFault as fault:
            # It may have been charged all the same
            self._count(name, article, body, EndpointAnswer(text=""))
            self.allowance.faults += 1
            raise NotRead(f"The endpoint failed: {fault.reason}") from fault
        finally:
            self.allowance.seconds += monotonic() - started
        self._count(name, article, body, answer)
        if answer.is_cut:
            self.allowance.faults += 1
            raise NotRead("The answer was cut at its limit of tokens.")
        return answer

    def _count(self, name: str, article: PageArticle, body: bytes, answer: EndpointAnswer) -> None:
        prompt = counted_tokens(answer.prompt_tokens, body)
        written = counted_tokens(answer.answer_tokens, answer.text.encode("utf-8", "replace"))
        cost = self.allowance.spend(prompt, written)
        logger.info(
            "%s: sent %d paragraphs, %d bytes, to %s for %s: %d + %d tokens, cost %s.",
            name,
            len(article.paragraphs),
            len(body),
            self.configuration.address.hostname,
            self.configuration.model,
            prompt,
            written,
            cost,
        )

    def _verify(self, name: str, answer: EndpointAnswer, page: PageText) -> VerifiedAnswer:
        try:
            verified = verify_answer(answer.text, page)
        except ReadingRefused as refused:
            self.allowance.faults += 1
            raise NotRead(f"The answer cannot be used: {refused}.") from refused
        self.allowance.faults = 0
        for reason in verified.dropped:
            logger.info("%s: left out of the answer: %s.", name, reason)
        return verified

    def summary(self) -> str:
        """A sentence on what the run sent and spent."""
        allowance = self.allowance
        spent = f"{self.articles} articles, {allowance.tokens} tokens, {allowance.seconds:.0f} s"
        stopped = f"; asked no more: {self.stopped}" if self.stopped else ""
        return f"second reader: {spent}, cost {allowance.money}{stopped}"


def _article_statuses(page: PageReadResult) -> set[str]:
    """The statuses of the page's articles; without a database, in a dry run, it would become a draft."""
    try:
        return Capture.objects.article_statuses(page.decoded.sha256)
    except DatabaseError:
        return {ArticleStatus.DRAFT.value}
