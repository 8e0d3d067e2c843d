"""Reporting an error: a form of its own, and what became of a report."""

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

SITE_PATH = re.compile(
    r"/(?!/)[^\s\\]*"
)  # what a browser could take for another site's address is none
HOUR = 60 * 60
MAX_PER_CLIENT, MAX_PER_SITE = 5, 200  # reports in an hour


class ErrorReportForm(forms.ModelForm):
    """What is wrong, and what says so; `website` is for machines, which fill in whatever they find."""

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
        """The path of a page of this portal."""
        page = self.cleaned_data["page"]
        if not SITE_PATH.fullmatch(page):
            raise forms.ValidationError(
                _("Give the address of a page of this portal, such as /en/articles/1/.")
            )
        return page

    def clean_website(self):
        """Blank, as no person sees the field."""
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("This field is for machines. Leave it blank."))
        return ""


class ReportLookupForm(forms.Form):
    """The number of a report, to look it up by; small letters and blanks around it do no harm."""

    number = forms.CharField(
        label=gettext_lazy("Number of the report"),
        max_length=40,
        widget=forms.TextInput(attrs={"placeholder": "XXXX-XXXX-XXXX", "autocomplete": "off"}),
    )

    def clean_number(self):
        """The report that has the number."""
        found = ErrorReport.objects.filter(number=self.cleaned_data["number"].upper()).first()
        if found is None:
            raise forms.ValidationError(_("No report has this number."))
        return found


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report_error(request):
    """The form about a page; a good one is kept, and its number shown. A flood is refused with 429."""
    lookup = ReportLookupForm(request.GET if "number" in request.GET else None)
    if lookup.is_valid():
        return redirect(lookup.cleaned_data["number"])
    form = ErrorReportForm(
        request.POST or None, initial={"page": request.GET.get("page", "")[:MAX_PAGE_LENGTH]}
    )
    if request.method != "POST" or not form.is_valid():
        return render(request, "site/feedback.html", {"form": form, "lookup": lookup})
    if not _allowed(request):
        form.add_error(
            None,
            _(
                "Too many reports came within an hour. Please try again later: what you wrote is still here."
            ),
        )
        return render(request, "site/feedback.html", {"form": form, "lookup": lookup}, status=429)
    return redirect("report-state", form.save().number)


def _allowed(request: HttpRequest) -> bool:
    own = throttle.allow(
        f"report-{throttle.client_hash(request)}", most=MAX_PER_CLIENT, seconds=HOUR
    )
    return own and throttle.allow("reports", most=MAX_PER_SITE, seconds=HOUR)


@never_cache
@require_safe
def report_state(request, number):
    """What became of a report, for whoever has its number."""
    return render(
        request,
        "site/feedback_state.html",
        {"report": get_object_or_404(ErrorReport, number=number)},
    )
