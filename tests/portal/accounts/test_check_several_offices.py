"""The yearly check of people who work at several places: what is said of one role is done to that one, and told truly."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from handover.portal.accounts import changes, yearly_check
from handover.portal.accounts.giving_offices import give_office
from handover.portal.accounts.models import Checklist, ChecklistLine, Office, User
from handover.portal.accounts.offices import list_holders
from handover.portal.accounts.people import PersonRefused
from handover.portal.audit.log import SITE
from handover.portal.notices.models import Notice
from tests.cast import Cast

SignedIn = Callable[[User], Client]
PRIMARY, HIGH, ELSEWHERE = "6812990", "6814990", "6602991"


def open_list(cast: Cast) -> Checklist:
    now = timezone.now()
    yearly_check.open_check(timezone.localdate(now) + timedelta(weeks=6), cast.gwilym.actor, now)
    return Checklist.objects.get(authority=cast.caerwennol)


@pytest.fixture
def two_schools(cast: Cast) -> Checklist:
    """Caerwennol's list, with Bryn at Glan Wennol High and at Nant y Wennol Primary as well."""
    give_office(cast.bryn, "school", PRIMARY, cast.lowri.actor, timezone.now())
    return open_list(cast)


@pytest.fixture
def two_authorities(cast: Cast) -> Checklist:
    """Caerwennol's list, with Carys, who has always worked for a school of another authority, at Nant y Wennol too."""
    give_office(cast.carys, "school", PRIMARY, SITE, timezone.now())
    return open_list(cast)


def line(checklist: Checklist, person: User, place: str) -> ChecklistLine:
    return checklist.lines.get(person=person, place=place)


def say(checklist: Checklist, cast: Cast, person: User, place: str, verdict: str) -> list[str]:
    key = line(checklist, person, place).pk
    refused = yearly_check.note_decisions(checklist, {key: verdict}, cast.lowri.actor, timezone.now())
    return [problem.code for problem in refused.values()]


def works_at(person: User) -> list[str]:
    return sorted(holder.actor.establishment for holder in list_holders(user=person))


def waits(checklist: Checklist, person: User) -> list[str]:
    return sorted(yearly_check.unsettled(checklist).filter(person=person).values_list("place", flat=True))


def test_who_moved_and_goes_and_then_stays_has_only_the_place_they_had(cast: Cast):
    checklist = open_list(cast)
    changes.change_role(cast.bryn, "school", PRIMARY, cast.lowri.actor, timezone.now())
    say(checklist, cast, cast.bryn, HIGH, "remove")
    assert works_at(cast.bryn) == []
    assert say(checklist, cast, cast.bryn, HIGH, "keep") == []
    assert works_at(cast.bryn) == [PRIMARY]


def test_of_two_places_the_one_that_was_moved_goes_with_its_line(cast: Cast, two_schools: Checklist):
    there = cast.bryn.offices.get(establishment__number=PRIMARY).holder
    changes.change_role(there, "lea-user", "681LLLL", cast.lowri.actor, timezone.now())
    assert works_at(cast.bryn) == [HIGH, "681LLLL"]
    say(two_schools, cast, cast.bryn, PRIMARY, "remove")
    assert works_at(cast.bryn) == [HIGH]
    assert waits(two_schools, cast.bryn) == [HIGH]


def test_both_places_go_and_one_is_taken_back_without_the_other(cast: Cast, two_schools: Checklist):
    say(two_schools, cast, cast.bryn, PRIMARY, "remove")
    say(two_schools, cast, cast.bryn, HIGH, "remove")
    assert not User.objects.get(pk=cast.bryn.pk).is_active
    assert say(two_schools, cast, cast.bryn, PRIMARY, "keep") == []
    assert works_at(cast.bryn) == [PRIMARY]
    assert waits(two_schools, cast.bryn) == []
    assert say(two_schools, cast, cast.bryn, HIGH, "keep") == []
    assert works_at(cast.bryn) == [PRIMARY, HIGH]


def test_an_account_that_was_closed_by_hand_is_not_opened_by_the_line_of_another_place(
    cast: Cast, two_schools: Checklist
):
    say(two_schools, cast, cast.bryn, PRIMARY, "remove")
    say(two_schools, cast, cast.bryn, HIGH, "keep")
    changes.deactivate(cast.bryn, cast.lowri.actor, timezone.now())
    assert say(two_schools, cast, cast.bryn, PRIMARY, "keep") == ["person.closed"]
    assert works_at(cast.bryn) == []


def test_of_a_place_that_was_taken_away_by_hand_nothing_need_be_decided(
    cast: Cast, signed_in: SignedIn, two_schools: Checklist
):
    office = cast.bryn.offices.get(establishment__number=PRIMARY)
    changes.take_away_office(office, cast.lowri.actor, timezone.now())
    assert waits(two_schools, cast.bryn) == [HIGH]
    page = signed_in(cast.lowri).get("/check/?q=bryn").text
    assert "No longer in this role" in page
    assert f'name="line-{line(two_schools, cast.bryn, PRIMARY).pk}"' not in page
    assert f'name="line-{line(two_schools, cast.bryn, HIGH).pk}"' in page


def test_one_more_place_of_somebody_who_moved_gets_a_line_and_the_one_they_moved_to_does_not(cast: Cast):
    checklist = open_list(cast)
    changes.change_role(cast.bryn, "school", PRIMARY, cast.lowri.actor, timezone.now())
    give_office(cast.bryn, "lea-user", "681LLLL", cast.lowri.actor, timezone.now())
    assert sorted(checklist.lines.filter(person=cast.bryn).values_list("place", flat=True)) == [HIGH, "681LLLL"]
    assert waits(checklist, cast.bryn) == [HIGH, "681LLLL"]


def test_that_one_of_two_places_goes_is_shown_and_can_be_taken_back(
    cast: Cast, signed_in: SignedIn, two_schools: Checklist
):
    key = line(two_schools, cast.bryn, PRIMARY).pk
    lowri = signed_in(cast.lowri)
    lowri.post("/check/decide/", {f"line-{key}": "remove"})
    page = lowri.get("/check/?q=bryn").text
    assert "opened again since" not in page
    assert f'id="line-{key}-remove" name="line-{key}" type="radio" value="remove" checked' in page
    lowri.post("/check/decide/", {f"was-{key}": "remove", f"line-{key}": "keep"})
    assert works_at(cast.bryn) == [PRIMARY, HIGH]


def test_an_authority_decides_about_its_own_place_and_learns_of_no_other(
    cast: Cast, signed_in: SignedIn, two_authorities: Checklist
):
    key = line(two_authorities, cast.carys, PRIMARY).pk
    page = signed_in(cast.lowri).get("/check/?q=carys").text
    assert f'name="line-{key}"' in page
    assert "Since then" not in page
    assert "Works elsewhere" not in page
    there = Office.objects.get(user=cast.carys, establishment__la_number="660")
    assert there.establishment is not None
    assert there.establishment.name not in page


def test_who_goes_and_works_for_another_authority_too_can_be_taken_back(
    cast: Cast, signed_in: SignedIn, two_authorities: Checklist
):
    assert say(two_authorities, cast, cast.carys, PRIMARY, "remove") == []
    assert works_at(cast.carys) == [ELSEWHERE]
    assert Notice.objects.filter(kind="office_ended", recipient=cast.carys.email).exists()
    assert waits(two_authorities, cast.carys) == []
    key = line(two_authorities, cast.carys, PRIMARY).pk
    assert f'id="line-{key}-remove" name="line-{key}" type="radio" value="remove" checked' in (
        signed_in(cast.lowri).get("/check/?q=carys").text
    )
    assert say(two_authorities, cast, cast.carys, PRIMARY, "keep") == []
    assert works_at(cast.carys) == [ELSEWHERE, PRIMARY]


def test_what_was_said_of_somebody_who_works_elsewhere_is_not_called_kept(cast: Cast, signed_in: SignedIn):
    checklist = open_list(cast)
    key = line(checklist, cast.bryn, HIGH).pk
    changes.change_role(cast.bryn, "school", ELSEWHERE, cast.gwilym.actor, timezone.now())
    lowri = signed_in(cast.lowri)
    lowri.post("/check/decide/", {f"line-{key}": "keep"})
    assert "1 decision is kept" not in lowri.get("/check/").text
    assert line(checklist, cast.bryn, HIGH).verdict == ""


def test_a_list_is_searched_by_the_school_of_the_line(cast: Cast, signed_in: SignedIn, two_authorities: Checklist):
    page = signed_in(cast.lowri).get("/check/?q=Nant y Wennol").text
    assert f'name="line-{line(two_authorities, cast.carys, PRIMARY).pk}"' in page


def test_the_nation_counts_who_waits_as_the_authority_does(cast: Cast, signed_in: SignedIn, two_schools: Checklist):
    say(two_schools, cast, cast.bryn, PRIMARY, "remove")
    office = cast.bryn.offices.get(establishment__number=HIGH)
    changes.change_role(office.holder, "lea-user", "681LLLL", cast.lowri.actor, timezone.now())
    waiting = yearly_check.unsettled(two_schools).count()
    with pytest.raises(PersonRefused):
        yearly_check.confirm_checklist(two_schools, cast.lowri.actor, timezone.now())
    page = signed_in(cast.gwilym).get("/checks/").text
    assert f'data-label="Still waiting">{waiting}<' in page
