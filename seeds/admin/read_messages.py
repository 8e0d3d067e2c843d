"""What a person is told on the draft of a page that was just read."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seeds.page_import.report import ReportLine


def add_read_messages(request: HttpRequest, line: ReportLine) -> None:
    """Say that the page was read, what is wrong with it, and where its proposals are decided."""
    messages.success(request, _("The page was read into this draft."))
    if line.flags:
        messages.warning(request, _("Look closely: %s.") % "; ".join(line.flags))
    if line.to_decide:
        words = ngettext(
            "Decide on the record that it reports",
            "Decide on the %(total)s records that it reports",
            line.to_decide,
        ) % {"total": line.to_decide}
        link = format_html('<a href="{}">{}</a>', line.page.capture.get_decide_url(), words)
        messages.info(request, link)
