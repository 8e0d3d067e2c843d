"""What a person may do with an uploaded sheet, by permissions and by limits to consortia."""

from dataclasses import dataclass

from consortia.models import ConsortiumLimit, SheetImport, SheetKind
from consortia.models.user_limits import may_edit

# By kind of sheet, the permissions that applying needs
APPLY_PERMISSIONS = {
    SheetKind.MEMBERS: (
        "consortia.change_consortium",
        "consortia.add_membership",
        "consortia.add_organisation",
    ),
    SheetKind.TRAINING_BASES: (
        "consortia.change_consortium",
        "consortia.add_trainingbase",
        "consortia.add_basepartner",
        "consortia.add_organisation",
    ),
    SheetKind.AGREEMENTS: (
        "consortia.change_consortium",
        "consortia.add_agreement",
        "consortia.add_agreementparty",
        "consortia.add_organisation",
    ),
}
# By kind of sheet, the model of the rows
ROW_MODELS = {
    SheetKind.MEMBERS: "membership",
    SheetKind.TRAINING_BASES: "trainingbase",
    SheetKind.AGREEMENTS: "agreement",
}


# By kind of sheet, the model of the parts of a row, if it has parts
PART_MODELS = {
    SheetKind.MEMBERS: "",
    SheetKind.TRAINING_BASES: "basepartner",
    SheetKind.AGREEMENTS: "agreementparty",
}


@dataclass(frozen=True)
class SheetRights:
    """What a person may do: change and remove what stands and its parts, and fill in for organisations.

    `own_consortia` are the consortia that the person is limited to; empty for all.
    """

    can_change_records: bool
    can_delete_records: bool
    can_change_organisations: bool
    own_consortia: frozenset[int] = frozenset()
    can_delete_parts: bool = False

    @classmethod
    def of(cls, person, kind: str) -> "SheetRights":
        """The rights of that person for a kind of sheet; one query."""
        model = ROW_MODELS[kind]
        limits = ConsortiumLimit.objects.for_user(person).values_list("consortium", flat=True)
        return cls(
            can_change_records=person.has_perm(f"consortia.change_{model}"),
            can_delete_records=person.has_perm(f"consortia.delete_{model}"),
            can_change_organisations=person.has_perm("consortia.change_organisation"),
            own_consortia=frozenset(limits),
            can_delete_parts=person.has_perm(f"consortia.delete_{PART_MODELS[kind]}"),
        )

    def may_change(self, organisation: int) -> bool:
        """Whether the person may change that organisation."""
        is_within_limits = not self.own_consortia or organisation in self.own_consortia
        return self.can_change_organisations and is_within_limits


def may_apply(person, kind: str) -> bool:
    """Whether the person has the permissions that applying a sheet of this kind needs."""
    return person.has_perms(APPLY_PERMISSIONS[kind])


def may_apply_import(person, record: SheetImport) -> bool:
    """Whether the person may apply or undo this import: by permissions, and by limits to consortia."""
    return may_apply(person, record.kind) and may_edit(person, record)
