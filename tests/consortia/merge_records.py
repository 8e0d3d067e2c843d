"""A record with one row at each of its relations."""

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from consortia.merging.references import ReferenceColumn, references_to
from consortia.models import AgreementParty, BasePartner, DistinctPair, RejectedAlias
from seeds.models import Shipped
from tests.factories import (
    make_agreement,
    make_appointment,
    make_article,
    make_base,
    make_conference_role,
    make_document,
    make_evidence,
    make_figure,
    make_membership,
    make_name,
    make_organisation,
    make_part,
)


def make_all_references(body) -> list[tuple[ReferenceColumn, object]]:
    """The rows that point at the organisation now, one for each column that can, each with its column."""
    now, kind = timezone.now(), ContentType.objects.get_for_model(body)
    AgreementParty.objects.create(agreement=make_agreement(), organisation=body)
    BasePartner.objects.create(base=make_base(awarded_by=body), organisation=body)
    make_appointment(body=body)
    make_appointment(organisation=body)
    make_conference_role(organisation=body)
    make_document(organisation=body)
    make_evidence(body, make_article())
    make_figure(about=body)
    make_membership(organisation=body)
    make_name(body, "简称")
    make_organisation(parent=body)
    make_part(organisation=body)
    RejectedAlias.objects.create(name="别名", printed="别名", organisation=body, at=now, why="不是")
    DistinctPair.objects.create(one=body, other_id=body.pk + 10_000, at=now, why="两家")
    Shipped.objects.create(
        key="organisation/x", content_type=kind, object_id=body.pk, entry_hash="", record_hash=""
    )
    return [(link, row) for link in references_to(type(body)) for row in link.rows(body)]
