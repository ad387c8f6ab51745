"""Somebody guesses passwords: many at one name, one at many names, from many addresses, forty at the same time."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from ipaddress import ip_network
from typing import Any

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client
from django.utils import timezone
from tests.portal.pages.test_sign_in_links import NEW, path_in, use

from handover.portal.accounts import links
from handover.portal.accounts.hashing import BoundedArgon2
from handover.portal.accounts.sign_in_models import PasswordRequest, WrongTries
from handover.portal.accounts.tries import RATES, sign_in_buckets, take_try
from handover.portal.audit.models import Entry
from handover.portal.audit.noise import WINDOW, write_due
from handover.portal.forwarding import Forwarding
from handover.portal.notices.models import Notice
from tests.cast import PASSWORD, Cast, make_cast
from tests.moments import NOW
from tests.sign_in import sign_in

TRIES = 5
ADDRESS_TRIES = 50
ELSEWHERE = "192.0.2.99"


class ClientBehindProxy(Client):
    """A browser whose requests come to the site through a proxy on the same machine."""

    def request(self, **request: Any) -> Any:
        answers = []

        def site(environ: dict[str, Any], start_response: object) -> list[bytes]:
            answers.append(super(ClientBehindProxy, self).request(**environ))
            return []

        Forwarding(site, [ip_network("127.0.0.0/8")])(self._base_environ(**request), lambda *_: None)
        return answers[0]


@pytest.fixture
def known(cast: Cast) -> Client:
    """A browser in which Bryn has signed in before."""
    client = Client()
    sign_in(client, "bryn")
    client.post("/sign-out/")
    return client


def guess(name: str, address: str = "127.0.0.1", count: int = TRIES) -> list[int]:
    return [sign_in(Client(REMOTE_ADDR=address), name, f"wrong {n}").status_code for n in range(count)]


def written_failures() -> int:
    """Of how many failures the log tells, once the time is over in which they are counted."""
    write_due(timezone.now() + WINDOW)
    entries = Entry.objects.filter(action__in=("person.sign_in_failed", "person.locked_out"))
    return sum(int(entry.facts.get("more", 1)) for entry in entries)


def test_one_name_guessed_from_one_address(cast: Cast) -> None:
    assert guess("bryn", count=TRIES + 3) == [422] * (TRIES - 1) + [429] * 4
    failures = Entry.objects.filter(username="bryn").order_by("sequence")
    assert [entry.action for entry in failures] == ["person.sign_in_failed", "person.locked_out"]
    assert written_failures() == TRIES


def test_a_stranger_who_goes_on_for_hours_keeps_nobody_out(db: None) -> None:
    """As many tries as one address is let, for eight hours: the bucket of the name never fills."""
    strangers = sign_in_buckets("bryn", ELSEWHERE, None)
    assert [bool(take_try(strangers, NOW).wait) for _ in range(TRIES + 1)] == [False] * TRIES + [True]
    for minute in range(3, 8 * 60, 3):
        now = NOW + timedelta(minutes=minute)
        assert not take_try(strangers, now).wait, minute
        assert take_try(strangers, now).wait, minute
        assert not take_would_wait("bryn", now), minute


def take_would_wait(name: str, now) -> bool:
    row = WrongTries.objects.get(kind="name")
    rate = RATES["name"]()
    return bool(rate.wait(rate.level(row.level, now - row.level_at)))


def test_the_person_gets_in_from_another_address_meanwhile(cast: Cast) -> None:
    guess("bryn", count=TRIES + 2)
    assert sign_in(Client(REMOTE_ADDR=ELSEWHERE), "bryn").status_code == 302


def test_the_person_gets_in_with_a_browser_used_before_from_the_strangers_own_address(
    cast: Cast, known: Client
) -> None:
    guess("bryn", count=TRIES + 2)
    assert sign_in(known, "bryn").status_code == 302


def test_many_addresses_guess_at_one_name(cast: Cast, known: Client) -> None:
    answers = [answer for n in range(7) for answer in guess("bryn", f"192.0.2.{n}", TRIES)]
    assert answers.count(429) == 6 + TRIES
    assert written_failures() == 6 * TRIES
    assert sign_in(Client(REMOTE_ADDR=ELSEWHERE), "bryn").status_code == 429
    assert sign_in(known, "bryn").status_code == 302


def test_the_link_of_an_e_mail_lets_the_person_in_at_once(cast: Cast) -> None:
    for number in range(7):
        guess("bryn", f"192.0.2.{number}", TRIES)
    client = Client(REMOTE_ADDR=ELSEWHERE)
    assert sign_in(client, "bryn").status_code == 429
    links.ask_for_new_password("bryn", timezone.now())
    links.answer_requests(timezone.now())
    use(client, path_in(Notice.objects.get(kind="password_reset")), "bryn")
    guess("bryn", ELSEWHERE)
    for number in range(7):
        guess("bryn", f"192.0.2.{number}", TRIES)
    assert sign_in(client, "bryn", NEW).status_code == 302


class TestSpraying:
    """One address tries one password on many names."""

    def test_it_is_braked(self, cast: Cast) -> None:
        answers = [sign_in(Client(), f"681user{n}", "Summer2026!!").status_code for n in range(ADDRESS_TRIES + 10)]
        assert answers == [422] * (ADDRESS_TRIES - 1) + [429] * 11

    def test_what_is_braked_is_written_nowhere(self, cast: Cast) -> None:
        for number in range(ADDRESS_TRIES):
            sign_in(Client(), f"681user{number}", "Summer2026!!")
        before = WrongTries.objects.count(), Entry.objects.count()
        assert {sign_in(Client(), f"invented{number}", "x").status_code for number in range(10)} == {429}
        assert (WrongTries.objects.count(), Entry.objects.count()) == before

    def test_signing_in_with_ones_own_name_in_between_does_not_help(self, cast: Cast) -> None:
        for number in range(ADDRESS_TRIES):
            if number % 10 == 0:
                assert sign_in(Client(), "alis").status_code == 302
            sign_in(Client(), f"681user{number}", "Summer2026!!")
        assert sign_in(Client(), "681user99", "Summer2026!!").status_code == 429

    def test_a_school_behind_the_same_address_works_on_in_the_browsers_that_it_uses(
        self, cast: Cast, known: Client
    ) -> None:
        for number in range(ADDRESS_TRIES):
            sign_in(Client(), f"681user{number}", "Summer2026!!")
        assert sign_in(Client(), "alis").status_code == 429
        assert sign_in(known, "bryn").status_code == 302

    def test_a_whole_office_that_mistypes_once_each_gets_in(self, cast: Cast) -> None:
        for number in range(ADDRESS_TRIES - 10):
            sign_in(Client(), f"681user{number}", "mistyped")
        assert sign_in(Client(), "bryn").status_code == 302

    def test_an_invented_forwarded_address_does_not_help(self, cast: Cast) -> None:
        answers = [
            sign_in(Client(HTTP_X_FORWARDED_FOR=f"198.51.100.{n}"), "bryn", "wrong").status_code for n in range(TRIES)
        ]
        assert answers[-1] == 429

    def test_behind_a_proxy_only_what_the_proxy_saw_counts(self, cast: Cast) -> None:
        for number in range(TRIES):
            sign_in(ClientBehindProxy(HTTP_X_FORWARDED_FOR=f"198.51.100.{number}, {ELSEWHERE}"), "bryn", "wrong")
        assert sign_in(ClientBehindProxy(HTTP_X_FORWARDED_FOR=ELSEWHERE), "bryn").status_code == 429
        assert sign_in(ClientBehindProxy(HTTP_X_FORWARDED_FOR="198.51.100.1"), "bryn").status_code == 302


class TestOnePlaceManyAddresses:
    """A stranger takes another address of their own for every try: with IPv6, anybody has a whole network of them."""

    @pytest.mark.parametrize(
        "network", ["2001:db8:5:77:{:x}::1", "2001:0db8:0005:0077::{:x}", "2001:db8:5:77::{:x}%eth0"]
    )
    def test_addresses_of_one_network_guess_as_one(self, cast: Cast, network: str) -> None:
        answers = [guess("bryn", network.format(n + 1), 1)[0] for n in range(TRIES + 2)]
        assert answers == [422] * (TRIES - 1) + [429] * 3

    def test_addresses_of_one_network_spray_as_one(self, cast: Cast) -> None:
        answers = [guess(f"681user{n}", f"2001:db8:5:77::{n:x}", 1)[0] for n in range(ADDRESS_TRIES + 2)]
        assert answers == [422] * (ADDRESS_TRIES - 1) + [429] * 3

    def test_addresses_of_one_network_ask_for_new_passwords_as_one(self, cast: Cast) -> None:
        answers = [
            Client(REMOTE_ADDR=f"2001:db8:5:77::{n:x}").post("/sign-in/forgotten/", {"username": f"681user{n}"})
            for n in range(ADDRESS_TRIES + 5)
        ]
        assert [answer.status_code for answer in answers] == [200] * ADDRESS_TRIES + [429] * 5
        assert PasswordRequest.objects.count() == ADDRESS_TRIES

    def test_the_network_beside_it_is_another_place(self, cast: Cast) -> None:
        guess("bryn", "2001:db8:5:77::1")
        assert sign_in(Client(REMOTE_ADDR="2001:db8:5:78::1"), "bryn").status_code == 302

    @pytest.mark.parametrize("spelling", ["::ffff:192.0.2.99", "::ffff:c000:263", "64:ff9b::192.0.2.99"])
    def test_an_address_of_ipv4_is_itself_however_it_is_written(self, cast: Cast, spelling: str) -> None:
        guess("bryn", ELSEWHERE)
        assert sign_in(Client(REMOTE_ADDR=spelling), "bryn").status_code == 429

    @pytest.mark.parametrize("written", ["::ffff:192.0.2.{}", "64:ff9b::192.0.2.{}", "192.0.2.{}"])
    def test_two_addresses_of_ipv4_are_two_places_however_they_are_written(self, cast: Cast, written: str) -> None:
        guess("bryn", written.format(1))
        assert sign_in(Client(REMOTE_ADDR=written.format(2)), "bryn").status_code == 302

    def test_behind_a_proxy_it_is_the_same(self, cast: Cast) -> None:
        for number in range(TRIES):
            sign_in(ClientBehindProxy(HTTP_X_FORWARDED_FOR=f"2001:db8:5:77::{number:x}"), "bryn", "wrong")
        assert sign_in(ClientBehindProxy(HTTP_X_FORWARDED_FOR="2001:db8:5:77::ffff"), "bryn").status_code == 429


class TestInventedDevices:
    """Somebody makes up the cookie of a known browser, or uses a stolen one."""

    @pytest.mark.parametrize("invented", ["", "x", "WyJhIixbXV0:1:x", "null", '["a",["b"]]'])
    def test_an_invented_cookie_is_no_known_browser(self, cast: Cast, invented: str) -> None:
        client = Client()
        client.cookies[settings.DEVICE_COOKIE_NAME] = invented
        guess("bryn")
        assert sign_in(client, "bryn").status_code == 429

    def test_the_cookie_of_one_person_is_none_of_anothers(self, cast: Cast, known: Client) -> None:
        guess("alis")
        assert sign_in(known, "alis").status_code == 429

    def test_a_stolen_one_is_worth_five_tries(self, cast: Cast, known: Client) -> None:
        assert [sign_in(known, "bryn", "wrong").status_code for _ in range(7)] == [422] * 4 + [429] * 3

    def test_it_names_nobody(self, cast: Cast, known: Client) -> None:
        assert "bryn" not in known.cookies[settings.DEVICE_COOKIE_NAME].value


def test_what_is_counted_names_nobody(cast: Cast) -> None:
    guess("bryn", ELSEWHERE)
    kept = str(list(WrongTries.objects.values()))
    assert "bryn" not in kept
    assert ELSEWHERE not in kept


def test_forty_guesses_at_the_same_time_are_forty_tries(
    transactional_db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_cast()
    checked: list[str] = []
    hasher = type("Counting", (BoundedArgon2,), {"time_cost": 1, "memory_cost": 8})
    monkeypatch.setattr(
        "tests.hashing.QuickArgon2.verify",
        lambda self, password, encoded: checked.append(password) or hasher().verify(password, encoded),
    )

    def try_one(number: int) -> int:
        try:
            return sign_in(Client(), "bryn", f"wrong {number}").status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(16) as strangers:
        answers = list(strangers.map(try_one, range(40)))
    assert len(checked) == TRIES
    assert sorted(answers) == [422] * (TRIES - 1) + [429] * (41 - TRIES)
    assert Entry.objects.filter(action="person.locked_out").count() == 1


def test_the_present_password_cannot_be_guessed_from_a_session_left_open(cast: Cast, client: Client) -> None:
    sign_in(client, "bryn")
    answers = [
        client.post("/account/password/", {"present": f"wrong {n}", "password": NEW, "again": NEW}) for n in range(5)
    ]
    assert [answer.status_code for answer in answers] == [422] * 4 + [429]
    right = client.post("/account/password/", {"present": PASSWORD, "password": NEW, "again": NEW})
    assert right.status_code == 429
    assert sign_in(Client(), "bryn").status_code == 302


def test_new_passwords_asked_for_without_end_are_braked(cast: Cast) -> None:
    answers = [Client().post("/sign-in/forgotten/", {"username": f"681user{n}"}) for n in range(ADDRESS_TRIES + 1)]
    assert [answer.status_code for answer in answers[-2:]] == [200, 429]
    assert "asked for too often from here" in answers[-1].text


def test_the_limits_are_those_of_the_settings() -> None:
    assert settings.CONFIG.number("HANDOVER_LOCKOUT_TRIES") == TRIES
    assert settings.CONFIG.number("HANDOVER_ADDRESS_TRIES") == ADDRESS_TRIES
