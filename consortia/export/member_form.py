"""The members of a consortium as the form that the import reads, to be edited and uploaded again."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.utils.translation import gettext as _

from consortia.models import Consortium, Membership, SheetKind
from consortia.sheets.row_keys import make_row_key
from portal.core.names import CHINESE, current_language
from portal.listing.export.formats import csv_lines, xlsx_file
from portal.listing.export.response import MAX_SHEET_NAME_LENGTH, download_response

FORMATS = ("xlsx", "csv")


@dataclass(frozen=True)
class FormColumn:
    """A column of the form with the headings by which the import knows it, in both languages."""

    key: str
    heading: str
    heading_en: str

    @property
    def label(self) -> str:
        """The heading in the language of the page."""
        return self.heading if current_language() == CHINESE else self.heading_en


MEMBER_COLUMNS = (
    FormColumn("name", "单位名称", "Organisation"),
    FormColumn("name_en", "英文名称", "English name"),
    FormColumn("credit_code", "统一社会信用代码", "Unified social credit code"),
    FormColumn("role", "职务", "Role"),
    FormColumn("wording", "原文表述", "Wording"),
    FormColumn("since", "加入时间", "Since"),
    FormColumn("until", "退出时间", "Until"),
    FormColumn("row_key", "成员记录编号", "Membership number"),
)


def member_form_response(request: HttpRequest, consortium: Consortium) -> HttpResponse:
    """All memberships, hidden ones too, as XLSX or CSV (`?format=`); 400 for another format."""
    requested = request.GET.get("format", FORMATS[0])
    if requested not in FORMATS:
        return HttpResponseBadRequest(_("There is no such format here.") + "\n")
    header = [column.label for column in MEMBER_COLUMNS]
    rows = list(member_form_rows(consortium))
    title = _("Members of %s") % consortium
    names = (f"members-{consortium.pk}", title)
    if requested == "csv":
        return download_response(request, "csv", names, lambda: csv_lines(header, [rows]))
    sheet_name = _("Members")[:MAX_SHEET_NAME_LENGTH]
    return download_response(request, "xlsx", names, lambda: xlsx_file(sheet_name, header, [rows]))


def member_form_rows(consortium: Consortium) -> Iterator[list[str]]:
    """The cells of each membership, in the order of roles; one query."""
    memberships = consortium.memberships.select_related("organisation").ordered_by_role()
    for membership in memberships:
        yield [_cell(membership, column.key) for column in MEMBER_COLUMNS]


def _cell(membership: Membership, key: str) -> str:
    if key in {"name", "name_en", "credit_code"}:
        return getattr(membership.organisation, key)
    if key == "role":
        return str(membership.get_role_display())
    if key == "row_key":
        return make_row_key(SheetKind.MEMBERS, membership.pk)
    return getattr(membership, key)
