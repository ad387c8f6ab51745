"""The demo's zone shows life: an agent in each state, a dead letter, an open request, and a reason for everything."""

import pytest
from django.utils import timezone

from handover.portal.demo.zone import ZONE, make_demo_zone
from handover.portal.zones import looking
from handover.portal.zones.looking import AgentState
from handover.portal.zones.models import MessageRow

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_visitor_of_the_demo_finds_something_on_every_page_of_the_zone() -> None:
    now = timezone.now()
    make_demo_zone(now)
    sights = {sight.id: sight for sight in looking.sights(ZONE, looking.query_agents(ZONE))}
    assert {sight.state for sight in sights.values()} == set(AgentState)
    assert sights["Canteen"].waiting > sights["Library"].waiting > 0
    assert looking.query_dead_letters(ZONE).count() == 1
    assert looking.open_requests(ZONE).count() == 1
    reasons = {reason for row in MessageRow.objects.values_list("passed_over", flat=True) for _, reason in row}
    assert reasons == {"too large"}
    assert any(each.hour for each in looking.traffic(ZONE, now))
