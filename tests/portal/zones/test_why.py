"""Why did this agent get, or not get, this message? The answer is in sentences, with what to do about it."""

from typing import get_args

import pytest
from django.utils import timezone

from handover.portal.audit.log import SITE
from handover.portal.zones import administering, looking
from handover.portal.zones.delivery_explanations import explain_delivery
from handover.portal.zones.delivery_reasons import FATES, HELD_UP, REASONS
from handover.portal.zones.looking import AgentState
from handover.portal.zones.messages import DeliveryState
from handover.portal.zones.models import MessageRow
from handover.portal.zones.views.messages import said
from handover.zone.core.effects import SetZone, Unregister
from handover.zone.core.records import Reason
from handover.zone.rights import ANY, Right
from handover.zone.rules import Rules
from tests.zones import LEARNER, Town, school_town


@pytest.fixture
def town(transactional_db: None) -> Town:
    return school_town()


def answer(town: Town, message: MessageRow, agent: str) -> str:
    told = explain_delivery(town.state, message, agent, looking.sight(town.zone, agent))
    return " ".join([*said(told, told.sentences), "What to do:", *said(told, told.remedies)])


def test_there_are_words_for_everything_that_can_happen() -> None:
    assert REASONS.keys() == set(get_args(Reason))
    assert FATES.keys() == set(DeliveryState) - {DeliveryState.PASSED_OVER}
    assert HELD_UP.keys() == set(AgentState)
    for row in (*FATES.values(), *REASONS.values()):
        for text in (row.word, row.happened, row.today, row.remedy):
            assert bool(text.en) == bool(text.cy)


def test_an_agent_that_acknowledged_it_has_it(town: Town) -> None:
    told = town.tell("MIS")
    town.take("Library", told)
    words = answer(town, told, "Library")
    assert words.startswith("It was put into the queue of Library on ")
    assert "and Library has acknowledged it." in words
    assert "look in its own log" in words
    assert "today" not in words


def test_an_agent_that_sleeps_has_it_waiting(town: Town) -> None:
    town.tell("MIS")
    told = town.tell("MIS")
    town.sleep("Library")
    words = answer(town, told, "Library")
    assert "Messages before it: 1." in words
    assert "gets its messages when it wakes up" in words


def test_an_agent_that_cannot_be_reached_is_named_with_its_fault(town: Town) -> None:
    told = town.tell("MIS")
    town.miss("Doors")
    words = answer(town, told, "Doors")
    assert "could not be reached. Nothing listens there." in words
    assert "try again from its page" in words


def test_an_agent_may_be_busy_with_it_or_with_another(town: Town) -> None:
    first, second = town.tell("MIS"), town.tell("MIS")
    town.block("Library", first)
    assert "hold back other events until it is done with this one" in answer(town, first, "Library")
    assert "busy with another event" in answer(town, second, "Library")


def test_a_dead_letter_says_what_the_agent_complained_of(town: Town) -> None:
    told = town.tell("MIS")
    town.refuse("Library", told, "No card.")
    words = answer(town, told, "Library")
    assert "put aside as a dead letter on" in words
    assert "9/1 No card." in words


def test_an_agent_that_did_not_subscribe_may_have_lacked_the_right(town: Town) -> None:
    town.register("Canteen", [])
    told = town.tell("MIS")
    words = answer(town, told, "Canteen")
    assert "Canteen did not get it: it had not subscribed to LearnerPersonal in SIF_Default." in words
    assert "would not reach it today either" in words
    assert "It has the right to subscribe." in words
    town.do(SetZone("Town", Rules(policy="closed")))
    assert "It has no right to subscribe to LearnerPersonal." in answer(town, told, "Canteen")
    held = frozenset({(Right.SUBSCRIBE, ANY)})
    administering.set_rights(SITE, town.state, "Canteen", ANY, held, timezone.now())
    assert "It has the right to subscribe." in answer(town, told, "Canteen")


def test_what_stood_in_the_way_may_be_gone_today(town: Town) -> None:
    town.register("Canteen", [])
    told = town.tell("MIS")
    town.register("Canteen", [(Right.SUBSCRIBE, LEARNER)])
    words = answer(town, told, "Canteen")
    assert "As things are today, Canteen would get such an event." in words
    assert "What stood in the way is gone." in words


def test_what_was_too_large_is_said_in_bytes(town: Town) -> None:
    town.register("Board", [(Right.SUBSCRIBE, LEARNER)], buffer=4096)
    told = town.tell("MIS", filling=5000)
    words = answer(town, told, "Board")
    assert f"the message has {told.size:,} bytes" in words
    assert "Raise the SIF_MaxBufferSize" in words
    town.register("Board", [], buffer=4096)
    assert "it has not subscribed to LearnerPersonal" in answer(town, told, "Board")


def test_a_version_that_an_agent_does_not_have_is_named(town: Town) -> None:
    town.register("Old", [(Right.SUBSCRIBE, LEARNER)], versions="2.0r1")
    words = answer(town, town.tell("MIS"), "Old")
    assert "the message is of version 2.3" in words


def test_an_event_for_one_agent_alone_says_so(town: Town) -> None:
    words = answer(town, town.tell("MIS", destination="Doors"), "Library")
    assert "its sender addressed it to Doors alone" in words


def test_an_agent_does_not_get_its_own_event(town: Town) -> None:
    assert "it published this event itself" in answer(town, town.tell("MIS"), "MIS")


def test_an_agent_that_left_or_is_shut_out_or_never_came(town: Town) -> None:
    told = town.tell("MIS")
    town.do(Unregister("Library"))
    assert "has left the zone since, and its queue is gone" in answer(town, told, "Library")
    administering.add_agent(SITE, town.state, "Timetable", "", frozenset(), timezone.now())
    assert "it was not registered" in answer(town, told, "Timetable")
    administering.shut_out(SITE, town.state, "Timetable", timezone.now())
    assert "The zone is closed to Timetable." in answer(town, told, "Timetable")


def test_a_request_is_for_the_one_who_answers_it(town: Town) -> None:
    asked = MessageRow.objects.get(msg_id=town.ask("Library"))
    assert "a request goes to the one agent that answers it" in answer(town, asked, "Doors")
    assert "waits there" in answer(town, asked, "MIS")
