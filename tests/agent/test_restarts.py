"""What survives: a killed agent, a zone that goes away and comes back, replies that were lost."""

import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from handover.agent import Agent, Later, ZoneAway, compose
from handover.agent.courier import EVENTS
from handover.agent.inbox import Inbox
from handover.sif.objects import LearnerPersonal, SchoolInfo
from tests.agent.conftest import both_ways, collect
from tests.agent.county import ZONE, until

SRC = Path(__file__).parents[2] / "src"


def killed(program: str, *words: str) -> list[str]:
    """Run a program until it prints a line that begins with "kill me", kill it, and return what it printed before."""
    code = textwrap.dedent(program)
    command = [sys.executable, "-c", code, *words]
    lines = []
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(SRC)}
    ) as run:
        try:
            for line in run.stdout:
                if line.startswith("kill me"):
                    break
                lines.append(line.strip())
        finally:
            run.send_signal(signal.SIGKILL)
    assert run.returncode == -signal.SIGKILL, lines
    return lines


@contextmanager
def left_in(path: Path, agent_id: str, zone_url: str) -> Iterator[Inbox]:
    """Look into an inbox that no agent has open."""
    box = Inbox(path, agent_id, zone_url)
    box.open()
    try:
        yield box
    finally:
        box.close()


STUCK = """
    import sys, time
    from pathlib import Path
    from handover.agent import Agent
    from handover.sif.objects import LearnerPersonal
    agent = Agent("Library", sys.argv[1], mode=sys.argv[2], inbox=Path(sys.argv[3]), poll_seconds=0.05)
    @agent.on_event(LearnerPersonal)
    def stuck(event):
        print("kill me", flush=True)
        time.sleep(60)
    with agent:
        print(agent.listens_at, flush=True)
        agent.wait()
"""


@both_ways
def test_event_at_work_when_the_agent_was_killed_is_handled_by_the_next(county, make, learners, inbox, mode):
    with make("Library", mode) as first:
        collect(first, LearnerPersonal)
    with make("MIS") as mis:
        mis.publish(learners[0])
        mis.publish(learners[1])
    killed(STUCK, county.url, mode, str(inbox))
    with left_in(inbox, "Library", county.url) as left:
        assert len(left.waiting()) == 1
    agent = make("Library", mode, inbox=inbox)
    came = collect(agent, LearnerPersonal)
    with agent:
        until(lambda: len(came) == 2 and not county.waiting("Library"))
    assert [event.object for event in came] == learners[:2]


@both_ways
def test_event_that_was_blocked_when_the_agent_was_killed_is_handled_by_the_next(county, make, learners, inbox, mode):
    with make("Library", mode) as first:
        collect(first, LearnerPersonal)
    with make("MIS") as mis:
        mis.publish(learners[0])
    blocked = STUCK.replace('print("kill me"', 'event.blocking().__enter__(); time.sleep(0.5); print("kill me"')
    killed(blocked, county.url, mode, str(inbox))
    agent, came = make("Library", mode, inbox=inbox), []

    @agent.on_event(LearnerPersonal)
    def again(event):
        with event.blocking():
            came.append(event)

    with agent:
        until(lambda: came and not county.waiting("Library") and not county.blocked("Library"))
    assert len(came) == 1


@both_ways
def test_event_that_is_wanted_later_after_blocking_comes_again_from_the_inbox(
    county, make, learners, inbox, mode, monkeypatch
):
    monkeypatch.setattr("handover.agent.receiving.AGAIN_SECONDS", 0.2)
    agent, came = make("Library", mode, inbox=inbox), []

    @agent.on_event(LearnerPersonal)
    def later(event):
        came.append(event.message_id)
        with event.blocking():
            if len(came) == 1:
                raise Later

    with agent, make("MIS") as mis:
        mis.publish(learners[0])
        until(lambda: len(came) == 2 and not county.waiting("Library"))
    assert len(set(came)) == 1


def test_slow_handler_of_a_pushed_event_does_not_hold_up_the_zone_when_the_inbox_is_a_file(
    county, make, learners, inbox
):
    agent, came = make("Library", "push", inbox=inbox, answer_seconds=0.1), []

    @agent.on_event(LearnerPersonal)
    def slow(event):
        until(lambda: not county.waiting("Library"))
        came.append(event)

    with agent, make("MIS") as mis:
        mis.publish(learners[0])
        until(lambda: came)


def test_slow_handler_of_a_pushed_event_is_waited_for_when_the_inbox_is_in_memory(county, make, learners):
    agent, came, told = make("Library", "push", answer_seconds=0.1), [], []

    @agent.on_event(LearnerPersonal)
    def slow(event):
        until(lambda: county.store.head(ZONE, "Library").presence.next_attempt)
        told.append(county.waiting("Library"))
        came.append(event)

    with agent, make("MIS") as mis:
        mis.publish(learners[0])
        until(lambda: came and not county.waiting("Library"))
    assert (len(came), told) == (1, [True])


@both_ways
def test_event_whose_acknowledgement_is_lost_is_handled_once(county, make, learners, mode):
    agent, came = make("Library", mode), []

    @agent.on_event(LearnerPersonal)
    def lose(event):
        came.append(event.object)
        if len(came) == 1:
            county.stop()

    with make("MIS") as mis, agent:
        mis.publish(learners[0])
        until(lambda: came and not county.running)
        assert county.waiting("Library")
        county.start()
        mis.publish(learners[1])
        until(lambda: len(came) == 2 and not county.waiting("Library"))
    assert came == learners[:2]


@both_ways
def test_agents_go_on_when_the_zone_comes_back(county, make, learners, mode):
    provider, agent = make("MIS", mode), make("Library", mode)
    provider.provide(LearnerPersonal, objects=lambda: learners)
    came = collect(agent, LearnerPersonal)
    with provider, agent:
        for learner in learners[:3]:
            county.stop()
            county.start()
            provider.publish(learner)
        until(lambda: len(came) == 3)
        assert list(agent.request(LearnerPersonal)) == learners
    assert [event.object for event in came] == learners[:3]


def test_event_published_while_the_zone_is_away_is_sent_when_it_is_back(county, make, learners):
    agent = make("Library")
    came = collect(agent, LearnerPersonal)
    with agent, make("MIS", patience_seconds=0.0) as mis:
        county.stop()
        for learner in learners[:2]:
            with pytest.raises(ZoneAway):
                mis.publish(learner)
        county.start()
        until(lambda: len(came) == 2)
    assert [event.object for event in came] == learners[:2]


def test_event_that_the_zone_did_not_get_is_sent_by_the_next_process(county, make, learners, inbox):
    listener = make("Library")
    came = collect(listener, LearnerPersonal)
    with listener:
        with make("MIS", patience_seconds=0.0, inbox=inbox) as mis:
            county.stop()
            with pytest.raises(ZoneAway):
                mis.publish(learners[0])
        county.start()
        assert came == []
        with make("MIS", inbox=inbox):
            until(lambda: came)
    assert [event.object for event in came] == [learners[0]]


def test_event_that_the_zone_has_already_is_sent_again_with_its_id_and_comes_once(county, make, learners, inbox):
    """The process died after the zone took the event and before it noted so."""
    listener = make("Library")
    came = collect(listener, LearnerPersonal)
    with listener, make("MIS", inbox=inbox) as mis:
        twice = compose.event(mis.profile, (learners[0],), "Change", county.broker.clock())
        for _ in range(2):
            mis._member.courier.publish(twice)
        mis.publish(learners[1])
        until(lambda: len(came) == 2)
    assert [event.object for event in came] == learners[:2]
    with left_in(inbox, "MIS", county.url) as left:
        assert left.next_due(EVENTS) is None


def test_answer_that_was_ready_when_the_provider_was_killed_is_sent_by_the_next(county, make, schools, inbox):
    """The zone is away while the answer is sent; the provider ends; another process takes over its inbox."""
    provider = make("MIS", inbox=inbox, patience_seconds=0.0)

    def answer(query):
        county.stop()
        return schools

    provider.provide(SchoolInfo, answer)
    with make("Reports") as reports:
        with provider:
            asked = reports.request(SchoolInfo)
            until(lambda: not county.running)
        county.start()
        after = Agent("MIS", county.url, inbox=inbox, poll_seconds=0.05)
        after.provide(SchoolInfo, objects=list)
        with after:
            assert list(asked) == schools
            until(lambda: not county.waiting("MIS"))
