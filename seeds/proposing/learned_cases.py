"""Pages with decisions as cases for an installation's own corpus, but for those whose status forbids it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.utils import timezone

from articles.models import Article
from seeds.models import Capture, Proposal
from seeds.models.capture import UNRELIABLE_FLAGS
from seeds.pages import PageArticle, parse_page
from seeds.proposing.learned_case import LearnedCase, describe_facts, is_edit_forgotten
from seeds.reading import PageRefused, PageSource, read_source

DAY_AND_TIME = 16  # characters of YYYY-MM-DDTHH:MM


@dataclass
class LearnedCases:
    """The cases, and a sentence for each page or decision that was left out."""

    cases: list[LearnedCase] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def collect_cases() -> LearnedCases:
    """The cases of all pages that people decided on, of versions of one page the last public one."""
    found = LearnedCases()
    replaced: set[int] = set()
    by_capture = _decided_by_capture()
    public = set(
        Article.objects.published(at=timezone.now()).order_by().values_list("pk", flat=True)
    )
    for capture in Capture.objects.filter(pk__in=by_capture).order_by("-pk"):
        if capture.pk in replaced:
            continue
        proposals = by_capture[capture.pk]
        fault = _forbidden_reason(capture, proposals, public)
        if fault:
            found.left_out.append(f"{capture.name}: {fault}")
            continue
        replaced |= _earlier_versions(capture)
        _add_cases(found, capture, proposals)
    found.cases.sort(key=lambda case: int(case.number))
    return found


def _decided_by_capture() -> dict[int, list[Proposal]]:
    by_capture: dict[int, list[Proposal]] = {}
    rows = Proposal.objects.final().select_related("article").defer("undo_log")
    for proposal in rows:
        by_capture.setdefault(proposal.capture_id, []).append(proposal)
    return by_capture


def _forbidden_reason(capture: Capture, proposals: Iterable[Proposal], public: set[int]) -> str:
    """Why a page may not become a case, "" where it may: its text has to be public, and its own."""
    flags = UNRELIABLE_FLAGS.intersection(capture.flags)
    if flags:
        return f"left out: the page carries the flag {', '.join(sorted(flags))}."
    for proposal in proposals:
        if proposal.article is None:
            return "left out: its article was deleted."
        if proposal.article_id not in public:
            return f"left out: its article is not public (status {proposal.article.status})."
    return ""


def _earlier_versions(capture: Capture) -> set[int]:
    """The keys of the versions of the page before this one."""
    versions: set[int] = set()
    earlier = capture.previous_id
    while earlier and earlier not in versions:
        versions.add(earlier)
        earlier = Capture.objects.filter(pk=earlier).values_list("previous", flat=True).first()
    return versions


def _add_cases(found: LearnedCases, capture: Capture, proposals: list[Proposal]) -> None:
    try:
        articles = _read_articles(capture.name, bytes(capture.content), capture.origin)
    except PageRefused as refused:
        found.left_out.append(
            f"{capture.name}: left out: it cannot be read any more: {refused.reason}"
        )
        return
    drafts = list(capture.articles.order_by("pk").values_list("pk", flat=True))
    if len(drafts) != len(articles):
        found.left_out.append(f"{capture.name}: left out: it is read as other articles today.")
        return
    for draft, page_article in zip(drafts, articles, strict=True):
        decided = [proposal for proposal in proposals if proposal.article_id == draft]
        kept = [proposal for proposal in decided if not is_edit_forgotten(proposal)]
        for proposal in decided:
            if proposal not in kept:
                message = f"{capture.name}: {proposal} left out: what was edited was not kept then."
                found.left_out.append(message)
        if kept:
            _add_case(found, capture, draft, page_article, kept)


def _add_case(
    found: LearnedCases,
    capture: Capture,
    draft: int,
    page_article: PageArticle,
    proposals: list[Proposal],
) -> None:
    text = _find_text(capture, page_article)
    if text is None:
        found.left_out.append(f"{capture.name}: left out: as plain text it is read otherwise.")
        return
    facts = describe_facts(page_article, proposals, sha256=capture.sha256)
    found.cases.append(LearnedCase(number=f"{draft:03}", text=text, facts=facts))


def _find_text(capture: Capture, page_article: PageArticle) -> str | None:
    """The page as a text that is read as the very article, None where there is none."""
    for make in TEXT_FORMS:
        text = make(capture, page_article)
        if text and _is_read_as(text, page_article):
            return text
    return None


def _original_text(capture: Capture, _page_article: PageArticle) -> str:
    """The text of a page that was captured as one; it stays as it was, furniture and all."""
    if not capture.name.lower().endswith(".txt"):
        return ""
    try:
        return bytes(capture.content).decode(capture.encoding)
    except (LookupError, UnicodeDecodeError):
        return ""


def _plain_text(capture: Capture, page_article: PageArticle) -> str:
    """The article as a plain page: address, title, label line, paragraphs."""
    moment = page_article.published[:DAY_AND_TIME].replace("T", " ")
    source = f"来源：{page_article.source}" if page_article.source else ""
    published = f"发布时间：{moment}" if moment else ""
    labels = "  ".join(filter(None, (source, published)))
    origin = capture.origin if capture.origin.startswith(("http://", "https://")) else ""
    lines = filter(None, (origin, page_article.title, labels, *page_article.paragraphs))
    return "\n".join(lines) + "\n"


TEXT_FORMS: tuple[Callable[[Capture, PageArticle], str], ...] = (_original_text, _plain_text)


def _is_read_as(text: str, page_article: PageArticle) -> bool:
    try:
        articles = _read_articles("case.txt", text.encode(), "")
    except (PageRefused, UnicodeEncodeError):
        return False
    if len(articles) != 1:
        return False
    read = articles[0]
    return (read.title, read.paragraphs) == (page_article.title, page_article.paragraphs)


def _read_articles(name: str, content: bytes, origin: str) -> tuple[PageArticle, ...]:
    return parse_page(read_source(PageSource(name, lambda: content, origin=origin))).articles
