"""A school does not close over files that nobody could collect any more."""

from datetime import timedelta

import pytest
from django.utils import timezone

from handover.portal.establishments.keeping import SchoolRefused
from handover.portal.establishments.models import Establishment
from handover.portal.transfers import closing_schools, collecting
from handover.portal.transfers.moving import take_step
from tests.cast import Cast
from tests.files import send
from tests.moments import NOW

TODAY = timezone.localdate(NOW)


def refused(verb, *given) -> str:
    with pytest.raises(SchoolRefused) as fault:
        verb(*given)
    (problem,) = fault.value.problems.values()
    assert problem.code == "establishment.files_wait"
    return f"{problem.message()} {problem.remedy()}"


def is_open() -> bool:
    return Establishment.objects.filter(number="6814990", closed_on=None, active=True).exists()


def test_a_school_with_waiting_files_neither_closes_nor_merges_nor_rests(cast: Cast) -> None:
    send(cast.alis, "6814990")
    by, school = cast.lowri.actor, cast.glan_high
    assert "6814990" in refused(closing_schools.close_school, school, TODAY, "6812990", by, NOW)
    assert "call them back" in refused(closing_schools.merge_closing_schools, [school], "6812990", TODAY, by, NOW)
    assert ": 1." in refused(closing_schools.pause_school, school, by, NOW)
    assert is_open()


def test_collected_is_not_enough_until_it_is_confirmed(cast: Cast) -> None:
    sent = send(cast.alis, "6814990").transfer
    begun = collecting.start_collection([sent.reference], cast.bryn, NOW)
    collecting.take_out_collection(begun, cast.bryn, NOW)
    refused(closing_schools.close_school, cast.glan_high, TODAY, "", cast.lowri.actor, NOW)
    collecting.answer_collection(begun, arrived=True, by=cast.bryn, now=NOW)
    closing_schools.close_school(cast.glan_high, TODAY, "", cast.lowri.actor, NOW)
    assert not is_open()


def test_a_file_called_back_is_no_hindrance(cast: Cast) -> None:
    take_step("recall", send(cast.alis, "6814990").transfer, by=cast.alis, now=NOW)
    closing_schools.pause_school(cast.glan_high, cast.lowri.actor, NOW)
    assert not is_open()


def test_a_closing_that_is_still_to_come_leaves_time_to_collect(cast: Cast) -> None:
    send(cast.alis, "6814990")
    closing_schools.close_school(cast.glan_high, TODAY + timedelta(days=14), "6812990", cast.lowri.actor, NOW)
    assert not is_open()
