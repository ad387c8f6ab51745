"""The register kept by hand: schools added, changed, closed, merged, made inactive."""

from dataclasses import replace
from datetime import date

import pytest

from handover.portal.audit.models import Entry
from handover.portal.establishments import keeping
from handover.portal.establishments.directory import RouteState, route
from handover.portal.establishments.keeping import Details, SchoolRefused
from handover.portal.establishments.models import Establishment
from tests.cast import Cast
from tests.moments import NOW

DOCK = Details("Dock Street Primary School", phase="Primary", email="office@example.org", telephone="029 2018 0681")
DAY = date(2026, 8, 31)


def codes(verb, *given) -> dict[str, str]:
    with pytest.raises(SchoolRefused) as refused:
        verb(*given)
    return {field: problem.code.partition(".")[2] for field, problem in refused.value.problems.items()}


def test_a_new_school_takes_files_from_its_first_day(cast: Cast) -> None:
    keeping.add_school("6812991", DOCK, date(2026, 9, 10), cast.lowri.actor, NOW)
    assert route("6812991", date(2026, 9, 9)).state is RouteState.NOT_YET_OPEN
    assert route("6812991", date(2026, 9, 10)).state is RouteState.OPEN
    assert Entry.objects.get(action="establishment.added").subject == "6812991"


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("681", "school_number"),
        ("681LLLL", "school_number"),
        ("68129910", "school_number"),
        ("６８１２９９１", "school_number"),
        ("9992991", "la_unknown"),
        ("6812990", "number_taken"),
    ],
)
def test_a_number_that_cannot_be_is_refused(cast: Cast, number: str, code: str) -> None:
    assert codes(keeping.add_school, number, DOCK, None, cast.lowri.actor, NOW) == {"number": code}


@pytest.mark.parametrize(
    ("details", "wrong"),
    [
        (replace(DOCK, name=""), {"name": "name_missing"}),
        (replace(DOCK, name="N" * 201), {"name": "too_long"}),
        (replace(DOCK, email="office"), {"email": "email"}),
        (replace(DOCK, email="a@example.org\nBcc: b@example.org"), {"email": "email"}),
        (replace(DOCK, telephone="1" * 41, address="a" * 401), {"telephone": "too_long", "address": "too_long"}),
    ],
)
def test_details_that_cannot_be_are_refused_all_at_once(cast: Cast, details: Details, wrong: dict[str, str]) -> None:
    assert codes(keeping.change_details, cast.nant_primary, details, cast.lowri.actor, NOW) == wrong


def test_a_change_says_in_the_log_what_was_changed_and_not_to_what(cast: Cast) -> None:
    keeping.change_details(cast.nant_primary, replace(DOCK, name=cast.nant_primary.name), cast.lowri.actor, NOW)
    facts = Entry.objects.get(action="establishment.changed").facts
    assert facts == {"changed": "name_cy, email, telephone"}


def test_a_change_of_nothing_is_not_logged(cast: Cast) -> None:
    place = cast.nant_primary
    same = Details(place.name, place.name_cy, place.phase, email=place.email)
    keeping.change_details(place, same, cast.lowri.actor, NOW)
    assert not Entry.objects.exists()


def test_a_closed_school_has_a_successor_from_its_closing_day(cast: Cast) -> None:
    keeping.close_school_record(cast.nant_primary, DAY, "6814990", cast.lowri.actor, NOW)
    there = route("6812990", DAY)
    assert (there.state, there.successor) == (RouteState.CLOSED_WITH_SUCCESSOR, cast.glan_high)
    assert route("6812990", date(2026, 8, 30)).state is RouteState.OPEN


@pytest.mark.parametrize(
    ("successor", "code"),
    [("6819999", "unknown"), ("681LLLL", "successor_closed"), ("6812990", "successor_circle"), ("9364990", None)],
)
def test_a_successor_is_an_open_school_and_another(cast: Cast, successor: str, code: str | None) -> None:
    if code is None:
        keeping.close_school_record(cast.nant_primary, DAY, successor, cast.lowri.actor, NOW)
    else:
        given = (cast.nant_primary, DAY, successor, cast.lowri.actor, NOW)
        assert codes(keeping.close_school_record, *given) == {"successor": code}
        cast.nant_primary.refresh_from_db()
        assert cast.nant_primary.closed_on is None


def test_a_closed_school_follows_nobody(cast: Cast) -> None:
    keeping.close_school_record(cast.glan_high, DAY, "", cast.lowri.actor, NOW)
    given = (cast.nant_primary, DAY, "6814990", cast.lowri.actor, NOW)
    assert codes(keeping.close_school_record, *given) == {"successor": "successor_closed"}


def test_a_school_closes_once_and_not_before_it_opened(cast: Cast) -> None:
    school = keeping.add_school("6812991", DOCK, date(2026, 9, 1), cast.lowri.actor, NOW)
    assert codes(keeping.close_school_record, school, DAY, "", cast.lowri.actor, NOW) == {"closed_on": "closes_first"}
    keeping.close_school_record(school, date(2026, 9, 2), "", cast.lowri.actor, NOW)
    assert codes(keeping.close_school_record, school, date(2026, 9, 3), "", cast.lowri.actor, NOW) == {
        "": "closed_already"
    }


def test_a_closing_is_taken_back(cast: Cast) -> None:
    keeping.close_school_record(cast.nant_primary, DAY, "6814990", cast.lowri.actor, NOW)
    keeping.reopen(cast.nant_primary, cast.lowri.actor, NOW)
    assert route("6812990", DAY).state is RouteState.OPEN
    assert Establishment.objects.get(number="6812990").successor is None


def test_schools_merge_all_or_none(cast: Cast) -> None:
    dock = keeping.add_school("6812991", DOCK, None, cast.lowri.actor, NOW)
    schools = [cast.nant_primary, dock]
    assert codes(keeping.merge_records, schools, "6812991", DAY, cast.lowri.actor, NOW) == {"into": "successor_circle"}
    assert not Establishment.objects.exclude(closed_on=None).exists()
    keeping.merge_records(schools, "6814990", DAY, cast.lowri.actor, NOW)
    assert {route(school.number, DAY).successor for school in schools} == {cast.glan_high}


def test_a_merger_needs_schools(cast: Cast) -> None:
    assert codes(keeping.merge_records, [], "6814990", DAY, cast.lowri.actor, NOW) == {"schools": "merge_none"}


def test_an_inactive_school_takes_no_files_until_it_is_active_again(cast: Cast) -> None:
    keeping.set_active(cast.nant_primary, False, cast.lowri.actor, NOW)
    assert route("6812990", DAY).state is RouteState.INACTIVE
    keeping.set_active(cast.nant_primary, True, cast.lowri.actor, NOW)
    assert route("6812990", DAY).state is RouteState.OPEN
