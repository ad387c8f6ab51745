"""Somebody wants to know which usernames there are: the answer and the work behind it are the same for all."""

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from handover.portal.accounts.models import User
from tests.cast import Cast
from tests.sign_in import sign_in

SAVEPOINT = re.compile(r"SAVEPOINT .*")
NAMES = ("bryn", "lowri", "nobody", "closed", "invited", "deleted", "b" * 150, "ŵ")


@pytest.fixture
def everybody(cast: Cast) -> None:
    """A person of every kind: one with a second step, a closed account, and one who has chosen no password yet."""
    for name in ("closed", "invited", "deleted"):
        user = User(
            username=name, full_name="Somebody", email="x@example.org", role="school", is_active=name == "invited"
        )
        user.set_password("a-kettle-on-a-windowsill") if name == "closed" else user.set_unusable_password()
        user.establishment = cast.nant_primary
        user.save()


@pytest.fixture
def hashed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every password that is hashed, to be checked or in place of a check."""
    from handover.portal.accounts.hashing import BoundedArgon2

    done: list[str] = []
    encode, verify = BoundedArgon2.encode, BoundedArgon2.verify
    monkeypatch.setattr(BoundedArgon2, "encode", lambda self, *given: done.append("hash") or encode(self, *given))
    monkeypatch.setattr(BoundedArgon2, "verify", lambda self, *given: done.append("hash") or verify(self, *given))
    return done


def work(act: Callable[[], object]) -> list[str]:
    """Return what an act asks of the database: the first words of each statement, without what differs by name."""
    with CaptureQueriesContext(connection) as asked:
        act()
    beginnings = (" ".join(query["sql"].split(" WHERE ")[0].split()[:3]) for query in asked.captured_queries)
    return [SAVEPOINT.sub("SAVEPOINT", beginning) for beginning in beginnings]


def without_names(page: str) -> str:
    return "\n".join(
        line for line in page.splitlines() if "csrfmiddlewaretoken" not in line and 'name="username"' not in line
    )


def test_a_wrong_password_takes_the_same_work_for_every_name(everybody: None, hashed: list[str]) -> None:
    sign_in(Client(), "warming-up", "wrong")
    found = {}
    for name in NAMES:
        hashed.clear()
        done = work(lambda name=name: sign_in(Client(), name, "wrong password"))
        found[name] = done, list(hashed)
    assert {name: work for name, work in found.items() if work != found["nobody"]} == {}
    assert found["nobody"][1] == ["hash"]


def test_it_takes_the_same_work_where_the_log_has_so_many_failures_that_some_share_an_entry(everybody: None) -> None:
    for number in range(20):
        sign_in(Client(), f"nobody-{number}", "wrong")
    found = {}
    for name in NAMES:
        done = work(lambda name=name: sign_in(Client(), name, "wrong password"))
        # An entry of its own is left to stand or taken back, which is no work to speak of.
        found[name] = [statement for statement in done if not statement.startswith("ROLLBACK TO")]
    assert 'INSERT INTO "audit_entry"' in found["nobody"]
    assert {name: done for name, done in found.items() if done != found["nobody"]} == {}


def test_asking_for_a_new_password_takes_the_same_work_for_every_name(everybody: None) -> None:
    def ask(name: str) -> str:
        return Client().post("/sign-in/forgotten/", {"username": name}).text

    ask("warming-up")
    assert len({tuple(work(lambda name=name: ask(name))) for name in NAMES}) == 1
    assert len({without_names(ask(name)) for name in NAMES}) == 1


def test_a_braked_name_gets_the_same_page_whether_it_exists(everybody: None) -> None:
    pages = {}
    for number, name in enumerate(NAMES):
        client = Client(REMOTE_ADDR=f"192.0.2.{number}")
        pages[name] = [sign_in(client, name, "wrong").text for _ in range(6)][-1]
    assert len({without_names(page) for page in pages.values()}) == 1
