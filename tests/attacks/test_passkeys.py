"""Somebody replays, copies, forges or phishes a passkey. And a person who has one adds, uses and removes it."""

import json
import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from handover.portal.accounts import second_step
from handover.portal.accounts.models import User
from handover.portal.accounts.sign_in_models import Passkey
from handover.portal.audit.models import Entry
from handover.portal.notices.models import Notice
from tests.cast import PASSWORD, Cast
from tests.passkeys import SoftKey
from tests.sign_in import sign_in


def options_of(page: str) -> dict[str, Any]:
    found = re.search(r'data-options="([^"]*)"', page)
    assert found, page
    return json.loads(unescape(found[1]))


def add(client: Client, key: SoftKey, **more: str) -> Any:
    options = options_of(client.get("/account/passkeys/add/").text)
    return client.post("/account/passkeys/add/", {"name": "my telephone", "answer": key.make(options), **more})


def asked(name: str = "alis") -> tuple[Client, dict[str, Any]]:
    """A browser in which that person has given the password, and what its page asks of a passkey."""
    client = Client()
    assert sign_in(client, name).url == "/sign-in/code/"
    return client, options_of(client.get("/sign-in/code/").text)


def give(client: Client, answer: str) -> Any:
    return client.post("/sign-in/passkey/", {"answer": answer})


def is_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


@pytest.fixture
def key(cast: Cast) -> SoftKey:
    """The passkey of Alis."""
    client, key = Client(), SoftKey()
    sign_in(client, "alis")
    assert add(client, key).url == "/account/recovery-codes/"
    return key


def test_a_passkey_is_the_second_step(key: SoftKey, cast: Cast) -> None:
    for _ in range(2):
        client, options = asked()
        assert not is_in(client)
        assert give(client, key.use(options)).url == "/"
        assert is_in(client)
    kept = Passkey.objects.get()
    assert (kept.name, kept.uses, kept.user) == ("my telephone", 2, cast.alis)
    assert kept.used_at is not None
    assert Entry.objects.filter(action="person.second_factor_added", username="alis").count() == 1
    assert Notice.objects.get(kind="second_step_changed").recipient == "alis@example.org"


def test_a_browser_without_scripts_takes_a_recovery_code(key: SoftKey, cast: Cast) -> None:
    code = second_step.fresh_codes(cast.alis)[0]
    client, _ = asked()
    assert client.post("/sign-in/code/", {"code": code}).url == "/"
    assert is_in(client)


def test_a_passkey_that_was_used_cannot_be_used_again(key: SoftKey) -> None:
    client, options = asked()
    answer = key.use(options)
    give(client, answer)
    other, _ = asked()
    assert give(other, answer).status_code == 422
    assert give(other, answer).status_code == 422
    assert not is_in(other)


def test_a_challenge_is_good_once(key: SoftKey) -> None:
    client, options = asked()
    assert give(client, "{}").status_code == 422
    assert give(client, key.use(options)).status_code == 422
    assert not is_in(client)


@pytest.mark.parametrize("uses", [0, -1], ids=["the same count again", "no count any more"])
def test_a_copied_key_that_does_not_count_on_is_refused(key: SoftKey, uses: int) -> None:
    client, options = asked()
    give(client, key.use(options))
    key.uses = uses
    copy, options = asked()
    assert give(copy, key.use(options)).status_code == 422
    assert not is_in(copy)


def test_a_device_that_does_not_count_is_good_again_and_again(key: SoftKey) -> None:
    for _ in range(2):
        key.uses = -1
        client, options = asked()
        assert give(client, key.use(options)).url == "/"


@pytest.mark.parametrize(
    "other",
    [
        {"origin": "https://handover.evil.example"},
        {"origin": "http://testserver.evil.example"},
        {"origin": "https://testserver"},
        {"site": "evil.example"},
    ],
)
def test_a_copy_of_the_site_gets_nothing_that_works_here(key: SoftKey, other: dict[str, str]) -> None:
    client, options = asked()
    for name, value in other.items():
        setattr(key, name, value)
    assert give(client, key.use(options)).status_code == 422
    assert not is_in(client)


def test_another_persons_passkey_does_not_help(key: SoftKey, cast: Cast) -> None:
    bryns, browser = SoftKey(), Client()
    sign_in(browser, "bryn")
    add(browser, bryns)
    client, options = asked("alis")
    assert give(client, bryns.use(options)).status_code == 422
    assert not is_in(client)


def test_another_key_under_the_same_number_does_not_help(key: SoftKey) -> None:
    client, options = asked()
    assert give(client, SoftKey(number=key.number).use(options)).status_code == 422
    assert not is_in(client)


@pytest.mark.parametrize(
    "answer", ["", "x", "null", "[]", "{}", '{"response":{}}', "[" * 5000, '{"id":"é","rawId":1}', "x" * 20_001]
)
def test_an_invented_answer_is_refused(key: SoftKey, answer: str) -> None:
    client, _ = asked()
    assert give(client, answer).status_code == 422
    assert not is_in(client)


def test_a_passkey_without_the_password_opens_nothing(key: SoftKey) -> None:
    assert Client().post("/sign-in/passkey/", {"answer": "{}"}).url == "/sign-in/"


def test_an_account_closed_meanwhile_is_not_let_in(key: SoftKey, cast: Cast) -> None:
    client, options = asked()
    User.objects.filter(pk=cast.alis.pk).update(is_active=False)
    assert give(client, key.use(options)).url == "/sign-in/"


class TestAdding:
    """Whoever has found a browser that was left signed in adds a passkey of their own."""

    def test_it_takes_the_password_once_there_is_a_second_step(self, key: SoftKey) -> None:
        client, options = asked()
        give(client, key.use(options))
        assert add(client, SoftKey()).status_code == 422
        assert add(client, SoftKey(), present="wrong").status_code == 422
        assert Passkey.objects.count() == 1
        assert add(client, SoftKey(), present=PASSWORD).url == "/account/"
        assert Passkey.objects.count() == 2

    def test_an_app_beside_it_takes_the_password_too(self, key: SoftKey) -> None:
        client, options = asked()
        give(client, key.use(options))
        page = client.get("/account/second-step/").text
        code = re.search(r"handover-key\">([A-Z2-7 ]+)<", page)[1].replace(" ", "")
        right = second_step.code_at(code, Entry.objects.last().at)
        assert client.post("/account/second-step/", {"code": right, "present": "wrong"}).status_code == 422
        assert not second_step.has_app(Passkey.objects.get().user)

    def test_the_same_one_is_not_added_twice(self, key: SoftKey, cast: Cast) -> None:
        client = Client()
        sign_in(client, "bryn")
        assert add(client, SoftKey(number=key.number)).status_code == 422
        assert not second_step.has_second_step(cast.bryn)

    def test_an_answer_to_another_question_adds_nothing(self, cast: Cast) -> None:
        client, key = Client(), SoftKey()
        sign_in(client, "bryn")
        answer = key.make(options_of(client.get("/account/passkeys/add/").text))
        client.get("/account/passkeys/add/")
        page = client.post("/account/passkeys/add/", {"name": "x", "answer": answer})
        assert page.status_code == 422
        assert "no passkey that works here" in page.text


class TestRemoving:
    """A passkey is taken away."""

    def test_the_last_way_takes_the_recovery_codes_with_it(self, key: SoftKey, cast: Cast) -> None:
        client, options = asked()
        give(client, key.use(options))
        address = f"/account/passkeys/{Passkey.objects.get().pk}/remove/"
        assert client.post(address, {"present": "wrong"}).status_code == 422
        assert client.post(address, {"present": PASSWORD}).url == "/account/"
        assert not second_step.has_second_step(cast.alis)
        assert not cast.alis.recovery_codes.exists()
        assert sign_in(Client(), "alis").url == "/"

    def test_nobody_removes_anothers(self, key: SoftKey) -> None:
        client = Client()
        sign_in(client, "bryn")
        address = f"/account/passkeys/{Passkey.objects.get().pk}/remove/"
        assert client.post(address, {"present": PASSWORD}).status_code == 404
        assert Passkey.objects.exists()
