"""The life-cycle table holds together."""

from pathlib import Path

import pytest

from handover.cli.reference.life import life
from handover.portal.audit.actions import ACTIONS
from handover.portal.notices.kinds import KINDS
from handover.portal.transfers.flow import LIFE, LIVE, STATES, STEPS, State, StepActor, final, steps_from
from tests.reference import approved

REAL = [state for state in State if state is not State.NEW]


def test_every_step_is_as_the_file_says():
    _, *lines = (Path(__file__).parent / "life.txt").read_text("utf-8").splitlines()
    taken = [
        [*(step.event, *(state or "new" for state in step.start), step.end, step.actor, step.audit), *step.notices]
        for step in LIFE
    ]
    assert taken == [line.split() for line in lines]


def test_every_state_has_a_name_and_a_meaning_in_both_languages():
    assert set(STATES) == set(REAL)
    for look in STATES.values():
        assert all((look.name.en, look.name.cy, look.meaning.en, look.meaning.cy, look.colour))


def test_every_state_can_be_reached_from_nothing():
    reached, before = {State.NEW}, set()
    while reached != before:
        before = set(reached)
        reached |= {step.end for step in LIFE if set(step.start) & before}
    assert reached == {State.NEW, *REAL}


def test_every_step_is_audited_and_tells_of_itself_with_known_e_mails():
    assert len(STEPS) == len(LIFE)
    for step in LIFE:
        assert step.audit in ACTIONS
        assert set(step.notices) <= set(KINDS)


def test_a_sender_can_call_a_file_back_only_until_it_is_collected():
    callable_back = {state for state in REAL if any(s.event == "recall" for s in steps_from(state, StepActor.SENDER))}
    assert callable_back == {State.HELD, State.SENT, State.SEEN, State.LODGED}


@pytest.mark.parametrize("state", [State.REJECTED, State.RECALLED, State.REDIRECTED, State.EXPIRED, State.WITHDRAWN])
def test_what_is_over_stays_over(state):
    assert final(state)
    assert state not in LIVE


def test_nobody_but_the_receiver_collects():
    assert {step.actor for step in LIFE if step.end in (State.COLLECTED, State.CONFIRMED)} == {StepActor.RECEIVER}


def test_the_page_of_the_reference_tells_the_life_of_a_file_as_the_table_has_it():
    assert life() == approved("transfer-life.md")
