"""The cards of records in their lists, and the map above those with a region."""

from functools import partial

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from consortia.charts.tile_map import list_map
from consortia.filters import (
    AgreementFilter,
    ConferenceFilter,
    ConsortiumFilter,
    OrganisationFilter,
    TrainingBaseFilter,
)
from consortia.models import Agreement, Conference, Consortium, Organisation, TrainingBase
from consortia.views.related import prefetch_parties, prefetch_partners
from portal.core.names import sort_field
from portal.listing.cards import CardList
from portal.listing.keyset import KeysetOrder
from portal.listing.listing import Listing


def _listed_agreements():
    return Agreement.objects.published().prefetch_related(prefetch_parties())


def _listed_conferences():
    return Conference.objects.published().select_related("region", "consortium__organisation")


def _listed_consortia():
    return Consortium.objects.published().for_lists()


def _listed_organisations():
    published = Organisation.objects.published().without_consortia()
    return published.select_related("region", "industry")


def _listed_bases():
    published = TrainingBase.objects.published().select_related("region", "industry")
    return published.prefetch_related(prefetch_partners())


def _newest(path):
    return partial(KeysetOrder, path)


def _by_name() -> KeysetOrder:
    return KeysetOrder(sort_field(), descending=False)


def _by_organisation_name() -> KeysetOrder:
    return KeysetOrder(f"organisation__{sort_field()}", descending=False)


def _map_html(sign: str, label, listing: Listing) -> str:
    """The map of a list as HTML; blank where no row has a region."""
    shown = list_map(listing, sign, str(label))
    return render_to_string("consortia/charts/_list_map.html", {"map": shown}) if shown else ""


AGREEMENT_LIST = CardList(
    AgreementFilter,
    Agreement,
    _listed_agreements,
    _newest("signed_from"),
    card="consortia/_agreement.html",
    name="agreement",
)
CONFERENCE_LIST = CardList(
    ConferenceFilter,
    Conference,
    _listed_conferences,
    _newest("dates_from"),
    card="consortia/_conference.html",
    name="conference",
    chart=partial(_map_html, "conference", _("Conferences")),
)
CONSORTIUM_LIST = CardList(
    ConsortiumFilter,
    Consortium,
    _listed_consortia,
    _by_organisation_name,
    card="consortia/_consortium.html",
    name="consortium",
    chart=partial(_map_html, "consortium", _("Consortia")),
)
ORGANISATION_LIST = CardList(
    OrganisationFilter,
    Organisation,
    _listed_organisations,
    _by_name,
    card="consortia/_organisation.html",
    name="organisation",
    chart=partial(_map_html, "organisation", _("Organisations")),
)
TRAINING_BASE_LIST = CardList(
    TrainingBaseFilter,
    TrainingBase,
    _listed_bases,
    _newest("unveiled_from"),
    card="consortia/_training_base.html",
    name="base",
    chart=partial(_map_html, "base", _("Training bases")),
)
