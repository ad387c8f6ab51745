"""Two tabs of one browser: a form from a page that was drawn for one school never acts for another."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from handover.portal.accounts.chosen_office import MARK
from handover.portal.accounts.giving_offices import give_office
from handover.portal.accounts.models import User
from handover.portal.accounts.offices import list_own_offices
from handover.portal.transfers.models import Transfer
from tests.cast import Cast, make_person
from tests.files import ctf, name_of
from tests.moments import NOW
from tests.sign_in import sign_in


@pytest.fixture
def teg(cast: Cast) -> User:
    """Somebody with two schools."""
    person = make_person("teg", "Tegwen Morfa", "school", cast.nant_primary)
    give_office(person, "school", "6814990", cast.lowri.actor, NOW)
    return person


def upload() -> SimpleUploadedFile:
    """A file of Nant y Wennol Primary for Glan Wennol High."""
    return SimpleUploadedFile(name_of("6812990", "6814990"), ctf("6812990", "6814990"))


def mark(client: Client, page: str) -> str:
    """The hidden field of a page that was just drawn."""
    _, _, rest = client.get(page).content.decode().partition(f'name="{MARK}" value="')
    return rest.partition('"')[0]


def choose(client: Client, teg: User, number: str) -> None:
    key = next(office.pk for office in list_own_offices(teg) if office.number == number)
    assert client.post("/office/", {"office": key}).status_code == 302


def test_a_form_of_the_school_before_is_refused_and_says_for_whom_one_works_now(teg: User, client: Client) -> None:
    sign_in(client, "teg")
    choose(client, teg, "6812990")
    first_tab = mark(client, "/send/")
    choose(client, teg, "6814990")
    answer = client.post("/send/", {MARK: first_tab, "files": upload()})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "You now work for: Glan Wennol High School." in page
    assert "nothing was sent" in page
    assert not Transfer.objects.exists()


def test_back_in_the_first_school_the_form_of_the_first_tab_is_taken(teg: User, client: Client) -> None:
    sign_in(client, "teg")
    choose(client, teg, "6812990")
    first_tab = mark(client, "/send/")
    choose(client, teg, "6814990")
    choose(client, teg, "6812990")
    client.post("/send/", {MARK: first_tab, "files": upload()})
    assert Transfer.objects.get().source == "6812990"


@pytest.mark.parametrize("named", [{}, {MARK: ""}, {MARK: "0"}, {MARK: "x"}])
def test_a_form_that_names_no_school_is_not_taken_of_somebody_with_several(
    teg: User, client: Client, named: dict[str, str]
) -> None:
    sign_in(client, "teg")
    choose(client, teg, "6812990")
    assert client.post("/send/", named | {"files": upload()}).status_code == 409
    assert not Transfer.objects.exists()


def test_a_search_for_a_child_does_not_go_along_to_another_school(teg: User, client: Client) -> None:
    sign_in(client, "teg")
    choose(client, teg, "6812990")
    session = client.session
    session["handover.lost_question"] = {"surname": "Siddiqui"}
    session.save()
    choose(client, teg, "6814990")
    assert "handover.lost_question" not in client.session


def test_a_session_that_names_an_office_of_somebody_else_is_in_none(teg: User, cast: Cast, client: Client) -> None:
    sign_in(client, "teg")
    session = client.session
    session["handover.office"] = list_own_offices(cast.bryn)[0].pk
    session.save()
    assert client.get("/send/").url.startswith("/office/")


def test_who_has_one_school_needs_no_mark(cast: Cast, client: Client) -> None:
    sign_in(client, "alis")
    client.post("/send/", {"files": upload()})
    assert Transfer.objects.get().source == "6812990"


def test_a_script_of_the_tab_before_is_told_in_words_why_nothing_was_kept(cast: Cast, client: Client) -> None:
    give_office(cast.nerys, "lea-user", "681LLLL", cast.lowri.actor, NOW)
    sign_in(client, "nerys")
    choose_role = {office.role: office.pk for office in list_own_offices(cast.nerys)}
    client.post("/office/", {"office": choose_role["lea-school"]})
    answer = client.post("/check/decide/", {MARK: choose_role["lea-user"]}, headers={"Accept": "application/json"})
    assert answer.status_code == 409
    assert answer.json()["fault"] == (
        "Nothing was done: you have changed where you work. You now work for: Caerwennol Council – LEA School."
    )
