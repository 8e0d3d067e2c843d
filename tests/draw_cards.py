"""Draw the link previews of each kind: python -m tests.draw_cards (needs Chromium).

What matters stands in the square in the middle, which is all that WeChat shows.
"""

import io
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.browser.conftest import CHROMIUM_FLAGS, find_chromium

STATIC_DIR = Path(__file__).parents[1] / "portal" / "site" / "static" / "portal"
CARDS = {
    "portal": ("产教融合门户", "Industry–Education Portal"),
    "article": ("文章", "Articles"),
    "consortium": ("共同体与联合体", "Consortia"),
    "organisation": ("单位", "Organisations"),
    "conference": ("会议", "Conferences"),
    "agreement": ("协议", "Agreements"),
    "base": ("实训基地", "Training bases"),
    "topic": ("专题", "Topics"),
    "figure": ("统计", "Statistics"),
}
CARD_STYLES = """
html, body { margin: 0; width: 1200px; height: 630px; overflow: hidden; }
body { display: grid; place-items: center; border-top: 18px solid var(--kind, var(--seal)); }
div { display: grid; justify-items: center; width: 560px; text-align: center; }
.sign { font-size: 190px; line-height: 1; }
.sign::before { margin: 0; vertical-align: baseline; }
.top__sign { transform: scale(5); margin-block: 90px; }
h1 { margin-top: 42px; font-size: 72px; white-space: nowrap; }
p { margin-top: 14px; color: var(--soft); font: 38px/1.3 var(--sans); white-space: nowrap; }
"""


def card_html(kind: str) -> str:
    """The picture as a page of the portal's own styles."""
    chinese, english = CARDS[kind]
    sign = (
        '<span class="top__sign"></span>'
        if kind == "portal"
        else f'<span class="sign sign--{kind}"></span>'
    )
    styles = "".join((STATIC_DIR / name).read_text() for name in ("theme.css", "pages.css"))
    body = f'<div>{sign}<h1 lang="zh-hans">{chinese}</h1><p lang="en">{english}</p></div>'
    head = f"<style>{styles}{CARD_STYLES}</style>"
    return f'<html lang="zh-hans">{head}<body class="kind--{kind}">{body}</body></html>'


def main() -> None:
    """Draw every card."""
    (STATIC_DIR / "cards").mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=CHROMIUM_FLAGS)
        page = browser.new_page(viewport={"width": 1200, "height": 630})
        for kind in CARDS:
            page.set_content(card_html(kind))
            picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB").quantize(64)
            picture.save(STATIC_DIR / "cards" / f"{kind}.png", optimize=True)
        browser.close()


if __name__ == "__main__":
    main()
