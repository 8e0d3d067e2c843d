"""What a person is told on the draft of a page that was just read."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.core.names import current_language, join_list
from seeds.page_import.report import ReportLine


def add_read_messages(request: HttpRequest, line: ReportLine) -> None:
    """Say what was read, what the page left blank, what is wrong with it, and where it is decided on."""
    messages.success(request, _("The page was read into this draft."))
    [draft] = line.drafts
    if draft.editors:
        messages.info(request, _("Roles as the page prints them: %s") % draft.editors)
    if line.blank_labels:
        labels = join_list(line.blank_labels, current_language())
        sentence = _("The page prints these labels without a value: %(labels)s")
        messages.info(request, sentence % {"labels": labels})
    if line.flags:
        messages.warning(
            request, _("Look closely: %s.") % join_list(line.flags, current_language())
        )
    if line.reason:
        messages.warning(request, line.reason)
    if line.to_decide:
        words = ngettext(
            "Decide on the record that it reports",
            "Decide on the %(total)s records that it reports",
            line.to_decide,
        ) % {"total": line.to_decide}
        link = format_html('<a href="{}">{}</a>', line.page.capture.get_decide_url(), words)
        messages.info(request, link)
    elif line.proposed:
        sentence = ngettext(
            "The page seems to report one fact; it waits for a records editor.",
            "The page seems to report %(total)s facts; they wait for a records editor.",
            line.proposed,
        )
        messages.info(request, sentence % {"total": line.proposed})
