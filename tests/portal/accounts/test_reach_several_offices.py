"""People who work for two authorities: each authority's lists, invitations and imports know its own place of them alone."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from handover.portal.accounts import changes, corrections, invitations
from handover.portal.accounts.acting import name_actor
from handover.portal.accounts.giving_offices import give_office
from handover.portal.accounts.models import User
from handover.portal.accounts.offices import list_holders
from handover.portal.accounts.people import PersonRefused
from handover.portal.accounts.people_import import accept_list, add_lists, keep_people_list, plan_list
from handover.portal.accounts.people_list import read_people_list
from handover.portal.accounts.people_models import CorrectionRequest
from handover.portal.audit.log import SITE, Actor
from handover.portal.notices.models import Notice
from tests.cast import Cast, make_person
from tests.moments import NOW

SignedIn = Callable[[User], Client]
UNTIL = date(2026, 10, 31)
HEADING = "Name,E-mail,Role,School,Username,Language\n"


@pytest.fixture
def newcomer(cast: Cast) -> User:
    """Somebody who has not come yet: of a school of Isle of Grug first, and of Nant y Wennol Primary as well."""
    User.objects.update(last_login=NOW)
    there = cast.carys.establishment
    assert there is not None
    person = make_person("newydd", "Newydd Morfa", "school", there)
    person.set_unusable_password()
    person.save()
    give_office(person, "school", "6812990", SITE, NOW)
    return person


def second_dba(cast: Cast) -> Actor:
    """Make Lowri, who administers Caerwennol, begin her days at a school: that is her first role then."""
    school = cast.lowri.offices.create(user=cast.lowri, role="school", establishment=cast.glan_high, given_at=NOW)
    User.objects.filter(pk=cast.lowri.pk).update(role=school.role, establishment=school.establishment)
    return cast.lowri.actor


def test_the_list_of_who_has_not_come_tells_no_other_authoritys_school(cast: Cast, newcomer: User, signed_in: SignedIn):
    lowri = signed_in(cast.lowri)
    for address in ("/invite/come/people/", "/invite/come/people/?at=6812990", "/invite/come/people/csv/"):
        page = b"".join(lowri.get(address)).decode()
        assert "newydd" in page, address
        assert "Nant y Wennol Primary School" in page, address
        assert "6602991" not in page, address
        assert "Grug" not in page, address


def test_a_place_counts_who_works_there_whatever_their_first_place_is(cast: Cast, newcomer: User):
    own = invitations.count_coming(cast.lowri.actor, NOW, la_number="681")
    assert own["6812990"]["uninvited"] == 1
    assert invitations.count_states(cast.lowri.actor, NOW, la_number="681")["uninvited"] == 1
    assert invitations.count_states(cast.gwilym.actor, NOW)["uninvited"] == 1


def test_an_invitation_of_a_wave_names_the_place_of_who_sends_it(cast: Cast, newcomer: User):
    people = invitations.invitable(cast.lowri.actor, "6812990")
    invitations.start_wave(people, UNTIL, 300, cast.lowri.actor, NOW)
    assert invitations.send_due(NOW) == 1
    body = Notice.objects.get(kind="invited").body
    assert "to work there for Nant y Wennol Primary School" in body


def test_who_left_the_authority_meanwhile_is_not_invited_in_its_name(cast: Cast, newcomer: User):
    invitations.start_wave(invitations.invitable(cast.lowri.actor), UNTIL, 300, cast.lowri.actor, NOW)
    changes.take_away_office(newcomer.offices.get(establishment__number="6812990"), cast.lowri.actor, NOW)
    assert invitations.send_due(NOW + timedelta(hours=1)) == 0
    assert not Notice.objects.filter(kind="invited").exists()


def test_a_wave_of_the_nation_is_seen_and_not_offered_to_be_stopped(cast: Cast, newcomer: User, signed_in: SignedIn):
    invitations.start_wave(invitations.invitable(cast.gwilym.actor), UNTIL, 300, cast.gwilym.actor, NOW)
    assert "Stop them" not in signed_in(cast.lowri).get("/invite/come/").text
    assert "Stop them" in signed_in(cast.gwilym).get("/invite/come/").text


def test_a_list_that_names_the_second_place_of_somebody_finds_them_there(cast: Cast, newcomer: User):
    row = "Newydd Morfa,newydd@example.org,,6812990,,"
    people = read_people_list([(HEADING + row).encode()]).people
    (planned,) = plan_list(keep_people_list(people, cast.lowri.actor, NOW), NOW)
    assert (planned.state.value, planned.problems) == ("here", ())


def test_a_list_tells_nobody_where_else_somebody_works(cast: Cast, newcomer: User):
    row = "Newydd Morfa,newydd@example.org,,6814990,,"
    people = read_people_list([(HEADING + row).encode()]).people
    (planned,) = plan_list(keep_people_list(people, cast.lowri.actor, NOW), NOW)
    (problem,) = planned.problems
    assert "6812990" in problem.message()
    assert "660" not in problem.message()


def test_who_administers_in_their_second_role_has_a_list_added(cast: Cast):
    by = second_dba(cast)
    people = read_people_list([(HEADING + "Una Un,una@x.example,,6814990,,").encode()]).people
    accept_list(keep_people_list(people, by, NOW), NOW)
    assert add_lists(NOW) == 1


def test_an_e_mail_names_the_role_in_which_somebody_acted(cast: Cast):
    by = second_dba(cast)
    assert name_actor(by).en == "Lowri Dyfed, Caerwennol Council"


def test_who_works_for_two_authorities_is_corrected_nationally(cast: Cast, signed_in: SignedIn):
    give_office(cast.carys, "school", "6812990", SITE, NOW)
    keepers = corrections.ask_correction(cast.carys, "Carys Mabli Owen", cast.carys.email, NOW)
    assert [keeper.username for keeper in keepers] == ["gwilym"]
    assert "asks for a correction" not in signed_in(cast.lowri).get("/").text
    assert "1 person asks for a correction" in signed_in(cast.gwilym).get("/").text
    assert CorrectionRequest.objects.filter(user=cast.carys).exists()


def test_an_administrator_in_their_second_role_is_asked_to_correct(cast: Cast):
    second_dba(cast)
    assert [keeper.username for keeper in corrections.find_keepers(cast.efa)] == ["lowri"]


def test_closing_says_what_was_ended_of_who_works_elsewhere_too(cast: Cast, signed_in: SignedIn):
    give_office(cast.carys, "school", "6812990", SITE, NOW)
    page = signed_in(cast.lowri).post("/people/carys/close/", follow=True)
    assert page.status_code == 200
    assert "The role is taken away: Nant y Wennol Primary School." in page.text
    assert "can no longer sign in" not in page.text


def test_an_account_that_is_opened_again_has_every_place_that_it_had(cast: Cast, signed_in: SignedIn):
    give_office(cast.bryn, "school", "6812990", cast.lowri.actor, NOW)
    lowri = signed_in(cast.lowri)
    lowri.post("/people/bryn/close/")
    assert list_holders(user=cast.bryn) == []
    page = lowri.get("/people/bryn/").text
    assert ("Change<" in page, "Take away<" in page) == (True, False)
    lowri.post("/people/bryn/open/")
    assert {holder.mailbox for holder in list_holders(user=cast.bryn)} == {"6812990", "6814990"}


def test_an_account_is_not_opened_again_while_another_has_one_of_its_roles(cast: Cast):
    give_office(cast.nerys, "lea-user", "681LLLL", cast.gwilym.actor, NOW)
    changes.deactivate(cast.nerys, cast.gwilym.actor, NOW)
    changes.change_role(cast.owain, "lea-school", "681LLLL", cast.gwilym.actor, NOW)
    with pytest.raises(PersonRefused) as refused:
        changes.reactivate(cast.nerys, cast.gwilym.actor, NOW)
    assert [problem.code for problem in refused.value.problems.values()] == ["person.one_each"]
    assert list_holders(user=cast.nerys) == []
