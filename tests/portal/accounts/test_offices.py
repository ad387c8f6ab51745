"""One person with several schools and roles: choosing where to work, everything under it, given and taken away."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from handover.portal.accounts import changes, yearly_check
from handover.portal.accounts.ending_offices import end_offices
from handover.portal.accounts.giving_offices import give_office
from handover.portal.accounts.models import ChecklistLine, Office, User
from handover.portal.accounts.offices import list_addresses, list_holders, list_own_offices
from handover.portal.accounts.people import PersonRefused
from handover.portal.accounts.second_step import ask_everybody, needs_second_step
from handover.portal.audit.log import SITE
from handover.portal.audit.models import Entry
from handover.portal.messaging.boxes import box_readers
from handover.portal.messaging.writing import begin_draft, drafts
from handover.portal.notices.models import Notice
from tests.cast import Cast, make_person
from tests.moments import NOW
from tests.sign_in import sign_in

ROOT = Path(__file__).parents[3]
SignedIn = Callable[[User], Client]


@pytest.fixture
def teg(cast: Cast) -> User:
    """Somebody of a trust's data team: at Nant y Wennol Primary first, and at Glan Wennol High as well."""
    person = make_person("teg", "Tegwen Morfa", "school", cast.nant_primary)
    give_office(person, "school", "6814990", cast.lowri.actor, NOW)
    return person


def office_at(person: User, number: str) -> Office:
    return next(office for office in list_own_offices(person) if office.number == number)


def choose(browser: Client, person: User, number: str) -> None:
    browser.post("/office/", {"office": office_at(person, number).pk, "drawn_for": ""})


def actors(person: User, action: str) -> list[str]:
    return list(Entry.objects.filter(username=person.username, action=action).values_list("establishment", flat=True))


# Signing in.


def test_who_has_one_school_is_not_asked_where_they_work(cast: Cast, client: Client) -> None:
    assert sign_in(client, "alis", next="/send/").url == "/send/"
    assert client.get("/send/").status_code == 200
    assert "/office/" not in client.get("/").content.decode()


def test_who_has_two_schools_chooses_and_comes_to_the_page_they_wanted(teg: User, client: Client) -> None:
    sign_in(client, "teg", next="/send/")
    asked = client.get("/send/")
    assert asked.url == "/office/?next=%2Fsend%2F"
    page = client.get(asked.url).content.decode()
    assert page.count('name="office"') == 2
    assert "Nant y Wennol Primary School" in page
    assert "Glan Wennol High School" in page
    went = client.post("/office/", {"office": office_at(teg, "6814990").pk, "next": "/send/"})
    assert went.url == "/send/"
    here = client.get("/send/").content.decode()
    assert "Glan Wennol High School –" in here
    assert "Nant y Wennol" not in here


def test_nothing_may_be_done_before_the_choice(teg: User, client: Client) -> None:
    sign_in(client, "teg")
    for address in ("/", "/send/", "/collect/", "/account/", "/messages/"):
        assert client.get(address).url.startswith("/office/"), address
    assert "Send files" not in client.get("/office/").content.decode()


def test_a_word_that_is_no_office_of_theirs_is_not_taken(teg: User, cast: Cast, client: Client) -> None:
    sign_in(client, "teg")
    for key in ("", "0", "x", str(office_at(cast.bryn, "6814990").pk)):
        assert client.post("/office/", {"office": key}).status_code == 422
    assert client.get("/").url.startswith("/office/")


def test_the_choice_is_changed_without_signing_out_and_written_down(teg: User, client: Client) -> None:
    sign_in(client, "teg")
    choose(client, teg, "6812990")
    choose(client, teg, "6814990")
    assert actors(teg, "person.office_chosen") == ["6814990", "6812990"]
    assert "Glan Wennol High School –" in client.get("/").content.decode()
    assert not Entry.objects.filter(username="teg", action="person.signed_out").exists()


def test_forty_schools_are_searched_by_name_or_number(cast: Cast, teg: User, client: Client) -> None:
    for number in range(40):
        place = type(cast.nant_primary).objects.create(
            number=f"681{3000 + number}", kind="school", la_number="681", name=f"Rhyd {number} School"
        )
        give_office(teg, "school", place.number, cast.lowri.actor, NOW)
    sign_in(client, "teg")
    page = client.get("/office/?next=/send/").content.decode()
    assert page.count('name="office"') == 42
    found = client.get("/office/?next=/send/&q=rhyd 17").content.decode()
    assert found.count('name="office"') == 1
    assert 'name="next" value="/send/"' in found
    assert client.get("/office/?q=6813017").content.decode().count('name="office"') == 1
    assert "None of your schools" in client.get("/office/?q=zzz").content.decode()


def test_the_page_asks_the_database_no_more_for_forty_schools_than_for_two(
    cast: Cast, teg: User, client: Client, django_assert_max_num_queries: Callable[..., object]
) -> None:
    for number in range(40):
        place = type(cast.nant_primary).objects.create(
            number=f"681{3000 + number}", kind="school", la_number="681", name=f"Rhyd {number} School"
        )
        give_office(teg, "school", place.number, cast.lowri.actor, NOW)
    sign_in(client, "teg")
    with django_assert_max_num_queries(12):
        client.get("/office/")


# What the office decides.


def test_role_place_mailbox_and_log_are_of_the_office(teg: User, cast: Cast) -> None:
    give_office(teg, "lea-user", "681LLLL", cast.lowri.actor, NOW)
    at = {office.number: office.holder for office in Office.objects.filter(user=teg)}
    assert at["6814990"].mailbox == "6814990"
    assert at["681LLLL"].mailbox == "681LLLL"
    assert str(at["681LLLL"].actor.establishment) == "681LLLL"
    assert (at["681LLLL"].actor.username, at["681LLLL"].actor.role) == ("teg", "lea-user")


def test_the_office_of_a_moment_is_never_saved_with_the_person(teg: User) -> None:
    there = office_at(teg, "6814990").holder
    there.full_name = "Tegwen Morfa-Lloyd"
    there.save()
    there.save(update_fields=["role", "establishment", "language"])
    row = User.objects.get(username="teg")
    assert (row.full_name, row.establishment.number if row.establishment else "") == ("Tegwen Morfa-Lloyd", "6812990")
    there.refresh_from_db()
    assert there.mailbox == "6814990"


def test_nobody_is_put_into_an_office_of_somebody_else(teg: User, cast: Cast) -> None:
    with pytest.raises(ValueError, match="not of teg"):
        teg.take_office(office_at(cast.bryn, "6814990"))


def test_who_is_listed_at_a_school_is_listed_with_each_of_their_offices_there(teg: User, cast: Cast) -> None:
    assert {person.username for person in list_holders(establishment=cast.glan_high)} == {"bryn", "teg"}
    assert {person.username for person in box_readers(cast.nant_primary, "school")} == {"alis", "teg"}
    give_office(teg, "lea-user", "681LLLL", cast.lowri.actor, NOW)
    give_office(teg, "lea-plasc", "681LLLL", cast.lowri.actor, NOW)
    here = [person.role for person in list_holders(establishment=cast.caerwennol) if person.username == "teg"]
    assert here == ["lea-user", "lea-plasc"]
    assert list_addresses(establishment=cast.caerwennol).count("teg@example.org") == 1


def test_a_second_step_is_needed_everywhere_if_one_office_needs_it(teg: User, cast: Cast) -> None:
    assert not needs_second_step(teg)
    give_office(teg, "lea-lost-pupil", "681LLLL", cast.lowri.actor, NOW)
    assert needs_second_step(User.objects.get(username="teg"))
    assert needs_second_step(office_at(teg, "6814990").holder)


def test_an_authority_that_asks_everybody_asks_those_who_have_a_second_office_there(teg: User, cast: Cast) -> None:
    give_office(teg, "school", "6602991", SITE, NOW)
    ask_everybody("660", True, SITE, NOW)
    assert needs_second_step(teg)


def test_a_message_that_was_begun_at_one_school_is_not_there_at_the_other(teg: User) -> None:
    here, there = office_at(teg, "6812990").holder, office_at(teg, "6814990").holder
    begin_draft(here, NOW)
    assert drafts(here).count() == 1
    assert not drafts(there).exists()


# Given and taken away.


def test_the_person_is_told_of_a_new_role(teg: User) -> None:
    told = Notice.objects.get(kind="office_given")
    assert "Glan Wennol High School" in told.body


def test_nobody_gives_what_is_not_theirs_to_give(teg: User, cast: Cast) -> None:
    for role, number, code in (
        ("school", "6602991", "person.other_authority"),
        ("lea-dba", "681LLLL", "person.role_reserved"),
        ("lea-school", "681LLLL", "person.one_each"),
        ("school", "6814990", "person.has_office"),
        ("school", "681LLLL", "person.role_elsewhere"),
    ):
        with pytest.raises(PersonRefused) as refused:
            give_office(teg, role, number, cast.lowri.actor, NOW)
        assert code in {problem.code for problem in refused.value.problems.values()}
    assert len(list_own_offices(teg)) == 2


def test_nobody_gives_to_themselves_to_strangers_or_to_closed_accounts(cast: Cast) -> None:
    changes.deactivate(cast.bryn, SITE, NOW)
    for person, code in (
        (cast.lowri, "person.yourself"),
        (cast.carys, "person.other_authority"),
        (cast.bryn, "person.closed"),
    ):
        with pytest.raises(PersonRefused) as refused:
            give_office(person, "lea-user", "681LLLL", cast.lowri.actor, NOW)
        assert {problem.code for problem in refused.value.problems.values()} == {code}


def test_a_role_that_is_taken_away_ends_the_sessions_and_the_others_stay(teg: User, cast: Cast, client: Client) -> None:
    sign_in(client, "teg")
    choose(client, teg, "6812990")
    changes.take_away_office(office_at(teg, "6812990"), cast.lowri.actor, NOW)
    assert client.get("/").status_code == 302 or "Sign in" in client.get("/").content.decode()
    row = User.objects.get(username="teg")
    assert (row.is_active, row.mailbox) == (True, "6814990")
    sign_in(client, "teg")
    assert client.get("/send/").status_code == 200  # one office is left: nothing to choose
    assert Notice.objects.filter(kind="office_ended").count() == 1


def test_the_last_role_closes_the_account_and_is_there_when_it_opens_again(teg: User, cast: Cast) -> None:
    changes.take_away_office(office_at(teg, "6812990"), cast.lowri.actor, NOW)
    changes.take_away_office(office_at(teg, "6814990"), cast.lowri.actor, NOW)
    assert not User.objects.get(username="teg").is_active
    assert not list_holders(user=teg)
    changes.reactivate(User.objects.get(username="teg"), cast.lowri.actor, NOW)
    assert [person.mailbox for person in list_holders(user=teg)] == ["6814990"]


def test_closing_an_account_ends_all_offices_within_reach_and_no_others(teg: User, cast: Cast) -> None:
    give_office(teg, "school", "6602991", SITE, NOW)
    changes.deactivate(teg, cast.lowri.actor, NOW)
    assert [person.mailbox for person in list_holders(user=teg)] == ["6602991"]
    changes.deactivate(User.objects.get(username="teg"), SITE, NOW)
    assert not User.objects.get(username="teg").is_active


def test_one_of_several_roles_is_changed_and_the_others_stay(teg: User, cast: Cast) -> None:
    changes.change_role(office_at(teg, "6814990").holder, "lea-plasc", "681LLLL", cast.lowri.actor, NOW)
    assert {person.mailbox for person in list_holders(user=teg)} == {"6812990", "681PLAS"}
    changes.change_role(office_at(teg, "6812990").holder, "school", "6814990", cast.lowri.actor, NOW)
    assert {person.mailbox for person in list_holders(user=teg)} == {"6814990", "681PLAS"}
    assert User.objects.get(username="teg").mailbox == "6814990"


def test_the_last_national_administrator_keeps_that_role_whatever_else_they_have(cast: Cast) -> None:
    give_office(cast.gwilym, "lea-user", "681LLLL", SITE, NOW)
    national = Office.objects.get(user=cast.gwilym, role="national")
    with pytest.raises(PersonRefused) as refused:
        end_offices(cast.gwilym, [national], SITE, NOW)
    assert {problem.code for problem in refused.value.problems.values()} == {"person.last_administrator"}


# What administrators see.


def test_the_list_of_people_shows_a_person_once_an_office(teg: User, cast: Cast, signed_in: SignedIn) -> None:
    page = signed_in(cast.lowri).get("/people/?q=teg").content.decode()
    assert page.count('href="/people/teg/"') == 2


def test_an_authority_learns_nothing_of_a_person_elsewhere(teg: User, cast: Cast, signed_in: SignedIn) -> None:
    give_office(teg, "school", "6602991", SITE, NOW)
    theirs = make_person("mali", "Mali Ogwen", "lea-dba", cast.ynys_grug)
    page = signed_in(theirs).get("/people/teg/").content.decode()
    assert "Grug Bay Primary School" in page
    for secret in ("Nant y Wennol", "Glan Wennol", "6814990", "6812990", "lowri"):
        assert secret not in page
    assert "Delete the account" not in page


def test_an_account_that_works_elsewhere_too_is_changed_by_neither_authority(teg: User, cast: Cast) -> None:
    give_office(teg, "school", "6602991", SITE, NOW)
    for verb in (changes.reset_second_step, changes.delete_person):
        with pytest.raises(PersonRefused) as refused:
            verb(teg, cast.lowri.actor, NOW)
        assert {problem.code for problem in refused.value.problems.values()} == {"person.works_elsewhere"}
        with pytest.raises(PersonRefused):
            verb(teg, make_or_get_mali(cast).actor, NOW)


def make_or_get_mali(cast: Cast) -> User:
    return User.objects.filter(username="mali").first() or make_person("mali", "Mali Ogwen", "lea-dba", cast.ynys_grug)


def test_an_invitation_to_an_address_that_is_known_asks_who_is_meant(cast: Cast, signed_in: SignedIn) -> None:
    asked = {
        "full_name": "Bryn Madog",
        "username": "",
        "email": "Bryn@Example.org",
        "role": "school",
        "establishment": "6812990",
    }
    browser = signed_in(cast.lowri)
    page = browser.post("/invite/", asked).content.decode()
    assert "Give Bryn Madog this role as well" in page
    assert not Notice.objects.exists()
    hidden = re.search(r'name="role" value="(.*?)">\s*<input type="hidden" name="establishment" value="(.*?)"', page)
    assert hidden is not None
    browser.post("/people/bryn/roles/add/", {"role": hidden[1], "establishment": hidden[2]})
    assert {person.mailbox for person in list_holders(user=cast.bryn)} == {"6814990", "6812990"}
    browser.post("/invite/", asked | {"another": "yes"})
    assert User.objects.filter(full_name="Bryn Madog").count() == 2


def test_an_invitation_to_an_address_that_another_authority_knows_says_nothing(cast: Cast, signed_in: SignedIn) -> None:
    asked = {
        "full_name": "Carys Mabli",
        "username": "",
        "email": "carys@example.org",
        "role": "school",
        "establishment": "6812990",
    }
    page = signed_in(cast.lowri).post("/invite/", asked).content.decode()
    assert "The invitation is on its way" in page
    assert User.objects.filter(full_name="Carys Mabli").count() == 2


def test_an_administrator_gives_and_takes_a_role_on_the_pages(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast.lowri)
    browser.post("/people/bryn/roles/add/", {"role": "school", "establishment": "6812990"})
    page = browser.get("/people/bryn/").content.decode()
    there = office_at(cast.bryn, "6812990")
    assert f"/people/bryn/roles/{there.pk}/remove/" in page
    assert f"?office={there.pk}" in page
    assert "Nant y Wennol Primary School" in browser.get(f"/people/bryn/roles/{there.pk}/remove/").content.decode()
    browser.post(f"/people/bryn/roles/{there.pk}/remove/")
    assert len(list_own_offices(cast.bryn)) == 1


def test_a_person_sees_all_their_offices_on_the_account_page(teg: User, client: Client) -> None:
    sign_in(client, "teg")
    choose(client, teg, "6814990")
    page = client.get("/account/").content.decode()
    assert "Nant y Wennol Primary School" in page
    assert "You work here now" in page


# The yearly check.


def test_the_yearly_check_lists_a_person_once_an_office_and_ends_the_one_that_goes(teg: User, cast: Cast) -> None:
    yearly_check.open_check(NOW.date().replace(year=NOW.year + 1), cast.gwilym.actor, NOW)
    lines = ChecklistLine.objects.filter(person=teg)
    assert sorted(line.place for line in lines) == ["6812990", "6814990"]
    checklist = lines[0].checklist
    waiting = yearly_check.unsettled(checklist).count()
    verdicts = {line.pk: "remove" if line.place == "6814990" else "keep" for line in lines}
    assert not yearly_check.note_decisions(checklist, verdicts, cast.lowri.actor, NOW)
    assert [person.mailbox for person in list_holders(user=teg)] == ["6812990"]
    assert yearly_check.unsettled(checklist).count() == waiting - 2


# What stays as it was.


def test_everybody_has_an_office_from_the_first_moment(cast: Cast) -> None:
    offices = {office.user_id: (office.role, office.establishment_id) for office in Office.objects.all()}
    assert offices == {person.pk: (person.role, person.establishment_id) for person in User.objects.all()}


LISTS_PEOPLE = re.compile(
    r"User\.objects\.(?:filter|exclude|get)\((?!pk=)[^)]*\b(?:role|establishment)\w*=|establishment\.users\b|\"users__"
)


def test_who_lists_people_by_role_or_place_asks_for_their_offices() -> None:
    found = [
        path.name
        for path in (ROOT / "src/handover/portal").rglob("*.py")
        if "migrations" not in path.parts and LISTS_PEOPLE.search(path.read_text(encoding="utf-8"))
    ]
    assert found == [], "Ask accounts.offices.open_offices: a person may hold several offices."
