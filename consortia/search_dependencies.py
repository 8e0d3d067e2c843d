"""Index dependencies of the records: which search documents a changed row affects."""

from collections.abc import Callable

from django.db.models import Model, Q, QuerySet

from consortia.models import (
    Agreement,
    AgreementParty,
    Appointment,
    BasePartner,
    Conference,
    ConferenceRole,
    Consortium,
    Document,
    Industry,
    Membership,
    Organisation,
    OrganisationName,
    Part,
    Region,
    Session,
    TrainingBase,
)

KeysOf = Callable[[QuerySet], QuerySet]  # from changed rows to the keys of the records to reindex
Dependencies = dict[type[Model], KeysOf]


def keys_in(column: str) -> KeysOf:
    """Return a function that reads keys from a column of the changed rows."""

    def keys(rows):
        return rows.values_list(column, flat=True)

    return keys


def keys_referring(model: type[Model], *paths: str) -> KeysOf:
    """Return a function that finds the records which refer to the changed rows on any of these paths."""

    def keys(rows):
        condition = Q()
        for path in paths:
            condition |= Q(**{f"{path}__in": rows.values("pk")})
        return model._base_manager.filter(condition).order_by().values_list("pk", flat=True)

    return keys


def only_consortia(keys_of: KeysOf) -> KeysOf:
    """Return a function that keeps the keys of consortia: other organisations are another kind."""

    def keys(rows):
        consortia = Consortium.objects.filter(pk__in=keys_of(rows)).order_by()
        return consortia.values_list("pk", flat=True)

    return keys


def _own_keys(rows):
    return rows.values_list("pk", flat=True)


def _membership_keys(column, **conditions):
    return Membership.objects.filter(**conditions).order_by().values_list(column, flat=True)


def organisation_and_members(rows):
    """The changed organisations and, of consortia, their members."""
    members = _membership_keys("organisation", consortium__in=rows.values("pk"))
    return _own_keys(rows).union(members)


def organisation_and_consortia(rows):
    """The changed organisations and the consortia that they belong to."""
    consortia = _membership_keys("consortium", organisation__in=rows.values("pk"))
    return _own_keys(rows).union(consortia)


def organisation_with_both_sides(rows):
    """The changed organisations, their members, and the consortia that they belong to."""
    return organisation_and_consortia(rows).union(organisation_and_members(rows))


def membership_sides(rows):
    """The consortia and the organisations of the changed memberships."""
    organisations = rows.values_list("organisation", flat=True)
    return rows.values_list("consortium", flat=True).union(organisations)


COMMON_DEPENDENCIES: Dependencies = {
    OrganisationName: keys_in("organisation"),
    Appointment: keys_in("body"),
    Document: keys_in("organisation"),
    Region: keys_referring(Organisation, "region"),
    Industry: keys_referring(Organisation, "industry"),
}
ORGANISATION_DEPENDENCIES: Dependencies = {
    **COMMON_DEPENDENCIES,
    Organisation: organisation_and_members,
    Consortium: organisation_and_members,
    Membership: keys_in("organisation"),
}
CONSORTIUM_DEPENDENCIES: Dependencies = {
    **{model: only_consortia(keys) for model, keys in COMMON_DEPENDENCIES.items()},
    Organisation: only_consortia(organisation_with_both_sides),
    Consortium: organisation_and_members,
    Membership: only_consortia(membership_sides),
}
CONFERENCE_DEPENDENCIES: Dependencies = {
    Conference: keys_in("pk"),
    ConferenceRole: keys_in("conference"),
    Session: keys_in("conference"),
    Part: keys_in("session__conference"),
    Organisation: keys_referring(
        Conference, "roles__organisation", "sessions__parts__organisation", "consortium"
    ),
    Consortium: keys_referring(Conference, "consortium"),
    Region: keys_referring(Conference, "region"),
}
AGREEMENT_DEPENDENCIES: Dependencies = {
    Agreement: keys_in("pk"),
    AgreementParty: keys_in("agreement"),
    Organisation: keys_referring(Agreement, "parties__organisation", "consortium"),
    Consortium: keys_referring(Agreement, "consortium"),
    Region: keys_referring(Agreement, "parties__organisation__region"),
}
TRAINING_BASE_DEPENDENCIES: Dependencies = {
    TrainingBase: keys_in("pk"),
    BasePartner: keys_in("base"),
    Organisation: keys_referring(
        TrainingBase, "partners__organisation", "awarded_by", "consortium"
    ),
    Consortium: keys_referring(TrainingBase, "consortium"),
    Region: keys_referring(TrainingBase, "region"),
    Industry: keys_referring(TrainingBase, "industry"),
}
