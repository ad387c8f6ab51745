"""Looking establishments up, and where a file for one may go."""

from datetime import date, timedelta

import pytest

from handover.common.authorities import WELSH_LAS
from handover.portal.establishments import directory
from handover.portal.establishments.changes import ChangeRefused, set_email, set_successor
from handover.portal.establishments.directory import (
    RouteState,
    find_behind_mailbox,
    find_establishment,
    las,
    register_la,
    register_welsh_las,
    route,
    schools_of_authority,
)
from handover.portal.establishments.models import Establishment, EstablishmentKind
from tests.cast import Cast
from tests.moments import NOW

pytestmark = pytest.mark.both_databases("how texts are compared and sorted")

TODAY = date(2026, 9, 1)
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def school(db: None):
    """Return a function that makes a school of LA 681."""

    def make(number: str, **facts: object) -> Establishment:
        return Establishment.objects.create(
            number=number, kind=EstablishmentKind.SCHOOL, la_number=number[:3], name=f"School {number}", **facts
        )

    return make


def test_the_22_welsh_authorities_are_made_once_with_both_names(db: None) -> None:
    register_welsh_las()
    assert {la.la_number for la in register_welsh_las()} == set(WELSH_LAS)
    assert las().count() == 22
    anglesey = find_establishment("660LLLL")
    assert (anglesey.named("en"), anglesey.named("cy")) == ("Isle of Anglesey", "Ynys Môn")
    assert anglesey.in_wales


def test_an_english_authority_has_the_name_it_is_given(db: None) -> None:
    assert register_la("936", "Fernshire").name == "Fernshire"
    assert register_la("936", "Something else").name == "Fernshire"
    assert not register_la("936").in_wales


def test_the_schools_of_an_authority_are_its_own(cast: Cast) -> None:
    assert set(schools_of_authority("681")) == {cast.nant_primary, cast.glan_high}


@pytest.mark.parametrize("mailbox", ["681LLLL", "681PLAS", "681ADMS"])
def test_every_mailbox_of_an_authority_is_the_authority(cast: Cast, mailbox: str) -> None:
    assert find_behind_mailbox(mailbox) == cast.caerwennol


def test_a_file_goes_to_an_open_school(school) -> None:
    there = route(school("6812990", opened_on=date(1999, 9, 1)).number, TODAY)
    assert (there.establishment.number, there.state) == ("6812990", RouteState.OPEN)


@pytest.mark.parametrize("number", ["6819999", "", "x", "681", "6812990 ", "٦٨١٢٩٩٠"])
def test_a_number_that_nobody_has_is_unknown(school, number: str) -> None:
    school("6812990")
    assert route(number, TODAY).state is RouteState.UNKNOWN


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ({"closed_on": TODAY}, RouteState.CLOSED),
        ({"closed_on": TODAY + timedelta(days=1)}, RouteState.OPEN),
        ({"active": False}, RouteState.INACTIVE),
        ({"opened_on": TODAY + timedelta(days=1)}, RouteState.NOT_YET_OPEN),
        ({"opened_on": TODAY}, RouteState.OPEN),
        ({"closed_on": YESTERDAY, "active": False}, RouteState.CLOSED),
    ],
)
def test_a_school_is_open_from_its_first_day_until_it_closes(school, facts: dict, state: RouteState) -> None:
    assert route(school("6812990", **facts).number, TODAY).state is state


class TestSuccessors:
    """A closed school's files go on to the school that took its place."""

    def test_a_chain_is_followed_to_the_open_school(self, school) -> None:
        third = school("6812993")
        second = school("6812992", closed_on=YESTERDAY, successor=third)
        school("6812991", closed_on=YESTERDAY, successor=second)
        there = route("6812991", TODAY)
        assert (there.state, there.successor) == (RouteState.CLOSED_WITH_SUCCESSOR, third)

    def test_a_successor_that_does_not_take_files_yet_is_none(self, school) -> None:
        for number, facts in {
            "6812993": {"active": False},
            "6812994": {"opened_on": TODAY + timedelta(days=9)},
        }.items():
            later = school(number, **facts)
            school(f"682{number[3:]}", closed_on=YESTERDAY, successor=later)
            assert route(f"682{number[3:]}", TODAY).state is RouteState.CLOSED

    def test_a_circle_is_no_way_out(self, school) -> None:
        first, second = school("6812991", closed_on=YESTERDAY), school("6812992", closed_on=YESTERDAY)
        first.successor, second.successor = second, first
        first.save()
        second.save()
        assert route("6812991", TODAY).state is RouteState.CLOSED

    def test_a_chain_that_is_no_history_is_followed_so_far(self, school, monkeypatch) -> None:
        monkeypatch.setattr(directory, "MOST_SUCCESSORS", 2)
        following = school("6812995")
        for number in ("6812994", "6812993", "6812992"):
            following = school(number, closed_on=YESTERDAY, successor=following)
        assert [route(number, TODAY).state for number in ("6812994", "6812993", "6812992")] == [
            RouteState.CLOSED_WITH_SUCCESSOR,
            RouteState.CLOSED_WITH_SUCCESSOR,
            RouteState.CLOSED,
        ]

    def test_one_that_is_not_closed_yet_keeps_its_files(self, school) -> None:
        school("6812991", successor=school("6812992"))
        assert route("6812991", TODAY).state is RouteState.OPEN

    def test_a_successor_is_named_and_a_circle_refused(self, school, cast: Cast) -> None:
        school("6812991"), school("6812992"), school("6812993")
        by = cast.gwilym.actor
        set_successor("6812991", "6812992", by, NOW)
        set_successor("6812992", "6812993", by, NOW)
        for number in ("6812991", "6812992", "6812993"):
            with pytest.raises(ChangeRefused, match="cannot follow"):
                set_successor("6812993", number, by, NOW)

    @pytest.mark.parametrize("pair", [("6812990", "6819999"), ("6819999", "6812990")])
    def test_an_unknown_number_is_refused(self, cast: Cast, pair: tuple[str, str]) -> None:
        with pytest.raises(ChangeRefused, match="no school or authority 6819999"):
            set_successor(*pair, cast.gwilym.actor, NOW)


def test_notices_go_where_the_office_says(cast: Cast) -> None:
    set_email("6812990", "office@nant.example", cast.gwilym.actor, NOW)
    assert find_establishment("6812990").email == "office@nant.example"
    with pytest.raises(ChangeRefused, match="not an e-mail address"):
        set_email("6812990", "office", cast.gwilym.actor, NOW)
