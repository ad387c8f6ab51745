"""What follows a step of a transfer is one table, and a row that cannot be right stops the site's start."""

import subprocess
import sys

import pytest

from handover.portal.transfers.flow import State
from handover.portal.transfers.listeners import (
    EVERY_STEP,
    BadStepListener,
    StepListener,
    When,
    check_step_listener,
    step_listeners,
)
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.moving import take_step
from tests.cast import make_cast
from tests.files import send
from tests.moments import NOW


def test_these_follow_in_this_order_and_nothing_else_does():
    rows = [(row.step, row.call.__name__, row.when.value) for row in step_listeners()]
    assert rows == [
        ("lapse", "raise_of_step", "with it"),
        ("infect", "raise_of_step", "with it"),
        ("send", "raise_of_step", "with it"),
        ("take", "raise_of_step", "with it"),
        ("see", "raise_of_step", "with it"),
        ("collect", "raise_of_step", "with it"),
        ("confirm", "raise_of_step", "with it"),
        ("return", "raise_of_step", "with it"),
        ("reject", "raise_of_step", "with it"),
        ("fetch", "raise_of_step", "with it"),
        ("put_back", "raise_of_step", "with it"),
        ("release", "raise_of_step", "with it"),
        ("known_again", "raise_of_step", "with it"),
        ("reopen", "raise_of_step", "with it"),
        ("find", "raise_of_step", "with it"),
        ("close", "raise_of_step", "with it"),
        ("remove", "raise_of_step", "with it"),
        ("outgrow", "raise_of_step", "with it"),
        ("clear", "raise_of_step", "with it"),
        ("forward", "raise_of_step", "with it"),
        ("expire", "raise_of_step", "with it"),
        ("*", "note_custody_of_file", "with it"),
        ("*", "mark_length_of_log", "once it is stored"),
        ("*", "note_step_outside", "once it is stored"),
        ("lodge", "index_lodged_pupil", "with it"),
        ("send", "ask_about_lost_pupil", "with it"),
        ("confirm", "close_found_pupils", "with it"),
        ("reject", "reopen_lost_pupils", "with it"),
        ("expire", "reopen_lost_pupils", "with it"),
        ("recall", "reopen_lost_pupils", "with it"),
        ("recall", "forget_recalled_pupil", "with it"),
        ("confirm", "note_expected_pupil", "with it"),
        ("send", "send_answered_moves", "with it"),
        ("hold", "send_answered_moves", "with it"),
        ("lodge", "send_answered_moves", "with it"),
        ("wait_for_scan", "send_answered_moves", "with it"),
        ("decline", "end_moves", "with it"),
        ("lapse", "end_moves", "with it"),
        ("infect", "end_moves", "with it"),
        ("recall", "end_moves", "with it"),
        ("clear", "end_moves", "with it"),
        ("expire", "end_moves", "with it"),
        ("send", "take_up_sent_file", "with it"),
        ("collect", "leave_to_person", "with it"),
        ("return", "take_back_from_person", "with it"),
        ("confirm", "arrive_by_hand", "with it"),
        ("reject", "refuse_by_hand", "with it"),
        ("*", "count_step", "with it"),
        ("reject", "note_late_event", "with it"),
        ("expire", "note_late_event", "with it"),
        ("lapse", "note_late_event", "with it"),
        ("infect", "note_late_event", "with it"),
        ("take", "note_late_event", "with it"),
        ("recall", "note_late_event", "with it"),
        ("clear", "note_late_event", "with it"),
        ("forward", "note_late_event", "with it"),
        ("find", "note_late_event", "with it"),
        ("close", "note_late_event", "with it"),
        ("remove", "note_late_event", "with it"),
        ("outgrow", "note_late_event", "with it"),
    ]


def test_misspelt_step_is_named_with_the_one_that_is_meant():
    with pytest.raises(
        BadStepListener, match=r"test_listeners\.fail follows the step `cofnirm`.* Is `confirm` meant\?"
    ):
        check_step_listener(StepListener("cofnirm", fail))


def test_what_is_no_function_is_named():
    with pytest.raises(BadStepListener, match=r"`confirm` is followed with 'tell_all', which is no function"):
        check_step_listener(StepListener("confirm", "tell_all"))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            'from handover.portal.transfers import flow; del flow.STEPS["confirm"]',
            "handover.portal.lostpupils.step_listeners.close_found_pupils follows the step `confirm`, which is not in",
        ),
        (
            'import sys, types; sys.modules["handover.portal.expected.arriving"] = types.ModuleType("arriving")',
            "handover.portal.expected.step_listeners cannot be read: cannot import name 'note_confirmed_record'",
        ),
    ],
)
def test_site_does_not_start_with_a_step_or_a_function_that_is_not_there(change, words):
    start = f"{change}\nfrom handover.cli.site import set_up\nset_up()"
    ended = subprocess.run([sys.executable, "-c", start], capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 2
    assert ended.stderr.startswith(f"The site cannot start:\n{words}")
    assert "Traceback" not in ended.stderr


@pytest.fixture
def also_followed_by(monkeypatch):
    """Let something more follow every step, or one."""

    def follow(call, when, step=EVERY_STEP):
        table = (*step_listeners(), StepListener(step, call, when))
        monkeypatch.setattr("handover.portal.transfers.listeners.step_listeners", lambda: table)

    return follow


def fail(taken):
    raise RuntimeError(f"{taken.step.event} after {taken.before}")


@pytest.mark.django_db
def test_step_is_not_taken_when_what_is_done_with_it_fails(cast, also_followed_by):
    sent = send(cast.alis, "6814990").transfer
    also_followed_by(fail, When.WITH_STEP)
    with pytest.raises(RuntimeError, match="collect after sent"):
        take_step("collect", sent, by=cast.bryn, now=NOW)
    assert Transfer.objects.get(pk=sent.pk).stage is State.SENT


@pytest.mark.django_db
def test_who_follows_one_step_is_called_with_that_step_and_with_no_other(cast, also_followed_by):
    sent, called = send(cast.alis, "6814990").transfer, []
    also_followed_by(
        lambda taken: called.append((taken.step.event, taken.transfer, taken.now)), When.WITH_STEP, "collect"
    )
    take_step("see", sent, by=cast.bryn, now=NOW)
    assert called == []
    take_step("collect", sent, by=cast.bryn, now=NOW)
    assert called == [("collect", sent, NOW)]


@pytest.mark.django_db(transaction=True)
def test_step_stands_when_what_comes_after_it_fails(also_followed_by, caplog):
    cast = make_cast()
    sent = send(cast.alis, "6814990").transfer
    also_followed_by(fail, When.AFTER_COMMIT)
    take_step("collect", sent, by=cast.bryn, now=NOW)
    assert Transfer.objects.get(pk=sent.pk).stage is State.COLLECTED
    assert "collect after sent" in caplog.text
