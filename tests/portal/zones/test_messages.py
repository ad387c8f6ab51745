"""The messages that a zone remembers are found again, and opened only with a reason that is written down."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone as site_time
from hypothesis import given
from hypothesis import strategies as st

from handover.portal.audit.log import Actor
from handover.portal.audit.models import Entry
from handover.portal.zones import messages
from handover.portal.zones.broker import broker
from handover.portal.zones.messages import DeliveryState, LogPosition, MessageSearch
from handover.portal.zones.models import MessageRow
from handover.zone.core.effects import Unregister
from handover.zone.rights import Right
from tests.zones import LEARNER, SURNAME, Town, school_town

GWILYM = Actor("gwilym", "national", "")


@pytest.fixture
def town(transactional_db: None) -> Town:
    return school_town()


def found(town: Town, **wanted: object) -> list[str]:
    return [row.msg_id for row in messages.find_messages(town.state, MessageSearch(**wanted), None)]  # type: ignore[arg-type]


def test_a_message_is_found_by_what_is_known_of_it(town: Town) -> None:
    first = town.tell("MIS")
    town.later(days=1)
    second = town.tell("MIS", destination="Doors")
    asked = town.ask("Library")
    everything = [asked, second.msg_id, first.msg_id]
    assert found(town) == everything
    assert found(town, msg_id=first.msg_id) == [first.msg_id]
    assert found(town, msg_id=first.msg_id, source="Library") == []
    assert found(town, source="Library") == [asked]
    assert found(town, kind="event", action="Add", object=LEARNER) == everything[1:]
    assert found(town, action="Delete") == []
    assert found(town, recipient="Library") == [first.msg_id]
    assert found(town, recipient="Doors") == everything[1:]
    assert found(town, since=first.accepted_at + timedelta(hours=1)) == everything[:2]
    assert found(town, until=first.accepted_at + timedelta(hours=1)) == [first.msg_id]


@pytest.mark.parametrize("agent", ['Siân "Tŷ"', "a%b", "under_score", "back\\slash", "library"])
def test_a_recipient_is_found_whatever_letters_its_id_has(town: Town, agent: str) -> None:
    told = town.tell("MIS")
    assert found(town, recipient=agent) == []
    MessageRow.objects.filter(id=told.id).update(recipients=[agent])
    assert found(town, recipient=agent) == [told.msg_id]
    assert found(town, recipient="Library") == []


def test_the_pages_of_the_log_leave_nothing_out_and_repeat_nothing(town: Town) -> None:
    sent = [town.tell("MIS").msg_id for _ in range(7)]  # all at the same moment
    seen: list[str] = []
    place: LogPosition | None = None
    while page := list(messages.find_messages(town.state, MessageSearch(), place)[:3]):
        seen += [row.msg_id for row in page]
        place = LogPosition.read(str(LogPosition(page[-1].accepted_at, page[-1].pk)))
    assert seen == sent[::-1]


@given(st.datetimes(timezones=st.just(UTC)), st.integers(0, 2**59))
def test_a_place_in_the_log_is_read_as_it_was_written(moment: datetime, number: int) -> None:
    place = LogPosition(moment, number)
    assert LogPosition.read(str(place)) == place


@given(st.text())
def test_a_place_that_somebody_made_up_is_none_or_a_place(text: str) -> None:
    assert LogPosition.read(text) is None or "~" in text


def test_looking_inside_is_written_down_with_the_reason(town: Town) -> None:
    told = town.tell("MIS")
    content = messages.open_message(GWILYM, told, "The name is cut off.", site_time.now())
    assert SURNAME.encode() in content
    entry = Entry.objects.latest("sequence")
    assert (entry.action, entry.username, entry.subject) == ("zone.message_opened", "gwilym", "town")
    assert entry.facts == {
        "message": told.msg_id,
        "agent": "MIS",
        "object": LEARNER,
        "reason": "The name is cut off.",
    }
    assert SURNAME not in entry.details


def test_content_that_is_forgotten_stays_so(town: Town) -> None:
    told = town.tell("MIS")
    for agent in ("Library", "Doors"):
        town.do(Unregister(agent))
    assert messages.is_kept(told)
    broker().store.forget(town.zone, told.accepted_at, told.accepted_at + timedelta(seconds=1))
    assert not messages.is_kept(told)
    assert messages.open_message(GWILYM, told, "To see.", site_time.now()) == b""
    assert messages.security_of(told) == (0, 0)


def test_content_that_was_tampered_with_is_not_opened(town: Town) -> None:
    told = town.tell("MIS")
    MessageRow.objects.filter(id=told.id).update(body=b"\x01" + b"x" * 99)
    with pytest.raises(messages.NotOpened):
        messages.open_message(GWILYM, told, "To see.", site_time.now())
    assert messages.security_of(told) == (0, 0)


def test_what_cannot_be_read_as_xml_is_shown_as_it_is() -> None:
    assert messages.laid_out(b"<a><b>1</b></a>") == "<a>\n  <b>1</b>\n</a>"
    assert messages.laid_out(b"<a>\xff") == "<a>\ufffd"


def test_every_copy_of_a_message_can_be_accounted_for(town: Town) -> None:
    town.register("Marks", [(Right.SUBSCRIBE, LEARNER)])
    town.register("Board", [(Right.SUBSCRIBE, LEARNER)], buffer=4096)
    told = town.tell("MIS", filling=5000)
    town.take("Library", told)
    town.refuse("Marks", told)
    assert {way.agent: (way.fate, way.reason) for way in messages.journeys(town.state, told)} == {
        "Library": (DeliveryState.TAKEN, ""),
        "Doors": (DeliveryState.WAITING, ""),
        "Marks": (DeliveryState.ASIDE, ""),
        "Board": (DeliveryState.PASSED_OVER, "too large"),
    }
    town.later(minutes=1)
    town.register("Library", [])
    town.do(Unregister("Doors"))
    fates = {way.agent: way.fate for way in messages.journeys(town.state, told)}
    assert (fates["Library"], fates["Doors"]) == (DeliveryState.TAKEN_OR_LOST, DeliveryState.LOST)
    assert messages.journey(town.state, told, "MIS").fate is DeliveryState.NOT_MEANT
