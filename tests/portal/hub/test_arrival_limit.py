"""How many new children of a school are looked for in a day: counted by the clock of the school, whoever counts."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection

from handover.portal.hub.models import HubSchool, HubZone
from handover.portal.hub.newcomers.arrival_limit import may_begin_case
from handover.portal.hub.newcomers.arrival_models import ArrivalCase
from handover.portal.hub.newcomers.arrived_child import NO_ARRIVED_CHILD
from tests.cast import make_cast

BEFORE_MIDNIGHT = datetime(2026, 7, 1, 22, 59, tzinfo=UTC)
"""A minute before midnight in a British summer."""


def allow(settings, most: int) -> None:
    settings.CONFIG = type(settings.CONFIG)({**settings.CONFIG.values, "HANDOVER_ARRIVALS_A_DAY": most})


def make_school(place) -> HubSchool:
    zone = HubZone.objects.create(zone=place.number, agent="hub", address="/zone/key", made_at=BEFORE_MIDNIGHT)
    return HubSchool.objects.create(zone=zone, establishment=place, agent="MIS", added_at=BEFORE_MIDNIGHT)


def new_child(school: HubSchool, key: str, now: datetime = BEFORE_MIDNIGHT) -> ArrivalCase:
    case = ArrivalCase(establishment=school.establishment, arrival_key=key, heard_at=now, due_at=now)
    case.seal(NO_ARRIVED_CHILD.stored())
    case.save()
    return case


def test_each_school_has_its_own_count_which_begins_anew_at_midnight_there(cast, settings):
    allow(settings, 2)
    glan, nant = make_school(cast.glan_high), make_school(cast.nant_primary)
    midnight = BEFORE_MIDNIGHT + timedelta(minutes=1)
    begun = [may_begin_case(new_child(glan, f"glan {number}"), glan, BEFORE_MIDNIGHT) for number in range(4)]
    assert begun == [True, True, False, False]
    assert may_begin_case(new_child(nant, "nant"), nant, BEFORE_MIDNIGHT)
    waiting = list(ArrivalCase.objects.filter(begun_at=None))
    assert {case.due_at for case in waiting} == {midnight}
    assert all(case.is_held_back(BEFORE_MIDNIGHT) and not case.is_held_back(midnight) for case in waiting)
    assert not any(case.is_held_back(BEFORE_MIDNIGHT) for case in ArrivalCase.objects.exclude(begun_at=None))
    assert not new_child(nant, "just heard of").is_held_back(BEFORE_MIDNIGHT)
    begun = [may_begin_case(case, glan, midnight) for case in (*waiting, new_child(glan, "glan 5", midnight))]
    assert begun == [True, True, False]


@pytest.mark.django_db(transaction=True)
@pytest.mark.both_databases("two processes count at once")
def test_two_processes_that_look_for_a_school_s_children_begin_no_more_than_one_may(settings):
    allow(settings, 1)
    school = make_school(make_cast().glan_high)
    for day in range(5):
        now = BEFORE_MIDNIGHT + timedelta(days=day)
        start = Barrier(2)

        def begin(case: ArrivalCase, start: Barrier = start, now: datetime = now) -> bool:
            start.wait()
            try:
                return may_begin_case(case, school, now)
            finally:
                connection.close()

        cases = [new_child(school, f"{day} {number}", now) for number in range(2)]
        with ThreadPoolExecutor(2) as processes:
            assert sorted(processes.map(begin, cases)) == [False, True]
        assert ArrivalCase.objects.filter(begun_at=now).count() == 1
