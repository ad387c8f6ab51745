"""The administrator of an authority at work: the menu, its people, its schools, its own details."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from handover.portal.accounts.models import User
from handover.portal.establishments.directory import register_welsh_las
from handover.portal.establishments.models import Establishment
from handover.portal.notices.models import Notice
from tests.cast import Cast
from tests.files import send
from tests.sign_in import sign_in

CERI = {"full_name": "Ceri Blodwen", "username": "", "email": "ceri@example.org", "role": "lea-user"}
DOCK = {"number": "6812991", "name": "Dock Street Primary School", "phase": "Primary", "town": "Wennol"}


@pytest.fixture
def office(cast: Cast, signed_in: Callable[[User], Client]) -> Client:
    """The browser of Caerwennol's administrator."""
    return signed_in(cast.lowri)


@pytest.fixture
def onlooker(cast: Cast, signed_in: Callable[[User], Client]) -> Client:
    """The browser of somebody who sees everything and changes nothing."""
    return signed_in(cast.macsen)


# The menu.


def test_the_administrator_finds_the_three_tasks_of_the_seed_and_the_yearly_check(office: Client) -> None:
    page = office.get("/administration/").text
    assert all(f'href="{there}"' in page for there in ("/people/", "/establishments/", "/authority/", "/check/"))
    assert office.get("/authority/").url == "/establishments/681LLLL/"


def test_the_menu_marks_administration_on_all_of_its_pages(office: Client) -> None:
    for there in ("/administration/", "/people/", "/invite/", "/check/"):
        assert 'href="/administration/" aria-current' in office.get(there).text


# People.


def test_an_administrator_sees_the_people_of_the_authority_and_its_schools_only(office: Client, cast: Cast) -> None:
    page = office.get("/people/").text
    for person in cast.people:
        assert (f"/people/{person.username}/" in page) is person.actor.establishment.startswith("681")


def test_a_username_is_proposed_and_the_mailbox_is_the_authoritys(office: Client) -> None:
    page = office.post("/invite/", CERI | {"establishment": "681LLLL"}).text
    assert "681cblodwen" in page
    assert "681cblodwen" not in Notice.objects.get().body
    assert User.objects.get(username="681cblodwen").mailbox == "681LLLL"


def test_the_form_offers_only_what_an_authority_may_give(office: Client) -> None:
    page = office.get("/invite/").text
    assert 'value="Caerwennol Council (681LLLL)"' in page
    assert 'value="lea-plasc"' in page
    assert 'value="lea-dba"' not in page
    assert 'value="national"' not in page


def test_a_role_is_changed_while_its_holder_is_signed_in(office: Client, client: Client) -> None:
    sign_in(client, "efa")
    assert client.get("/monitoring/").status_code == 200
    office.post("/people/efa/role/", {"role": "lea-plasc", "establishment": "681LLLL"})
    assert client.get("/monitoring/").status_code == 403
    assert client.get("/messages/").status_code == 200
    office.post("/people/efa/role/", {"role": "lea-lost-pupil", "establishment": "681LLLL"})
    assert client.get("/lost/").url == "/account/second-step/"


@pytest.mark.parametrize("step", ["close", "delete"])
def test_an_administrator_is_told_why_they_cannot_close_themselves(office: Client, step: str) -> None:
    page = office.post(f"/people/lowri/{step}/", follow=True).text
    assert "This is your own account." in page
    assert "A national administrator other than you" in page
    assert User.objects.get(username="lowri").is_active


def test_a_deleted_account_leaves_the_list_and_keeps_its_history(office: Client) -> None:
    assert "cannot be opened again" in office.get("/people/efa/delete/").text
    page = office.post("/people/efa/delete/", follow=True).text
    assert "Deleted a person&#39;s account" in page
    assert "/people/efa/" not in office.get("/people/").text
    assert "/people/efa/" in office.get("/people/?view=deleted").text


def test_a_new_password_is_a_link_and_nothing_on_the_screen(office: Client, cast: Cast) -> None:
    page = office.post("/people/bryn/new-password/").text
    assert "The link for a new password is on its way" in page
    assert "/link/" not in page
    assert Notice.objects.get(kind="password_reset").recipient == "bryn@example.org"


# Who only looks.


@pytest.mark.parametrize(
    "there",
    ["/administration/", "/people/", "/people/bryn/", "/establishments/", "/establishments/6812990/", "/check/"],
)
def test_who_only_looks_sees_all_of_it_and_not_one_way_to_change_it(onlooker: Client, there: str) -> None:
    page = onlooker.get(there)
    assert page.status_code == 200
    assert page.text.count('method="post"') == 2  # signing out, and the language
    shown = page.text.replace("/invite/come/", "")  # who has come: to look at
    assert not any(f"/{step}/" in shown for step in ("change", "close", "role", "delete", "invite", "new"))


# Schools.


def test_a_school_is_added_changed_closed_and_opened_again(office: Client, cast: Cast) -> None:
    assert office.post("/establishments/new/", DOCK).url == "/establishments/6812991/"
    office.post("/establishments/6812991/change/", {"name": "Dock Street School", "telephone": "029 2018 0682"})
    assert "029 2018 0682" in office.get("/establishments/6812991/").text
    office.post("/establishments/6812991/close/", {"closed_on": "31/8/2026", "successor": "6812990"})
    page = office.get("/establishments/6812991/").text
    assert "31 August 2026" in page
    assert "Nant y Wennol Primary School (6812990)" in page
    office.post("/establishments/6812991/reopen/")
    assert Establishment.objects.get(number="6812991").closed_on is None


def test_a_school_is_made_inactive_and_active(office: Client) -> None:
    assert "inactive" in office.post("/establishments/6812990/active/", {"active": "no"}, follow=True).text
    assert not Establishment.objects.get(number="6812990").active
    office.post("/establishments/6812990/active/", {"active": "yes"})
    assert Establishment.objects.get(number="6812990").active


def test_a_school_with_waiting_files_is_not_closed_and_the_page_says_what_to_do(office: Client, cast: Cast) -> None:
    send(cast.alis, "6814990")
    page = office.post("/establishments/6814990/close/", {"closed_on": "1/9/2026", "successor": ""})
    assert page.status_code == 422
    assert "Files still wait for Glan Wennol High School (6814990): 1." in page.text
    assert "Ask the school to collect" in page.text


def test_two_schools_become_one(office: Client, cast: Cast) -> None:
    office.post("/establishments/new/", DOCK)
    asked = {"schools": "6812990\n6814990\n", "into": "6812991", "day": "31/8/2026"}
    assert office.post("/establishments/merge/", asked).url == "/establishments/6812991/"
    assert "6812990, 6814990" in office.get("/establishments/6812991/").text


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"number": "6602992"}, "does not belong to your authority"),
        ({"number": "12"}, "does not belong to your authority"),
        ({"number": "68129"}, "is not the number of a school"),
        ({"number": "6812990"}, "belongs to Nant y Wennol Primary School"),
        ({"name": ""}, "Enter the name"),
        ({"opened_on": "31/2/2026"}, "Enter a real date, such as 27 3 2015."),
        ({"phase": "Kindergarten"}, "id_phase"),
    ],
)
def test_what_is_wrong_with_a_new_school_is_said_beside_its_box(
    office: Client, given: dict[str, str], words: str
) -> None:
    page = office.post("/establishments/new/", DOCK | given)
    assert page.status_code == 422
    assert words in page.text


def test_the_authoritys_details_are_what_others_find_under_contacts(office: Client, signed_in, cast: Cast) -> None:
    office.post(
        "/establishments/681LLLL/change/",
        {
            "name": "Caerwennol Council",
            "contact": "Data team",
            "email": "data@example.org",
            "telephone": "029 2018 0681",
        },
    )
    page = signed_in(cast.dev).get("/contacts/", {"q": "data team"}).text
    assert all(words in page for words in ("Data team", "data@example.org", "029 2018 0681"))


# Contacts.


def test_contacts_show_ones_own_authority_and_the_national_one_first(cast: Cast, signed_in) -> None:
    page = signed_in(cast.alis).get("/contacts/").text
    own, national, everyone = (page.index(words) for words in ("Cyngor Caerwennol", "gwilym@example.org", "Ynys Grug"))
    assert own < national < everyone


def test_contacts_are_searched(cast: Cast, signed_in) -> None:
    browser = signed_in(cast.bryn)
    assert "Fernshire" in browser.get("/contacts/", {"q": "936"}).text
    assert "No authority has these letters" in browser.get("/contacts/", {"q": "\0%zz"}).text


def test_the_contacts_ask_as_few_questions_for_many_as_for_few(office: Client, django_assert_num_queries) -> None:
    office.get("/")  # begins the session
    with CaptureQueriesContext(connection) as few:
        office.get("/contacts/")
    register_welsh_las()
    with django_assert_num_queries(len(few)):
        office.get("/contacts/")
