"""Somebody has a copy of the table of sessions, an old cookie, or a browser that was left signed in."""

from io import StringIO

import pytest
from django.conf import settings
from django.contrib.sessions.backends.base import UpdateError
from django.core.management import call_command
from django.test import Client

from handover.portal.accounts.session_store import SessionStore, hash_of, open_session
from handover.portal.accounts.sign_in_models import BrowserSession
from handover.portal.audit.models import Entry
from tests.cast import Cast
from tests.sign_in import sign_in

COOKIE = settings.SESSION_COOKIE_NAME


@pytest.fixture
def bryns(cast: Cast) -> Client:
    """A browser in which Bryn is signed in."""
    client = Client(HTTP_USER_AGENT="Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0")
    sign_in(client, "bryn")
    return client


def with_cookie(value: str) -> Client:
    client = Client()
    client.cookies[COOKIE] = value
    return client


def test_nothing_of_the_stolen_table_is_a_cookie(bryns: Client) -> None:
    row = BrowserSession.objects.get()
    stolen = [row.key_hash, row.key_hash[:32], bytes(row.sealed).hex()[:64], bytes(row.sealed).hex()[-32:]]
    assert [with_cookie(value).get("/collect/").status_code for value in stolen] == [302] * 4
    assert bryns.get("/collect/").status_code == 200


def test_the_cookie_stands_nowhere_in_it(bryns: Client) -> None:
    cookie = bryns.cookies[COOKIE].value
    row = BrowserSession.objects.get()
    assert cookie not in str(BrowserSession.objects.values())
    assert cookie.encode() not in bytes(row.sealed)
    assert row.key_hash == hash_of(cookie)


def test_what_somebody_was_doing_cannot_be_read(bryns: Client) -> None:
    session = bryns.session
    session["a search"] = "Prytherch"
    session.save()
    assert b"Prytherch" not in bytes(BrowserSession.objects.get().sealed)
    assert bryns.session["a search"] == "Prytherch"


def test_a_row_that_is_put_under_another_hash_opens_nothing(bryns: Client, cast: Cast) -> None:
    """Whoever can write to the table gives their own session the contents of somebody else's."""
    own = Client()
    sign_in(own, "alis")
    BrowserSession.objects.filter(user=cast.alis).update(
        sealed=BrowserSession.objects.get(user=cast.bryn).sealed, user=cast.bryn
    )
    assert own.get("/collect/").status_code == 302
    assert open_session(BrowserSession.objects.get(key_hash=hash_of(own.cookies[COOKIE].value))) == {}


def test_an_ended_session_does_not_come_back_with_a_click_that_was_under_way(bryns: Client) -> None:
    under_way = SessionStore(bryns.cookies[COOKIE].value)
    under_way["seen"] = "now"
    BrowserSession.objects.all().delete()
    with pytest.raises(UpdateError):
        under_way.save()
    assert not BrowserSession.objects.exists()


def test_the_cookie_of_an_ended_session_is_worth_nothing(bryns: Client) -> None:
    old = bryns.cookies[COOKIE].value
    bryns.post("/sign-out/")
    assert with_cookie(old).get("/collect/").status_code == 302


def test_an_invented_cookie_begins_no_session_of_that_name(db: None) -> None:
    planted = with_cookie("a" * 32)
    sign_in(planted, "nobody", "x")
    assert not BrowserSession.objects.filter(key_hash=hash_of("a" * 32)).exists()


def test_sessions_that_a_backup_brings_back_are_ended_by_a_command(bryns: Client) -> None:
    call_command("end_sessions", stdout=StringIO())
    assert bryns.get("/collect/").status_code == 302
    assert Entry.objects.get(action="person.session_ended").details == '{"sessions": "1"}'


class TestOwnSessions:
    """A person sees where they are signed in, and ends what they do not know."""

    def test_they_are_listed_in_words(self, bryns: Client) -> None:
        phone = Client(
            HTTP_USER_AGENT="Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1"
        )
        sign_in(phone, "bryn")
        page = bryns.get("/account/sessions/").text
        assert page.index("Firefox on Windows") < page.index("This one") < page.index("Safari on iPhone")
        assert page.count("Last used:") == 2

    def test_one_is_ended(self, bryns: Client) -> None:
        other = Client()
        sign_in(other, "bryn")
        number = hash_of(other.cookies[COOKIE].value)[:16]
        assert bryns.post("/account/sessions/", {"end": number}).url == "/account/sessions/"
        assert other.get("/collect/").status_code == 302
        assert bryns.get("/collect/").status_code == 200
        assert Entry.objects.get(action="person.session_ended").username == "bryn"

    def test_all_others_are_ended(self, bryns: Client) -> None:
        others = [Client() for _ in range(3)]
        for other in others:
            sign_in(other, "bryn")
        bryns.post("/account/sessions/")
        assert [other.get("/collect/").status_code for other in others] == [302] * 3
        assert "You are signed in nowhere else." in bryns.get("/account/sessions/").text

    @pytest.mark.parametrize("shown", [16, 1, 0, 64])
    def test_nobody_ends_anothers(self, bryns: Client, shown: int) -> None:
        stranger = Client()
        sign_in(stranger, "alis")
        stranger.post("/account/sessions/", {"end": hash_of(bryns.cookies[COOKIE].value)[:shown]})
        assert bryns.get("/collect/").status_code == 200

    def test_an_administrator_who_removes_a_second_step_ends_them(self, bryns: Client, cast: Cast, signed_in) -> None:
        from handover.portal.accounts import second_step
        from tests.moments import NOW

        second_step.keep_app(cast.bryn, second_step.new_secret(), NOW)
        signed_in(cast.lowri).post("/people/bryn/second-step/")
        assert bryns.get("/collect/").status_code == 302
