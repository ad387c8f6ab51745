"""Signing in with a username and a password, and out again."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db.models import F
from django.test import Client
from django.utils import timezone

from handover.portal.accounts.sign_in_models import WrongTries
from handover.portal.audit.models import Entry
from tests.cast import PASSWORD, Cast
from tests.sign_in import sign_in

TRIES = settings.CONFIG.lockout_tries


def actions() -> list[str]:
    return list(Entry.objects.order_by("sequence").values_list("action", flat=True))


def test_a_school_user_signs_in_and_sees_what_waits(cast: Cast, client: Client) -> None:
    response = sign_in(client, "bryn", follow=True)
    assert response.redirect_chain == [("/", 302)]
    assert "Bryn" in response.text
    assert "/sign-out/" in response.text
    assert actions() == ["person.signed_in"]


@pytest.mark.parametrize("username", ["Bryn", "BRYN", "bryn ", "nobody"])
def test_a_username_counts_to_the_letter(cast: Cast, client: Client, username: str) -> None:
    response = sign_in(client, username)
    signed_in_anyway = username.strip() == "bryn"
    assert response.status_code == (302 if signed_in_anyway else 422)


@pytest.mark.parametrize("password", [PASSWORD.upper(), PASSWORD + " ", " " + PASSWORD, "wrong"])
def test_a_password_counts_to_the_letter(cast: Cast, client: Client, password: str) -> None:
    assert sign_in(client, "bryn", password).status_code == 422
    assert client.get("/collect/").status_code == 302


def test_a_wrong_password_and_a_name_that_nobody_has_get_the_same_answer(cast: Cast) -> None:
    answers = {name: sign_in(Client(), name, "wrong-password").text for name in ("bryn", "nobod")}
    same = [text.replace(name, "NAME") for name, text in answers.items()]
    assert "is not right" in same[0]
    assert without_tokens(same[0]) == without_tokens(same[1])


def without_tokens(page: str) -> str:
    return "\n".join(line for line in page.splitlines() if "csrfmiddlewaretoken" not in line)


def test_a_typed_name_that_nobody_has_is_kept_nowhere(cast: Cast, client: Client) -> None:
    sign_in(client, PASSWORD, "x")
    entry = Entry.objects.get()
    assert (entry.action, entry.username, entry.subject) == ("person.sign_in_failed", "", "")
    assert PASSWORD not in str(list(WrongTries.objects.values()))


@pytest.mark.parametrize("missing", ["username", "password"])
def test_an_empty_box_is_named(cast: Cast, client: Client, missing: str) -> None:
    response = client.post("/sign-in/", {"username": "bryn", "password": PASSWORD} | {missing: ""})
    assert response.status_code == 422
    assert f"Enter your {missing}" in response.text


def test_a_visitor_is_sent_to_sign_in_and_then_where_they_wanted_to_go(cast: Cast, client: Client) -> None:
    response = client.get("/collect/?sort=size")
    assert response.url == "/sign-in/?next=%2Fcollect%2F%3Fsort%3Dsize"
    page = client.get(response.url)
    assert 'name="next" value="/collect/?sort=size"' in page.text
    assert sign_in(client, "bryn", next="/collect/?sort=size").url == "/collect/?sort=size"


@pytest.mark.parametrize(
    "elsewhere", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", "\\\\x"]
)
def test_signing_in_never_leads_to_another_site(cast: Cast, client: Client, elsewhere: str) -> None:
    assert sign_in(client, "bryn", next=elsewhere).url == "/"


def test_the_session_gets_a_new_key_when_somebody_signs_in(cast: Cast, client: Client) -> None:
    client.get("/sign-in/")
    session = client.session
    session["planted"] = True
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    sign_in(client, "bryn")
    assert client.session.session_key != session.session_key


def test_signing_out_ends_the_session(cast: Cast, client: Client) -> None:
    sign_in(client, "bryn")
    old = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert client.post("/sign-out/", follow=True).redirect_chain == [("/signed-out/", 302)]
    client.cookies[settings.SESSION_COOKIE_NAME] = old
    assert client.get("/collect/").status_code == 302
    assert actions() == ["person.signed_in", "person.signed_out"]


def test_a_link_alone_signs_nobody_out(cast: Cast, client: Client) -> None:
    sign_in(client, "bryn")
    assert "Do you want to sign out?" in client.get("/sign-out/").text
    assert client.get("/collect/").status_code == 200


def test_pages_of_somebody_signed_in_stay_out_of_every_cache(cast: Cast, client: Client) -> None:
    sign_in(client, "bryn")
    assert client.get("/account/")["Cache-Control"] == "no-store"


class TestBrake:
    """After too many wrong tries the next must wait, but not for the right person elsewhere."""

    @pytest.fixture(autouse=True)
    def _clock_stands(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Have all tries at one moment, however slow the machine is: the brake eases while time goes by."""
        moment = timezone.now()
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    def test_the_right_password_must_wait_too_where_the_wrong_ones_came_from(self, cast: Cast, client: Client) -> None:
        for _ in range(TRIES):
            response = sign_in(client, "bryn", "wrong")
        assert response.status_code == 429
        assert "too many wrong tries" in response.text
        assert 120 < int(response["Retry-After"]) <= 180  # the site's clock goes on
        assert "in 3 minutes" in response.text
        assert sign_in(client, "bryn").status_code == 429
        assert client.get("/collect/").status_code == 302
        # The wrong tries between the first and the lock are counted, and written when a quarter of an hour is over.
        assert actions() == ["person.sign_in_failed", "person.locked_out"]

    def test_the_right_person_gets_in_from_another_address(self, cast: Cast, client: Client) -> None:
        for _ in range(TRIES):
            sign_in(client, "bryn", "wrong")
        assert sign_in(client, "bryn").status_code == 429
        assert sign_in(Client(REMOTE_ADDR="192.0.2.7"), "bryn").status_code == 302
        assert sign_in(client, "alis").status_code == 302

    def test_it_ends_after_a_while(self, cast: Cast, client: Client) -> None:
        for _ in range(TRIES):
            sign_in(client, "bryn", "wrong")
        WrongTries.objects.update(level_at=F("level_at") - timedelta(minutes=3))
        assert sign_in(client, "bryn").status_code == 302

    def test_a_name_that_nobody_has_is_braked_the_same_way(self, cast: Cast, client: Client) -> None:
        pages = [[sign_in(client, name, "wrong") for _ in range(TRIES)][-1] for name in ("bryn", "nobody")]
        assert [page.status_code for page in pages] == [429, 429]
        assert pages[0].text == pages[1].text

    def test_signing_in_forgets_the_wrong_tries_before(self, cast: Cast, client: Client) -> None:
        for _ in range(3):
            for _ in range(TRIES - 1):
                sign_in(client, "bryn", "wrong")
            assert sign_in(client, "bryn").status_code == 302
            client.post("/sign-out/")
