"""Content of messages is unreadable without the master key."""

from collections.abc import Callable

import pytest

from handover.zone.core import effects as fx
from handover.zone.core.records import AgentStatus
from handover.zone.store.databases import open_store
from handover.zone.store.interface import Store
from handover.zone.store.sealing import Seal, UnreadableMessage
from tests.zone.store.databases import SEAL, rows
from tests.zone.store.parcels import ZONE, do, event, send

WORDS = ("Gwynfor", "SchoolOffice", "1")


def test_body_opens_with_the_same_key_for_the_same_message() -> None:
    sealed = SEAL.seal(b"Cerys Example", *WORDS)
    assert b"Cerys" not in sealed
    assert SEAL.seal(b"Cerys Example", *WORDS) != sealed
    assert SEAL.open(sealed, *WORDS) == b"Cerys Example"
    assert SEAL.open(b"", *WORDS) == b""


@pytest.mark.parametrize(
    ("seal", "words"),
    [
        (Seal(b"another key of invented children"), WORDS),
        (SEAL, ("Maes y Dre", "SchoolOffice", "1")),
        (SEAL, ("Gwynfor", "Library", "1")),
        (SEAL, ("Gwynfor", "SchoolOffice", "2")),
    ],
)
def test_body_does_not_open_with_another_key_or_as_another_message(seal: Seal, words: tuple[str, str, str]) -> None:
    with pytest.raises(UnreadableMessage, match=r"does not open with this master key, or is damaged"):
        seal.open(SEAL.seal(b"Cerys Example", *WORDS), *words)


def test_body_that_was_not_sealed_is_not_taken_for_one() -> None:
    with pytest.raises(UnreadableMessage, match="not sealed by this program"):
        SEAL.open(b"<SIF_Message/>", *WORDS)


def test_database_holds_no_readable_content(url: str, opened: Callable[[str], Store]) -> None:
    store = opened(url)
    store.create(ZONE)
    send(store, 1)
    ((body, size),) = rows(url, "SELECT body, size FROM zones_message")
    assert size == len(event(1).body)
    assert b"Nant y Wennol" not in bytes(body)
    stranger = open_store(url, Seal(b"another key of invented children"))
    with pytest.raises(UnreadableMessage, match="does not open with this master key"):
        stranger.head(ZONE, "Canteen")
    stranger.close()


def test_words_about_a_fault_are_sealed(url: str, opened: Callable[[str], Store]) -> None:
    store = opened(url)
    store.create(ZONE)
    do(store, fx.ScheduleRetry("Canteen", 1, "Cerys Example is not known yet", None))
    ((words,),) = rows(url, "SELECT last_fault FROM zones_presence WHERE agent = 'Canteen'")
    assert "Cerys" not in words
    assert store.head(ZONE, "Canteen").presence.last_fault == "Cerys Example is not known yet"


@pytest.mark.parametrize(
    "stored", ["Cerys Example", "abcé", SEAL.letters.seal("Cerys Example")], ids=["plain", "no base64", "a letter"]
)
def test_words_about_a_fault_that_do_not_open_hold_up_no_queue(stored: str) -> None:
    """A server of before the update may have written them in plain meanwhile."""
    assert SEAL.faults.open_if_possible(stored) == ""


def test_database_of_another_key_still_says_how_an_agent_is(url: str, opened: Callable[[str], Store]) -> None:
    store = opened(url)
    store.create(ZONE)
    do(store, fx.ScheduleRetry("Canteen", 1, "Cerys Example is not known yet", None))
    stranger = open_store(url, Seal(b"another key of invented children"))
    assert stranger.head(ZONE, "Canteen").presence == AgentStatus("Canteen", attempts=1, stopped=True)
    stranger.close()
