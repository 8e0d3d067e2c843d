"""Two people at one form: what they open, send and are told."""

import re
from html import unescape

from tests.admin_forms import admin_url, load_form_data


def load_both_forms(desks, record):
    return [load_form_data(browser, admin_url(record)) for browser in desks]


def post_form(browser, record, sent, **typed):
    return browser.post(admin_url(record), {**sent, **typed})


def shown_differences(answer):
    """The differences as they are shown: field, stored, typed."""
    assert answer.status_code == 200
    return [
        (each.field, each.stored, each.submitted)
        for each in answer.context["edit_conflict"].differences
    ]


def resubmitted_data(answer):
    """What the form sends on the second press."""
    fields = re.findall(r'<input type="hidden" name="fingerprint" value="([^"]+)"', answer.text)
    data = answer.context["edit_conflict"].data
    return {**{name: data.getlist(name) for name in data}, "fingerprint": unescape(fields[0])}
