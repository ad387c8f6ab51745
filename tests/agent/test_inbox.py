import stat
from datetime import UTC, datetime, timedelta

import pytest

from handover.agent import InboxInUse, NotConnected
from handover.agent.compose import Outgoing
from handover.agent.inbox import KEEP_IDS, Inbox, Key, Known

NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)
KEY = Key("MIS", "A" * 32)


@pytest.fixture
def opened(inbox):
    made = []

    def make(agent="Library", zone="http://localhost/zone/county", path=inbox):
        made.append(Inbox(path, agent, zone))
        made[-1].open()
        return made[-1]

    yield make
    for each in made:
        each.close()


def test_a_message_is_new_once(opened):
    box = opened()
    assert box.take(KEY, b"<x/>", NOW) is Known.NEW
    assert box.take(KEY, b"<x/>", NOW) is Known.WAITING
    box.handled(KEY)
    assert box.take(KEY, b"<x/>", NOW) is Known.HANDLED
    assert box.take(Key("Other", KEY.message_id), b"<x/>", NOW) is Known.NEW


def test_event_that_was_blocked_is_known_apart_from_others_when_it_comes_again(opened):
    box = opened()
    box.take(KEY, b"<x/>", NOW)
    box.blocked(KEY)
    assert box.take(KEY, b"<x/>", NOW) is Known.WAITING
    box.handled(KEY)
    assert box.take(KEY, b"<x/>", NOW) is Known.RELEASED


def test_what_was_not_handled_is_there_after_a_restart(opened):
    before = opened()
    before.take(KEY, b"<x/>", NOW)
    before.take(Key("MIS", "B"), b"<y/>", NOW)
    before.handled(KEY)
    before.close()
    assert opened().waiting() == [(Key("MIS", "B"), b"<y/>")]


def test_a_message_goes_back_to_the_zone_only_while_the_zone_has_it(opened):
    box = opened()
    box.take(KEY, b"<x/>", NOW)
    assert box.give_back(KEY)
    box.take(KEY, b"<x/>", NOW)
    box.told(KEY)
    assert not box.give_back(KEY)
    assert box.waiting() == [(KEY, b"<x/>")]


def test_what_is_handled_leaves_no_personal_data_in_the_file(opened, inbox):
    box = opened()
    box.take(KEY, b"<FamilyName>Prydderch</FamilyName>" * 200, NOW)
    box.handled(KEY)
    box.close()
    assert b"Prydderch" not in inbox.read_bytes()
    assert [path.name for path in inbox.parent.iterdir()] == [inbox.name]


def test_ids_are_forgotten_after_their_time(opened):
    box = opened()
    box.take(KEY, b"<x/>", NOW)
    box.handled(KEY)
    box.forget_old(NOW + KEEP_IDS - timedelta(hours=1))
    assert box.take(KEY, b"<x/>", NOW) is Known.HANDLED
    box.forget_old(NOW + KEEP_IDS + timedelta(hours=1))
    assert box.take(KEY, b"<x/>", NOW) is Known.NEW


def test_an_answer_is_sent_whole_or_not_at_all(opened):
    before = opened()
    before.take(KEY, b"<x/>", NOW)
    before.prepare("answer", Outgoing("1", b"one"), ready=False)
    before.close()
    after = opened()
    assert after.lines() == []
    for packet in (Outgoing("1", b"one"), Outgoing("2", b"two")):
        after.prepare("answer", packet, ready=False)
    after.answered(KEY, "answer")
    assert after.waiting() == []
    assert after.next_due("answer") == Outgoing("1", b"one")
    after.sent("answer", "1")
    assert after.next_due("answer") == Outgoing("2", b"two")


def test_only_its_owner_can_read_the_file(opened, inbox):
    opened()
    assert stat.S_IMODE(inbox.stat().st_mode) == 0o600


def test_the_file_belongs_to_one_agent_of_one_zone(opened):
    opened().close()
    with pytest.raises(InboxInUse, match="belongs to the agent Library"):
        opened(agent="Canteen")


def test_two_processes_do_not_share_a_file(opened):
    opened()
    with pytest.raises(InboxInUse, match="open"):
        opened()


def test_a_closed_inbox_says_so(opened):
    box = opened()
    box.close()
    with pytest.raises(NotConnected):
        box.lines()
