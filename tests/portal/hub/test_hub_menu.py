"""The menu has the hub's pages for those whom the hub serves, and for whom else it has something."""

import re

import pytest
from django.urls import reverse

from handover.portal.hub.models import HubSchool, HubZone, Move, MovingChild
from handover.portal.hub.moving import begin_move
from handover.portal.hub.newcomers.arrival_models import ArrivalCase
from tests.moments import NOW

pytestmark = pytest.mark.django_db
PAGES = ("records-to-take", "arrivals", "moves", "leavers", "hub-choices")


def lines(client) -> set[str]:
    """The pages of the hub to which the menu of a person leads, at the top of the page or beside it."""
    shown = set()
    for start in ("home", "send", "collect", "establishments"):
        page = client.get(reverse(start)).content.decode()
        shown |= {name for name in PAGES if re.search(rf'href="{reverse(name)}"', page)}
    return shown


def serve(place) -> HubSchool:
    zone = HubZone.objects.create(zone="town", agent="hub", address="/zone/town/key", made_at=NOW)
    return HubSchool.objects.create(zone=zone, establishment=place, agent="MIS", added_at=NOW)


def test_a_school_without_software_has_no_pages_about_it_and_one_with_it_has(cast, signed_in):
    assert lines(signed_in(cast.bryn)) == set()
    serve(cast.glan_high)
    assert lines(signed_in(cast.bryn)) == {"records-to-take", "arrivals", "moves", "leavers", "hub-choices"}
    assert lines(signed_in(cast.alis)) == set()


def test_an_authority_has_them_where_a_school_of_its_own_has_software(cast, signed_in):
    assert lines(signed_in(cast.efa)) == set()
    serve(cast.glan_high)
    assert lines(signed_in(cast.efa)) == {"arrivals", "moves"}
    assert lines(signed_in(cast.lowri)) == {"arrivals", "moves", "hub-choices"}
    assert lines(signed_in(cast.ffion)) == set()


def test_a_school_that_is_asked_for_a_record_sees_where_by_whom(cast, signed_in):
    case = ArrivalCase(establishment=cast.glan_high, arrival_key="a", heard_at=NOW, finding="asked", asked="6812990")
    case.seal(["Prydderch", "Siân", "", "B681299003017", "", []])
    case.save()
    assert lines(signed_in(cast.alis)) == {"arrivals"}


def test_a_school_that_sent_a_record_to_software_sees_where_it_is(cast, signed_in):
    move = Move(trigger="file", source="6812990", destination="6814990")
    move.seal(MovingChild("Prydderch", "Siân").stored())
    begin_move("receive", move, now=NOW)
    assert lines(signed_in(cast.alis)) == {"moves"}
