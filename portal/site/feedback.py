"""The form to report an error, and the state of a report."""

import re

from django import forms
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from portal.core import throttle
from portal.core.error_reports import MAX_PAGE_LENGTH
from portal.core.models import ErrorReport

# No path that a browser could take for the address of another site
SITE_PATH = re.compile(r"/(?!/)[^\s\\]*")
HOUR = 60 * 60  # seconds
MAX_PER_CLIENT = 5  # reports in an hour
MAX_PER_SITE = 200


class ErrorReportForm(forms.ModelForm):
    """What is wrong, and by which source; `website` is a trap for robots, which fill in every field."""

    website = forms.CharField(
        label=gettext_lazy("Leave this field blank"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    class Meta:
        model = ErrorReport
        fields = ("page", "reason", "source")
        labels = {
            "page": gettext_lazy("Page"),
            "reason": gettext_lazy("What is wrong, and what should stand there?"),
            "source": gettext_lazy("Where can we see that? An address, a publication, a document."),
        }
        widgets = {"reason": forms.Textarea(attrs={"rows": 6})}

    def clean_page(self):
        """Return the path; raise ValidationError for what is no path of this portal."""
        page = self.cleaned_data["page"]
        if not SITE_PATH.fullmatch(page):
            raise forms.ValidationError(
                _("Give the address of a page of this portal, such as /en/articles/1/.")
            )
        return page

    def clean_website(self):
        """Raise ValidationError for any value, as no person sees the field."""
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("This field is for machines. Leave it blank."))
        return ""


class ReportLookupForm(forms.Form):
    """The number of a report to look up, in capitals or not."""

    number = forms.CharField(
        label=gettext_lazy("Number of the report"),
        max_length=40,
        widget=forms.TextInput(attrs={"placeholder": "XXXX-XXXX-XXXX", "autocomplete": "off"}),
    )

    def clean_number(self):
        """Return the report with that number; raise ValidationError where there is none."""
        number = self.cleaned_data["number"].upper()
        report = ErrorReport.objects.filter(number=number).first()
        if report is None:
            raise forms.ValidationError(_("No report has this number."))
        return report


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report_error(request):
    """Show the form about a page; store a valid report and redirect to it, or answer 429 to a flood."""
    lookup = ReportLookupForm(request.GET if "number" in request.GET else None)
    if lookup.is_valid():
        return redirect(lookup.cleaned_data["number"])
    page = request.GET.get("page", "")[:MAX_PAGE_LENGTH]
    form = ErrorReportForm(request.POST or None, initial={"page": page})
    if request.method != "POST" or not form.is_valid():
        return render(request, "site/feedback.html", {"form": form, "lookup": lookup})
    if not _within_limits(request):
        message = _(
            "Too many reports came within an hour. Please try again later: what you wrote is still here."
        )
        form.add_error(None, message)
        return render(request, "site/feedback.html", {"form": form, "lookup": lookup}, status=429)
    return redirect("report-state", form.save().number)


def _within_limits(request: HttpRequest) -> bool:
    client_key = f"report-{throttle.client_hash(request)}"
    client_is_allowed = throttle.allow(client_key, most=MAX_PER_CLIENT, seconds=HOUR)
    return client_is_allowed and throttle.allow("reports", most=MAX_PER_SITE, seconds=HOUR)


@never_cache
@require_safe
def report_state(request, number):
    """Show the state of a report to whoever has its number."""
    report = get_object_or_404(ErrorReport, number=number)
    return render(request, "site/feedback_state.html", {"report": report})
