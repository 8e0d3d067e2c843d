"""Two people at one form: what they open, send and are told."""

import re
from html import unescape

from tests.admin_forms import opened, place


def both_open(desks, record):
    return [opened(browser, place(record)) for browser in desks]


def save(browser, record, sent, **typed):
    return browser.post(place(record), {**sent, **typed})


def told(answer):
    """The differences as they are shown: field, stored, typed."""
    assert answer.status_code == 200
    return [(each.field, each.stored, each.typed) for each in answer.context["dispute"].differences]


def again(answer):
    """What the form sends on the second press."""
    fields = re.findall(r'<input type="hidden" name="fingerprint" value="([^"]+)"', answer.text)
    data = answer.context["dispute"].data
    return {**{name: data.getlist(name) for name in data}, "fingerprint": unescape(fields[0])}
