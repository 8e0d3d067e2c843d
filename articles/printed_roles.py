"""Who edited, checked and signed a text at its source, each under the role that the source prints.

The text of a field: roles are parted by “；”, a role and its names by “：”, names by “、”
(“责任编辑：甲、乙；审签：丙”, in English “Editor: A, B; Reviewed by: C”). Names without any role are allowed.
"""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core.names import CHINESE, ENGLISH, current_language

# Kinds of roles with their names on pages in another language
ROLE_NAMES = {
    "responsible_editor": gettext_lazy("Responsible editor"),
    "editor": gettext_lazy("Editor"),
    "chief_editor": gettext_lazy("Chief editor"),
    "editor_on_duty": gettext_lazy("Editor on duty"),
    "proofreader": gettext_lazy("Proofreader"),
    "reviewer": gettext_lazy("Reviewer"),
    "first_review": gettext_lazy("First review"),
    "second_review": gettext_lazy("Second review"),
    "final_review": gettext_lazy("Final review"),
    "sign_off": gettext_lazy("Signed off by"),
    "supervisor": gettext_lazy("Supervisor"),
    "planning": gettext_lazy("Planning"),
}
# The labels that sources print for them; "_" stands for a blank.
ROLE_LABELS = {
    "responsible_editor": "责任编辑 責任編輯 责编 責編 Editor_in_charge Editors_in_charge Editor-in-charge "
    "Responsible_editor Responsible_editors",
    "editor": "编辑 編輯 网络编辑 执行编辑 值班编辑 本期编辑 新媒体编辑 文字编辑 微信编辑 排版编辑 网编 编发 "
    "编校 编务 Editor Editors Web_editor Web_editors Editing Edited_by Executive_editor Managing_editor",
    "chief_editor": "主编 执行主编 副主编 责任主编 总编辑 總編輯 总编 值班总编 Chief_editor Editor-in-chief",
    "editor_on_duty": "值班编委 值班主任 编委",
    "proofreader": "校对 校對 责任校对 初校 一校 二校 三校 终校 Copy_editor Proofread_by Proofreader",
    "reviewer": "审核 審核 审核人 编审 初核 复核 审校 審校 责任审核 核稿 审稿 审读 审阅 统审 发布审核 "
    "Reviewed_by Reviewer",
    "first_review": "初审 初審 一审 一審",
    "second_review": "复审 複審 二审 二審",
    "final_review": "终审 終審 三审 三審",
    "sign_off": "审签 審簽 审签人 签发 签发人 签审 审定 审批 Approved_by Signed_off_by",
    "supervisor": "监制 監製 总监制 监审 監審 出品人",
    "planning": "统筹 策划 总策划",
}
PRINTED_LABELS = tuple(label for labels in ROLE_LABELS.values() for label in labels.split())
EDITING_KINDS = frozenset(("", "responsible_editor", "editor", "chief_editor"))

MAX_LENGTH = 2000
MAX_LABEL_LENGTH = 30
MAX_NAME_LENGTH = 60
HELP_TEXT = gettext_lazy(
    "Each role as the source prints it, with its names: 责任编辑：甲、乙；审签：丙. "
    "In English: Editor: A, B; Reviewed by: C."
)
_ROLES_SIGN = re.compile(r"\s*[；;]\s*")
_LABEL_SIGN = re.compile(r"\s*[：:]\s*")
_NAMES_SIGN = re.compile(r"\s*[、，,]\s*")
_SIGNS = {CHINESE: ("；", "：", "、"), ENGLISH: ("; ", ": ", ", ")}


@dataclass(frozen=True)
class PrintedRole:
    """A role as printed, "" for names without one, and the people under it."""

    label: str
    names: tuple[str, ...]

    @property
    def kind(self) -> str:
        """The key in ROLE_NAMES, "" for a label that is not known there."""
        return _KINDS_OF_LABELS.get(_label_key(self.label), "")

    def label_in(self, language: str) -> str:
        """The label on a page for a text in that language: as printed, or translated for other readers."""
        if language == current_language() or not self.kind:
            return self.label
        return str(ROLE_NAMES[self.kind])


def _label_key(label: str) -> str:
    return re.sub(r"[\s_]", "", label).lower()


_KINDS_OF_LABELS = {
    _label_key(label): kind for kind, labels in ROLE_LABELS.items() for label in labels.split()
}


def parse_printed_roles(text: str) -> tuple[PrintedRole, ...]:
    """Return the roles of a field's text; ValueError says in a sentence what cannot be read."""
    if not text.strip():
        return ()
    pieces = _ROLES_SIGN.split(text.strip())
    return tuple(_parse_role(piece, is_only=len(pieces) == 1) for piece in pieces)


def _parse_role(piece: str, *, is_only: bool) -> PrintedRole:
    parts = _LABEL_SIGN.split(piece)
    if not piece:
        raise ValueError(_("Between two “；”, or at the end, stands no role."))
    if len(parts) > 2:
        raise ValueError(_("“%s” holds more than one “：”: put “；” between two roles.") % piece)
    label = parts[0] if len(parts) == 2 else ""
    if not label and not is_only:
        raise ValueError(_("“%s” says no role: write it as 责任编辑：甲.") % piece)
    if len(label) > MAX_LABEL_LENGTH:
        raise ValueError(_("“%s” is too long for the name of a role.") % label)
    return PrintedRole(label, _parse_names(parts[-1], piece))


def _parse_names(text: str, piece: str) -> tuple[str, ...]:
    names = tuple(_NAMES_SIGN.split(text))
    if not all(names):
        raise ValueError(_("“%s” lacks a name.") % piece)
    for name in names:
        if len(name) > MAX_NAME_LENGTH:
            raise ValueError(_("“%s” is too long for a name.") % name)
    return names


def validate_printed_roles(text: str) -> None:
    """Raise ValidationError with the reason for a text that cannot be read as roles."""
    try:
        parse_printed_roles(text)
    except ValueError as error:
        raise ValidationError(str(error), code="printed_roles") from error


def read_printed_roles(text: str) -> tuple[PrintedRole, ...]:
    """Return the roles of a stored text; one that cannot be parsed is shown whole, without a role."""
    try:
        return parse_printed_roles(text)
    except ValueError:
        return (PrintedRole("", (text,)),)


def format_printed_roles(roles: tuple[PrintedRole, ...], language: str) -> str:
    """Return the roles as the text of a field; roles that would make it too long are left out."""
    roles_sign, label_sign, names_sign = _SIGNS[language]
    text = ""
    for role in roles:
        label = f"{role.label}{label_sign}" if role.label else ""
        piece = f"{label}{names_sign.join(role.names)}"
        longer = f"{text}{roles_sign}{piece}" if text else piece
        if len(longer) <= MAX_LENGTH:
            text = longer
    return text


def printed_names(text: str) -> tuple[str, ...]:
    """Return the people of a field's text, without their roles."""
    return tuple(name for role in read_printed_roles(text) for name in role.names)
