"""What every store promises about messages: accepted once, given in order, kept until they are done with."""

import pytest

from handover.sif.messages.errors import ErrorCode
from handover.zone.core import effects as fx
from handover.zone.core.records import RoutingVerdict
from handover.zone.state import ZoneAgent
from handover.zone.store.interface import NoSuchZone, Store
from tests.zone.store.parcels import AGENTS, NOW, ZONE, answer, asked, do, drain, event, first, ids, later, send


def test_zone_that_is_not_there_is_said_to_be_missing(store: Store) -> None:
    for call in (
        lambda: store.state("Nowhere"),
        lambda: store.head("Nowhere", "Canteen"),
        lambda: store.letters("Nowhere"),
        lambda: store.saw("Nowhere", ["Canteen"], NOW),
        lambda: store.forget("Nowhere", NOW, NOW),
        lambda: do(store, fx.SetSleep("Canteen", ""), zone="Nowhere"),
    ):
        with pytest.raises(NoSuchZone):
            call()
    assert store.zones() == (ZONE,)


def test_message_comes_out_as_it_went_in(store: Store) -> None:
    request, response = asked(2), answer(3, about=asked(2).msg_id, packet=7)
    do(store, fx.Accept(event(1), AGENTS, (RoutingVerdict("Office", "own"), RoutingVerdict("Old till", "version"))))
    do(store, fx.Accept(request, ("Canteen",)), fx.Accept(response, ("Canteen",)), at=later())
    for parcel, at in ((event(1), NOW), (request, later()), (response, later())):
        waiting = first(store)
        assert (waiting.parcel, waiting.accepted_at, waiting.agent, waiting.blocked_once) == (
            parcel,
            at,
            "Canteen",
            False,
        )
        do(store, fx.Remove("Canteen", waiting.number))


def test_each_subscriber_gets_every_event_in_order(store: Store) -> None:
    send(store, 3, 1, 2, to=AGENTS)
    for agent in AGENTS:
        assert drain(store, agent) == ids(3, 1, 2)


def test_event_for_nobody_is_remembered_but_waits_nowhere(store: Store) -> None:
    send(store, 1, to=())
    assert store.head(ZONE, "Canteen").waiting is None
    with store.transaction(ZONE, NOW) as transaction:
        assert transaction.seen("SchoolOffice", event(1).msg_id)
        assert not transaction.seen("SchoolOffice", event(2).msg_id)
        assert not transaction.seen("Canteen", event(1).msg_id)


def test_message_that_is_there_already_changes_nothing(store: Store) -> None:
    send(store, 1)
    assert not do(store, fx.Accept(event(1), ("Library",)), fx.SetSleep("Canteen", "asked"))
    assert not do(store, fx.SetSleep("Canteen", "asked"), fx.Accept(event(2), AGENTS), fx.Accept(event(1), AGENTS))
    assert not do(store, fx.Accept(event(3), AGENTS), fx.Accept(event(1), AGENTS))
    assert not do(store, fx.Accept(event(4), AGENTS), fx.Accept(event(4), AGENTS))
    assert store.head(ZONE, "Canteen").presence.asleep == ""
    assert (drain(store), drain(store, "Library")) == (ids(1), [])


def test_same_id_from_another_agent_or_in_another_zone_is_another_message(store: Store) -> None:
    store.create("Maes y Dre")
    send(store, 1)
    send(store, 1, zone="Maes y Dre")
    do(store, fx.Accept(event(1, source="Library"), ("Canteen",)))
    assert (drain(store), drain(store, zone="Maes y Dre")) == (ids(1, 1), ids(1))


def test_message_is_given_again_until_it_is_removed(store: Store) -> None:
    send(store, 1, 2)
    assert first(store) == first(store)
    do(store, fx.Remove("Canteen", first(store).number))
    assert first(store).parcel == event(2)


def test_entries_are_found_by_message_and_by_number(store: Store) -> None:
    send(store, 1, 2, to=AGENTS)
    waiting = first(store)
    with store.transaction(ZONE, NOW) as transaction:
        place = waiting._replace(parcel=waiting.parcel._replace(body=b""))  # its content is not asked for
        assert transaction.entry("Canteen", "SchoolOffice", event(1).msg_id) == place
        assert transaction.numbered("Canteen", waiting.number) == place
        assert transaction.numbered("Library", waiting.number) is None
        assert transaction.entry("Canteen", "SchoolOffice", event(9).msg_id) is None
        transaction.apply([fx.Remove("Canteen", waiting.number)])
        assert transaction.entry("Canteen", "SchoolOffice", event(1).msg_id) is None
        assert transaction.entry("Library", "SchoolOffice", event(1).msg_id) is not None
        assert transaction.numbered("Canteen", waiting.number) is None


def test_what_was_acknowledged_last_is_remembered(store: Store) -> None:
    send(store, 1, 2)
    assert store.head(ZONE, "Canteen").presence.last_removed is None
    do(store, fx.Remove("Canteen", first(store).number))
    assert store.head(ZONE, "Canteen").presence.last_removed == ("SchoolOffice", event(1).msg_id)
    do(store, fx.Remove("Canteen", 10_000_000))
    assert store.head(ZONE, "Canteen").presence.last_removed == ("SchoolOffice", event(1).msg_id)


def test_entry_in_the_middle_can_be_removed_and_the_rest_still_comes(store: Store) -> None:
    send(store, 1, 2, 3)
    with store.transaction(ZONE, NOW) as transaction:
        middle = transaction.entry("Canteen", "SchoolOffice", event(2).msg_id)
        assert middle is not None
        transaction.apply([fx.Remove("Canteen", middle.number)])
    assert drain(store) == ids(1, 3)
    send(store, 4)
    assert drain(store) == ids(4)


def test_message_withdrawn_by_its_sender_is_not_given(store: Store) -> None:
    do(store, *(fx.Accept(asked(number), ("SchoolOffice",)) for number in (1, 2)))
    do(
        store,
        fx.Withdraw("SchoolOffice", "Canteen", asked(1).msg_id),
        fx.Withdraw("SchoolOffice", "Canteen", "unknown"),
    )
    assert store.head(ZONE, "SchoolOffice").presence.last_removed is None
    assert drain(store, "SchoolOffice") == ids(2)


def test_transaction_that_fails_leaves_nothing(store: Store) -> None:
    def fail() -> None:
        with store.transaction(ZONE, NOW) as transaction:
            transaction.apply([fx.Accept(event(1), AGENTS), fx.SetSleep("Canteen", "asked")])
            transaction.apply([fx.SetAgent(ZoneAgent("Canteen"))])
            raise RuntimeError("the power went")

    with pytest.raises(RuntimeError):
        fail()
    assert store.head(ZONE, "Canteen").presence.asleep == ""
    assert store.head(ZONE, "Canteen").waiting is None
    assert (store.state(ZONE).agents, store.state(ZONE).revision) == ({}, 0)
    send(store, 1)


def test_dead_letter_says_why_and_can_be_queued_again_at_the_end(store: Store) -> None:
    send(store, 1, 2)
    number = first(store).number
    do(store, fx.MoveToDeadLetters("Canteen", number, ErrorCode(1, 3), "The till cannot read it."), at=later())
    (letter,) = store.letters(ZONE)
    assert (letter.number, letter.put_aside_at, letter.code) == (number, later(), ErrorCode(1, 3))
    assert (letter.words, letter.waiting.parcel) == ("The till cannot read it.", event(1))
    assert (letter.waiting.accepted_at, letter.waiting.agent) == (NOW, "Canteen")
    assert store.letters(ZONE, "Canteen") == (letter,)
    assert store.letters(ZONE, "Library") == ()
    assert first(store).parcel == event(2)
    do(store, fx.Requeue(letter.number), at=later(2))
    do(store, fx.Requeue(letter.number))
    assert store.letters(ZONE) == ()
    assert drain(store) == ids(2, 1)


def test_dead_letter_can_be_thrown_away(store: Store) -> None:
    send(store, 1)
    number = first(store).number
    do(
        store,
        fx.MoveToDeadLetters("Canteen", number, ErrorCode(1, 3), ""),
        fx.MoveToDeadLetters("Canteen", number + 1, ErrorCode(1, 3), ""),
    )
    do(store, fx.Discard(number), fx.Discard(number + 1))
    assert store.letters(ZONE) == ()


def test_messages_that_wait_too_long_or_are_too_many_are_found(store: Store) -> None:
    send(store, 1, 2, to=("Canteen", "Library"))
    send(store, 3, 4, at=later(60))

    def found(seconds: float, longest: int, most: int = 100) -> list[tuple[str, str]]:
        with store.transaction(ZONE, later(120)) as transaction:
            late = transaction.waiting_before(later(seconds), longest, most)
        return sorted((each.agent, each.parcel.msg_id) for each in late)

    old = [(agent, each) for agent in ("Canteen", "Library") for each in ids(1, 2)]
    assert found(0, 10) == []
    assert found(1, 10) == old
    assert found(0, 3) == [("Canteen", ids(1)[0])]
    assert found(1, 1) == [("Canteen", ids(1)[0]), ("Canteen", ids(2)[0]), ("Canteen", ids(3)[0]), *old[2:]]
    assert len(found(1, 10, most=3)) == 3


def test_queue_may_hold_as_many_as_its_limit_and_the_oldest_beyond_it_are_found(store: Store) -> None:
    send(store, 1, 2, 3, 4, 5)
    send(store, 6, 7, to=("Library",))

    def found(longest: int, most: int = 100) -> list[tuple[str, str]]:
        with store.transaction(ZONE, NOW) as transaction:
            return [(each.agent, each.parcel.msg_id) for each in transaction.waiting_before(NOW, longest, most)]

    assert found(5) == []
    assert found(4) == [("Canteen", each) for each in ids(1)]
    assert found(2) == [("Canteen", each) for each in ids(1, 2, 3)]
    assert found(1) == [("Canteen", each) for each in ids(1, 2, 3, 4)] + [("Library", each) for each in ids(6)]
    assert found(0) == [("Canteen", each) for each in ids(1, 2, 3, 4, 5)] + [("Library", each) for each in ids(6, 7)]
    assert found(0, most=6) == [("Canteen", each) for each in ids(1, 2, 3, 4, 5)] + [("Library", ids(6)[0])]
    # Holes in the numbers do not count: two are left, though their numbers lie four apart.
    do(store, *(fx.Remove("Canteen", first(store).number + number) for number in (1, 2, 3)))
    assert found(2) == []
    assert found(1) == [("Canteen", ids(1)[0]), ("Library", ids(6)[0])]


def test_message_is_too_old_only_after_its_time(store: Store) -> None:
    send(store, 1, at=NOW)
    send(store, 2, at=later())
    with store.transaction(ZONE, later(9)) as transaction:
        assert transaction.waiting_before(NOW, 10, 10) == ()
        assert [each.parcel for each in transaction.waiting_before(later(), 10, 10)] == [
            event(1)._replace(body=transaction.waiting_before(later(), 10, 10)[0].parcel.body)
        ]


def test_letters_come_in_the_order_in_which_they_were_put_aside(store: Store) -> None:
    send(store, 1, 2, 3, to=AGENTS)
    numbers = {agent: [first(store, agent).number + 3 * each for each in range(3)] for agent in AGENTS}
    for seconds, (agent, place) in enumerate((("Library", 1), ("Canteen", 2), ("Library", 0), ("Canteen", 0))):
        do(store, fx.MoveToDeadLetters(agent, numbers[agent][place], ErrorCode(1, 3), f"{seconds}"), at=later(seconds))
    assert [(each.waiting.agent, each.words) for each in store.letters(ZONE)] == [
        ("Library", "0"),
        ("Canteen", "1"),
        ("Library", "2"),
        ("Canteen", "3"),
    ]
    assert [each.words for each in store.letters(ZONE, "Library")] == ["0", "2"]
    assert all(each.code == ErrorCode(1, 3) for each in store.letters(ZONE))


def test_forgetting_takes_the_content_first_and_the_id_later_of_what_nobody_waits_for(store: Store) -> None:
    send(store, 1, 2, 3, at=NOW)
    send(store, 4, 5, to=(), at=later(10))
    do(store, fx.MoveToDeadLetters("Canteen", first(store).number, ErrorCode(1, 3), ""))
    do(store, fx.Remove("Canteen", first(store).number))
    assert store.forget(ZONE, ids_before=later(5), content_before=later(20)) == 3
    assert store.forget(ZONE, ids_before=later(5), content_before=later(20)) == 0
    with store.transaction(ZONE, NOW) as transaction:
        assert [transaction.seen("SchoolOffice", each) for each in ids(1, 2, 3, 4, 5)] == [
            True,
            False,
            True,
            True,
            True,
        ]
    assert store.letters(ZONE)[0].waiting.parcel == event(1)
    assert first(store).parcel == event(3)


def test_more_messages_than_one_batch_are_forgotten_though_others_still_wait(store: Store) -> None:
    do(store, *(fx.Accept(event(number), ("Canteen",)) for number in range(1100)))
    do(store, *(fx.Accept(event(number), ()) for number in range(1100, 2301)))
    do(store, *(fx.Accept(event(number), ()) for number in range(3000, 3010)), at=later(1))
    assert store.forget(ZONE, ids_before=later(), content_before=later()) == 1201
    assert store.forget(ZONE, ids_before=later(), content_before=later(2)) == 10
    assert store.forget(ZONE, ids_before=later(), content_before=later()) == 0
