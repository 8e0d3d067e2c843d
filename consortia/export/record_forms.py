"""A consortium's training bases and agreements as the forms that the import reads, to be uploaded again."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.utils.translation import gettext as _

from consortia.export.member_form import FORMATS, FormColumn
from consortia.models import Agreement, BasePartnerRole, Consortium, SheetKind, TrainingBase
from consortia.sheets.headings import load_words
from consortia.sheets.row_keys import make_row_key
from portal.listing.export.formats import csv_lines, xlsx_file
from portal.listing.export.response import MAX_SHEET_NAME_LENGTH, download_response
from portal.listing.export.table import join_values

BASE_COLUMNS = (
    FormColumn("name", "基地名称", "Base name"),
    FormColumn("name_en", "英文名称", "English name"),
    FormColumn("kind", "类型", "Kind"),
    FormColumn("nature", "牌匾代表", "The plaque stands for"),
    FormColumn("status", "状态", "Status"),
    FormColumn("level", "层级", "Level"),
    FormColumn("region_code", "地区代码", "Region (code)"),
    FormColumn("industry", "行业", "Industry"),
    FormColumn("host", "依托单位", "Host"),
    FormColumn("co_founder", "共建单位", "Co-founder"),
    FormColumn("operator", "运营单位", "Operator"),
    FormColumn("supporter", "支持单位", "Supporter"),
    FormColumn("awarded_by", "授予单位", "Awarded by"),
    FormColumn("unveiled_on", "揭牌日期", "Unveiled on"),
    FormColumn("unveiled_at", "揭牌场合", "Unveiled at"),
    FormColumn("valid_until", "有效期至", "Valid until"),
    FormColumn("contact", "联系方式（中文）", "Contact in Chinese"),
    FormColumn("contact_en", "联系方式（英文）", "Contact in English"),
    FormColumn("row_key", "基地记录编号", "Base record"),
)
AGREEMENT_COLUMNS = (
    FormColumn("title", "协议名称", "Agreement title"),
    FormColumn("title_en", "英文标题", "English title"),
    FormColumn("kind", "协议类型", "Kind"),
    FormColumn("status", "状态", "Status"),
    FormColumn("signed_on", "签署日期", "Signed on"),
    FormColumn("conference", "签署场合", "Signed at"),
    FormColumn("promises", "约定内容（中文）", "What is promised, in Chinese"),
    FormColumn("promises_en", "约定内容（英文）", "What is promised, in English"),
    FormColumn("parties", "签约方", "Parties"),
    FormColumn("row_key", "协议记录编号", "Agreement record"),
)


def record_form_response(request: HttpRequest, kind: str, consortium: Consortium) -> HttpResponse:
    """All bases or agreements of a consortium as XLSX or CSV (`?format=`); 400 for another format."""
    requested = request.GET.get("format", FORMATS[0])
    if requested not in FORMATS:
        return HttpResponseBadRequest(_("There is no such format here.") + "\n")
    columns, rows = FORMS[kind](consortium)
    header = [column.label for column in columns]
    title = _("Training bases") if kind == SheetKind.TRAINING_BASES else _("Agreements")
    names = (f"{kind}-{consortium.pk}", f"{title} {consortium}")
    if requested == "csv":
        return download_response(request, "csv", names, lambda: csv_lines(header, [rows]))
    sheet_name = title[:MAX_SHEET_NAME_LENGTH]
    return download_response(request, "xlsx", names, lambda: xlsx_file(sheet_name, header, [rows]))


def base_form(consortium: Consortium) -> tuple[tuple[FormColumn, ...], list[list[str]]]:
    """The columns of the form of bases, and the cells of each base of the consortium."""
    bases = TrainingBase.objects.filter(consortium=consortium).select_related(
        "region", "industry", "awarded_by", "unveiled_at"
    )
    rows = [
        [_base_value(base, column.key) for column in BASE_COLUMNS]
        for base in bases.prefetch_related("partners__organisation").order_by("pk")
    ]
    return BASE_COLUMNS, rows


def _base_value(base, key) -> str:
    if key in BasePartnerRole.values:
        return join_values(part.organisation for part in base.partners.all() if part.role == key)
    if key == "region_code":
        return base.region.code if base.region else ""
    return _value(base, key, SheetKind.TRAINING_BASES)


def _value(record, key, kind) -> str:
    """The text of one field, a choice by its label, another record by its name."""
    if key == "row_key":
        return make_row_key(kind, record.pk)
    if record._meta.get_field(key).choices:
        return str(getattr(record, f"get_{key}_display")())
    value = getattr(record, key)
    return "" if value is None else str(value)


def agreement_form(consortium: Consortium) -> tuple[tuple[FormColumn, ...], list[list[str]]]:
    """The columns of the form of agreements, three for each side in use, and the cells of each agreement."""
    agreements = list(
        Agreement.objects.filter(consortium=consortium)
        .select_related("conference")
        .prefetch_related("parties__organisation")
        .order_by("pk")
    )
    used = {party.side for agreement in agreements for party in agreement.parties.all()}
    sides = [side for side in load_words("agreements")["sides"] if side in used]
    columns = [*AGREEMENT_COLUMNS[:-1]]
    for side in sides:
        columns += _side_columns(side)
    columns.append(AGREEMENT_COLUMNS[-1])
    rows = [
        [_agreement_value(agreement, column.key, sides) for column in columns]
        for agreement in agreements
    ]
    return tuple(columns), rows


def _side_columns(side: str) -> Iterator[FormColumn]:
    sign = load_words("agreements")["sides"][side][0]
    yield FormColumn(f"party {side}", f"{sign}方", f"Party {side}")
    yield FormColumn(f"signatory {side}", f"{sign}方签字人", f"Signatory {side}")
    yield FormColumn(f"post {side}", f"{sign}方签字人职务", f"Post {side}")


def _agreement_value(agreement, key, sides) -> str:
    if key == "parties":
        return join_values(
            party.organisation for party in agreement.parties.all() if party.side not in sides
        )
    what, _blank, side = key.partition(" ")
    if not side:
        return _value(agreement, key, SheetKind.AGREEMENTS)
    parties = [party for party in agreement.parties.all() if party.side == side]
    if what == "party":
        return join_values(party.organisation for party in parties)
    if not parties:
        return ""
    return getattr(parties[0], what) or getattr(parties[0], f"{what}_en")


FORMS = {SheetKind.TRAINING_BASES: base_form, SheetKind.AGREEMENTS: agreement_form}
