"""What holds of every page: it fits the screen, fingers hit its controls, axe has nothing against it."""

from axe_playwright_python.sync_playwright import Axe

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
}
SMALLEST_TARGET = 44  # CSS pixels
# The controls within an element that are smaller than a finger, by their markup
SMALL = """([within, smallest]) => [...document.querySelectorAll(
    `${within} :is(a, button, summary, input, textarea)`)]
    .filter((control) => control.type !== "hidden" && control.checkVisibility())
    .filter((control) => control.getBoundingClientRect().height < smallest - 0.5)
    .map((control) => control.outerHTML.slice(0, 120))"""


def wait_until(page, script, is_right):
    """Wait until what the script gives is right; the policy of the pages forbids to wait inside them."""
    for _tenth in range(300):
        found = page.evaluate(script)
        if is_right(found):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"{script}: still {found}")


def assert_fits(page):
    """Nothing scrolls sideways."""
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def assert_accessible(page):
    """Axe finds no violation of WCAG 2.2 AA."""
    results = Axe().run(page, options=RULES).response
    found = [f"{rule['id']}: {rule['nodes'][0]['html']}" for rule in results["violations"]]
    assert found == [], found


def assert_targets(page, within):
    """Each control within that element can be hit with a finger."""
    small = page.evaluate(SMALL, [within, SMALLEST_TARGET])
    assert small == [], small
