"""The national administrator invites people and looks after their accounts."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from handover.portal.accounts import second_step
from handover.portal.accounts.models import User
from handover.portal.audit.models import Entry
from handover.portal.notices.models import Notice
from tests.cast import PASSWORD, Cast
from tests.sign_in import sign_in

CERI = {
    "full_name": "Ceri Blodwen",
    "username": "681ceri",
    "email": "ceri@example.org",
    "role": "school",
    "establishment": "6812990",
}


@pytest.fixture
def office(cast: Cast, signed_in: Callable[[User], Client]) -> Client:
    """The national administrator's browser."""
    return signed_in(cast.gwilym)


def test_inviting_somebody_sends_the_link_and_shows_the_username_to_tell(office: Client) -> None:
    response = office.post("/invite/", CERI)
    assert response.status_code == 200
    assert "681ceri" in response.text
    assert "Now tell them the username" in response.text
    assert Notice.objects.get().recipient == "ceri@example.org"
    ceri = User.objects.get(username="681ceri")
    assert ceri.establishment.number == "6812990"
    assert not ceri.has_usable_password()
    entry = Entry.objects.get(action="person.invited")
    assert (entry.username, entry.subject) == ("gwilym", "681ceri")
    assert entry.facts == {"role": "school", "establishment": "6812990"}


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("username", "alis", "Somebody has the username"),
        ("username", "ALIS", "Somebody has the username"),
        ("username", "ceri blodwen", "cannot be a username"),
        ("username", "-ceri", "cannot be a username"),
        ("username", "ceri\nx", "cannot be a username"),
        ("username", "c" * 61, "cannot be a username"),
        ("email", "ceri", "is not an e-mail address"),
        ("email", "ceri@hotmail.com", "is a private mail service"),
        ("email", "ceri@GMAIL.com", "is a private mail service"),
        ("email", "ceri@example.org\nBcc: all@example.org", "is not an e-mail address"),
        ("full_name", "  ", "Enter the person&#39;s full name"),
        ("full_name", "C" * 121, "full name is missing"),
        ("role", "", "Choose a role"),
        ("establishment", "6819999", "We have no “6819999”"),
        ("establishment", "681LLLL", "belongs at a school"),
        ("establishment", "", "belongs at a school"),
    ],
)
def test_what_is_wrong_is_said_beside_its_box(office: Client, field: str, value: str, words: str) -> None:
    response = office.post("/invite/", CERI | {field: value})
    assert response.status_code == 422
    assert words in response.text
    assert f'href="#id_{field}"' in response.text
    assert not User.objects.filter(full_name="Ceri Blodwen").exists()
    assert not Notice.objects.exists()


def test_all_that_is_wrong_is_said_at_once(office: Client) -> None:
    page = office.post("/invite/", CERI | {"username": "x y", "email": "?", "establishment": "936LLLL"}).text
    assert all(words in page for words in ("cannot be a username", "is not an e-mail", "belongs at a school"))


def test_a_national_administrator_belongs_nowhere(office: Client) -> None:
    assert office.post("/invite/", CERI | {"role": "national"}).status_code == 422
    assert office.post("/invite/", CERI | {"role": "national", "establishment": ""}).status_code == 200


def test_nobody_is_invited_to_a_closed_school(office: Client, cast: Cast) -> None:
    cast.nant_primary.closed_on = timezone.localdate()
    cast.nant_primary.save()
    assert "has closed" in office.post("/invite/", CERI).text


@pytest.mark.parametrize("words", ["bryn", "Madog", "6814990", "glan wennol"])
def test_a_person_is_found_by_name_username_or_school(office: Client, words: str) -> None:
    page = office.get("/people/", {"q": words}).text
    assert "/people/bryn/" in page
    assert "/people/alis/" not in page


def test_a_search_with_odd_signs_finds_nobody(office: Client) -> None:
    for words in ("%", "\0", "'", "\\", "🦆"):
        assert office.get("/people/", {"q": words}).status_code == 200


def test_the_list_asks_as_few_questions_for_many_as_for_few(office: Client, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(8):
        office.get("/people/")


def test_a_new_role_holds_from_the_next_click(office: Client, cast: Cast, client: Client) -> None:
    sign_in(client, "efa")
    assert client.get("/collect/").status_code == 200
    office.post("/people/efa/role/", {"role": "national", "establishment": ""})
    cast.efa.refresh_from_db()
    assert (cast.efa.role, cast.efa.establishment) == ("national", None)
    assert client.get("/collect/").url == "/account/second-step/"
    facts = Entry.objects.get(action="person.role_changed").facts
    assert (facts["former_role"], facts["role"]) == ("lea-user", "national")


def test_closing_an_account_ends_the_session_at_once(office: Client, cast: Cast, client: Client) -> None:
    forgotten = Client()
    sign_in(client, "bryn")
    sign_in(forgotten, "bryn")
    office.post("/people/bryn/close/")
    assert client.get("/collect/").status_code == 302
    assert sign_in(client, "bryn").status_code == 422
    office.post("/people/bryn/open/")
    assert forgotten.get("/collect/").status_code == 302, "a session came back with the account"
    assert sign_in(client, "bryn").status_code == 302
    done = Entry.objects.filter(subject="bryn", username="gwilym").values_list("action", flat=True)
    assert set(done) == {"person.deactivated", "person.reactivated"}


def test_nobody_closes_or_demotes_themselves(office: Client, cast: Cast) -> None:
    office.post("/people/gwilym/close/")
    response = office.post("/people/gwilym/role/", {"role": "school", "establishment": "6812990"})
    assert "your own account" in response.text
    cast.gwilym.refresh_from_db()
    assert (cast.gwilym.is_active, cast.gwilym.role) == (True, "national")


def test_a_lost_telephone_is_no_end(office: Client, cast: Cast, client: Client) -> None:
    secret = second_step.new_secret()
    now = timezone.now()
    assert second_step.add_app(cast.bryn, secret, second_step.code_at(secret, now), now)
    office.post("/people/bryn/second-step/")
    assert sign_in(client, "bryn").url == "/"


def test_inviting_again_sends_another_link(office: Client) -> None:
    office.post("/invite/", CERI)
    assert "no longer works" in office.post("/people/681ceri/invite-again/").text
    assert Notice.objects.count() == 2


@pytest.mark.parametrize(
    "path", ["role/", "delete/", "new-password/", "invite-again/", "close/", "open/", "second-step/"]
)
def test_somebody_who_is_not_there_is_not_found(office: Client, path: str) -> None:
    assert office.post(f"/people/nobody/{path}").status_code == 404


@pytest.mark.parametrize("name", ["alis", "efa"])
@pytest.mark.parametrize("path", ["/people/", "/invite/", "/people/bryn/", "/audit/"])
def test_nobody_else_sees_these_pages(cast: Cast, signed_in, name: str, path: str) -> None:
    assert signed_in(getattr(cast, name)).get(path).status_code == 403


@pytest.mark.parametrize("path", ["close", "open", "invite-again", "new-password", "delete", "second-step", "role"])
def test_nobody_else_changes_accounts(cast: Cast, signed_in, path: str) -> None:
    assert signed_in(cast.efa).post(f"/people/bryn/{path}/").status_code == 403
    assert cast.bryn.check_password(PASSWORD)
