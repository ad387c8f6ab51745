"""How passwords are hashed."""

from collections.abc import Iterator

import pytest
from argon2 import PasswordHasher
from argon2.low_level import Type
from django.contrib.auth.hashers import identify_hasher
from django.test import Client

from handover.portal.accounts import hashing
from handover.portal.accounts.hashing import AT_ONCE, PLACES, BoundedArgon2
from handover.portal.accounts.sign_in_models import WrongTries
from handover.portal.audit.models import Entry
from tests.cast import PASSWORD, Cast
from tests.sign_in import sign_in


@pytest.fixture
def no_place(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every place of those who are hashing is taken, and nobody waits."""
    monkeypatch.setattr(hashing, "WAIT_SECONDS", 0.0)
    for _ in range(AT_ONCE):
        PLACES.acquire()
    yield
    for _ in range(AT_ONCE):
        PLACES.release()


def test_a_hash_takes_what_owasp_advises() -> None:
    assert BoundedArgon2().encode(PASSWORD, "saltsaltsalt").startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")


def test_an_old_hash_is_renewed_when_its_person_signs_in(cast: Cast, client: Client, settings) -> None:
    settings.PASSWORD_HASHERS = ["handover.portal.accounts.hashing.BoundedArgon2"]
    old = PasswordHasher(time_cost=2, memory_cost=102400, parallelism=8, type=Type.ID).hash(PASSWORD)
    cast.bryn.password = f"argon2{old}"
    cast.bryn.save()
    assert identify_hasher(cast.bryn.password).algorithm == "argon2"
    assert sign_in(client, "bryn").status_code == 302
    cast.bryn.refresh_from_db()
    assert "m=19456,t=2,p=1" in cast.bryn.password
    assert sign_in(Client(), "bryn").status_code == 302


@pytest.mark.parametrize("name", ["bryn", "nobody"])
def test_who_does_not_get_a_turn_is_asked_to_come_again(cast: Cast, client: Client, no_place: None, name: str) -> None:
    response = sign_in(client, name)
    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert "Please try again in a moment" in response.text
    assert not Entry.objects.exists()
    assert not WrongTries.objects.filter(level__gt=0).exists()


def test_a_place_is_given_back(cast: Cast, client: Client) -> None:
    for _ in range(AT_ONCE + 1):
        assert sign_in(Client(), "bryn").status_code == 302
