"""Two officers press Send at the same moment, and workers that die half way: each child's file goes out once."""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier

import pytest
from django.db import connection
from django.db.models.signals import pre_save

from handover.common.identifiers import make_upn
from handover.portal.establishments.models import Establishment, EstablishmentKind
from handover.portal.phase import boards, sending
from handover.portal.phase.models import Board, Part
from handover.portal.transfers.flow import State
from handover.portal.transfers.models import Transfer
from tests.cast import Cast, make_cast, make_person
from tests.files import Child, ctf, send
from tests.moments import NOW

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases("who waits for whose rows")]
PRIMARIES = ("6812990", "6812991", "6812992")
HIGHS = ("6814990", "6814991")
EACH = 6


def school(number: str) -> Establishment:
    return Establishment.objects.create(
        number=number,
        kind=EstablishmentKind.SCHOOL,
        la_number="681",
        name=f"School {number}",
        email=f"{number}@example.org",
    )


@pytest.fixture
def county() -> Cast:
    """Return the cast with three primary schools, whose whole years are on the board, and two high schools."""
    cast = make_cast()
    school(HIGHS[1])
    senders = [
        cast.alis,
        *(make_person(f"user{number}", "Somebody", "school", school(number)) for number in PRIMARIES[1:]),
    ]
    lines = ["UPN,Destination"]
    for sender in senders:
        number = sender.mailbox
        children = [
            Child(make_upn("681", number[3:], 20, serial), "Teulu", f"P{serial}") for serial in range(1, EACH + 1)
        ]
        assert send(sender, "681LLLL", data=ctf(number, "681LLLL", children)).transfer
        lines += [f"{child.upn},{HIGHS[place % 2]}" for place, child in enumerate(children)]
    board = boards.board_of(cast.efa, NOW)
    boards.put(board, boards.to_put(cast.efa).values_list("reference", flat=True), cast.efa, NOW)
    assert not boards.bring_offers(board, ["\n".join((*lines, "")).encode()], cast.efa, NOW).problems
    return cast


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Run each act in a thread of its own, all starting together."""
    start = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        start.wait()
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as people:
        return list(people.map(run, acts))


def each_child_has_one_file() -> None:
    sent = Transfer.objects.filter(parent__isnull=False)
    assert sent.count() == len(PRIMARIES) * len(HIGHS)
    assert {file.stage for file in sent} == {State.SENT}
    assert len({file.file_name for file in sent}) == sent.count()
    children = Counter((part.bulk_id, position) for part in Part.objects.all() for position in part.positions)
    assert len(children) == len(PRIMARIES) * EACH
    assert set(children.values()) == {1}


def test_two_officers_press_send_and_two_workers_take_it_up_but_each_file_goes_out_once(county: Cast) -> None:
    board = Board.objects.get()
    at_once(
        lambda: sending.ask_for_sending(board, county.efa, NOW),
        lambda: sending.ask_for_sending(board, county.lowri, NOW),
    )
    sent = at_once(*(lambda: sending.send_waiting_boards(NOW) for _ in range(3)))
    assert sum(sent) == len(PRIMARIES) * len(HIGHS)
    each_child_has_one_file()
    board.refresh_from_db()
    assert (board.asked_at, board.refused) == (None, {})


def test_officer_presses_send_while_a_colleague_sends_a_file_by_hand(county: Cast) -> None:
    board = Board.objects.get()
    sending.ask_for_sending(board, county.efa, NOW)
    at_once(
        lambda: sending.send_waiting_boards(NOW),
        *(lambda n=n: send(county.lowri, HIGHS[0], number=n, note=str(n)) for n in range(1, 4)),
    )
    each_child_has_one_file()


@contextmanager
def dying_at(number: int) -> Iterator[None]:
    """Have the worker die when the file is stored and the board does not know of it yet, at so many files."""
    stored: list[Part] = []

    def die(instance: Part, **_: object) -> None:
        stored.append(instance)
        if len(stored) == number:
            raise KeyboardInterrupt

    pre_save.connect(die, sender=Part)
    try:
        with pytest.raises(KeyboardInterrupt):
            yield
    finally:
        pre_save.disconnect(die, sender=Part)


@pytest.mark.parametrize("number", [1, 4, 6])
def test_worker_that_dies_between_storing_a_file_and_noting_it_is_followed_by_one_that_sends_each_once(
    county: Cast, number: int
) -> None:
    sending.ask_for_sending(Board.objects.get(), county.efa, NOW)
    with dying_at(number):
        sending.send_waiting_boards(NOW)
    assert Transfer.objects.filter(parent__isnull=False).count() == Part.objects.count() == number - 1
    sending.send_waiting_boards(NOW)
    each_child_has_one_file()
