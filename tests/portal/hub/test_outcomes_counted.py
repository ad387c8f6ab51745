"""A job counts the months in which something changed; so the figures are there at once, and say as of when they are."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from handover.portal.hub.models import Move
from handover.portal.hub.moving import begin_move, put_off, take_move_step
from handover.portal.hub.outcomes.counted_models import CountedMonth
from handover.portal.hub.outcomes.counting import OutcomeQuery, count_month
from handover.portal.hub.outcomes.figures import make_figures
from handover.portal.hub.outcomes.tallying import count_changed_months, keep_month
from tests.cast import Cast
from tests.files import SIAN, TOMOS, send
from tests.portal.hub.test_outcomes_figures import text_of

AUGUST, SEPTEMBER = date(2026, 8, 1), date(2026, 9, 1)
MORNING = datetime(2026, 9, 15, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
QUERY = OutcomeQuery(12, SEPTEMBER)


def begun(at: datetime, **columns: str) -> Move:
    return begin_move("notice", Move(trigger="leaving", source="6812990", **columns), now=at)


def counted(month: date, place: str = "", side: str = "") -> dict[str, int] | None:
    """The outcomes of a month as they are kept; None where nothing is."""
    figures = CountedMonth.objects.filter(month=month, la_number=place, side=side).first()
    if figures is None:
        return None
    return {outcome: number for *_, outcomes, _ in figures.figures["ways"] for outcome, _, number in outcomes}


def test_a_step_has_the_month_counted_again_in_which_the_record_set_out(cast: Cast):
    move = begun(MORNING - timedelta(days=40), destination="6814990")
    assert count_changed_months(MORNING) == 24
    assert counted(AUGUST) == {"waits_for_old_software": 1}
    assert count_changed_months(MORNING + HOUR) == 0
    take_move_step("cancel", move, now=MORNING + 2 * HOUR)
    # The month of the record's way, and that of the step, which has its time.
    assert count_changed_months(MORNING + 2 * HOUR) == 2
    assert counted(AUGUST) == {"cancelled": 1}
    assert [(step.event, times.records) for step, times in make_figures(QUERY).step_times] == [("cancel", 1)]


def test_a_step_that_was_stored_only_after_the_count_is_found_by_the_next(cast: Cast):
    move = begun(MORNING)
    count_changed_months(MORNING + HOUR)
    take_move_step("cancel", move, now=MORNING + HOUR - timedelta(minutes=2))
    count_changed_months(MORNING + HOUR + timedelta(minutes=1))
    assert counted(SEPTEMBER) == {"cancelled": 1}


def test_a_step_of_a_file_has_its_month_counted_again(cast: Cast):
    send(cast.alis, "6814990", children=(SIAN, TOMOS), now=MORNING)
    count_changed_months(MORNING)
    assert counted(SEPTEMBER, "681", "sender") == {"waits_to_be_taken": 2}
    send(cast.alis, "6814990", now=MORNING + HOUR)
    count_changed_months(MORNING + HOUR)
    assert counted(SEPTEMBER, "681", "receiver") == {"waits_to_be_taken": 2, "waits_for_old_school": 1}


def test_every_month_is_counted_once_a_day_for_what_changes_without_a_step(cast: Cast):
    move = begun(MORNING)
    count_changed_months(MORNING + HOUR / 2)
    put_off(move, MORNING + HOUR, reason="software_away")
    assert count_changed_months(MORNING + HOUR) == 0
    assert make_figures(QUERY).reasons == []
    assert count_changed_months(MORNING + timedelta(days=1)) == 24
    assert count_changed_months(MORNING + timedelta(days=1, minutes=1)) == 0
    assert [row.reason.en for row in make_figures(QUERY).reasons] == ["the school's software does not answer"]


def test_a_month_of_many_records_rests_between_two_counts_and_says_as_of_when_it_is(cast: Cast):
    begun(MORNING)
    count_changed_months(MORNING)
    CountedMonth.objects.filter(la_number="", side="", month=SEPTEMBER).update(records=60_000)
    begun(MORNING + timedelta(minutes=5))
    assert count_changed_months(MORNING + timedelta(minutes=6)) == 0
    assert make_figures(QUERY).as_of == MORNING
    assert count_changed_months(MORNING + timedelta(minutes=10)) == 1
    assert counted(SEPTEMBER) == {"waits_for_old_software": 2}
    assert make_figures(QUERY).as_of == MORNING + timedelta(minutes=10)


def test_what_is_too_much_for_one_run_is_left_to_the_next_ones(cast: Cast, monkeypatch):
    monkeypatch.setattr("handover.portal.hub.outcomes.tallying.MOST_AT_ONCE", 2)
    for days in (0, 31, 31, 62, 62, 93):
        begun(MORNING - timedelta(days=days))
    runs = [count_changed_months(MORNING + HOUR + timedelta(minutes=minute)) for minute in range(4)]
    assert runs == [2, 1, 21, 0]
    assert make_figures(QUERY).whole.records == 6


def test_an_authority_that_has_no_record_any_more_keeps_none(cast: Cast):
    move = begun(MORNING, destination="6602991")
    count_changed_months(MORNING)
    assert counted(SEPTEMBER, "660", "receiver") == {"waits_for_old_software": 1}
    Move.objects.filter(pk=move.pk).update(destination="")
    take_move_step("ask_destination", move, now=MORNING + HOUR)
    count_changed_months(MORNING + HOUR)
    assert counted(SEPTEMBER, "660", "receiver") is None
    assert counted(SEPTEMBER, "681") == {"no_destination": 1}


def test_a_run_twice_changes_nothing_and_one_that_ends_late_is_counted_again(cast: Cast):
    begun(MORNING)
    late = count_month(SEPTEMBER)
    begun(MORNING + timedelta(minutes=1))
    count_changed_months(MORNING + timedelta(minutes=2))
    keep_month(SEPTEMBER, count_month(SEPTEMBER), MORNING + timedelta(minutes=2))
    assert counted(SEPTEMBER) == {"waits_for_old_software": 2}
    keep_month(SEPTEMBER, late, MORNING)
    count_changed_months(MORNING + timedelta(minutes=3))
    assert counted(SEPTEMBER) == {"waits_for_old_software": 2}


@pytest.mark.parametrize("address", ["/outcomes/", "/outcomes/published/"])
def test_before_the_first_count_the_page_says_so_and_gives_no_number(cast: Cast, signed_in, address: str):
    begun(timezone.now())
    person = signed_in(cast.gwilym)
    page = text_of(person, address)
    assert "Not all of these months have been counted yet." in page
    assert "No record was on its way" not in page
    assert "1 record" not in page
    count_changed_months(timezone.now())
    page = text_of(person, address)
    assert "Not all of these months" not in page
    if address == "/outcomes/":
        assert "As of " in page
        assert "1 record." in page
