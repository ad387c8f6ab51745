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
    read_step_listeners,
    step_listeners,
)
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.moving import take
from tests.cast import make_cast
from tests.files import send
from tests.moments import NOW

APP = "app_with_listeners"


@pytest.fixture
def written(tmp_path, monkeypatch):
    """Write the rows of an app as Python, and read the table that they make."""
    monkeypatch.syspath_prepend(tmp_path)

    def read(rows):
        (tmp_path / APP).mkdir()
        (tmp_path / APP / "__init__.py").touch()
        (tmp_path / APP / "step_listeners.py").write_text(
            f"from handover.portal.transfers.listeners import StepListener\n{rows}\n"
        )
        return read_step_listeners([APP])

    yield read
    for module in (APP, f"{APP}.step_listeners"):
        sys.modules.pop(module, None)


def test_these_follow_in_this_order_and_nothing_else_does():
    rows = [(row.step, row.call.__name__, row.when.value) for row in step_listeners()]
    assert rows == [
        ("lodge", "index_lodged_pupil", "with it"),
        ("send", "ask_about_lost_pupil", "with it"),
        ("confirm", "close_found_pupils", "with it"),
        ("reject", "reopen_lost_pupils", "with it"),
        ("expire", "reopen_lost_pupils", "with it"),
        ("recall", "reopen_lost_pupils", "with it"),
        ("recall", "forget_recalled_pupil", "with it"),
        ("confirm", "note_expected_pupil", "with it"),
        ("*", "mark_length_of_log", "once it is stored"),
        ("*", "count_step", "with it"),
    ]


def test_misspelt_step_is_named_with_the_one_that_is_meant(written):
    with pytest.raises(BadStepListener, match=r"app_with_listeners\.step_listeners .*`cofnirm`.* Is `confirm` meant\?"):
        written('STEP_LISTENERS = (StepListener("cofnirm", print),)')


def test_function_that_is_not_there_is_named(written):
    with pytest.raises(BadStepListener, match=r"app_with_listeners\.step_listeners: .*'note_arrivels'"):
        written("from handover.portal.expected.arriving import note_arrivels")


def test_module_without_the_table_is_named(written):
    with pytest.raises(BadStepListener, match=r"app_with_listeners\.step_listeners: .*'STEP_LISTENERS'"):
        written('LISTENERS = (StepListener("confirm", print),)')


def test_what_is_no_function_is_named(written):
    with pytest.raises(BadStepListener, match=r"follows the step `confirm` with 'tell_all', which is no function"):
        written('STEP_LISTENERS = (StepListener("confirm", "tell_all"),)')


def test_app_that_follows_nothing_needs_no_module():
    assert read_step_listeners(["handover.portal.audit"]) == ()


def test_site_does_not_start_with_a_misspelt_step():
    start = """
from unittest.mock import patch
from handover.portal.transfers import flow
del flow.STEPS["confirm"]
from handover.cli.site import set_up
set_up()
"""
    ended = subprocess.run([sys.executable, "-c", start], capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 2
    assert ended.stderr.startswith("The site cannot start:\nhandover.portal.lostpupils.step_listeners follows the step")
    assert "Traceback" not in ended.stderr


@pytest.fixture
def also_followed_by(monkeypatch):
    """Let something more follow every step."""

    def follow(call, when):
        table = (*step_listeners(), StepListener(EVERY_STEP, call, when))
        monkeypatch.setattr("handover.portal.transfers.listeners.step_listeners", lambda: table)

    return follow


def fail(taken):
    raise RuntimeError(f"{taken.step.event} after {taken.before}")


@pytest.mark.django_db
def test_step_is_not_taken_when_what_is_done_with_it_fails(cast, also_followed_by):
    sent = send(cast.alis, "6814990").transfer
    also_followed_by(fail, When.WITH_STEP)
    with pytest.raises(RuntimeError, match="collect after sent"):
        take("collect", sent, by=cast.bryn, now=NOW)
    assert Transfer.objects.get(pk=sent.pk).stage is State.SENT


@pytest.mark.django_db(transaction=True)
def test_step_stands_when_what_comes_after_it_fails(also_followed_by, caplog):
    cast = make_cast()
    sent = send(cast.alis, "6814990").transfer
    also_followed_by(fail, When.AFTER_COMMIT)
    take("collect", sent, by=cast.bryn, now=NOW)
    assert Transfer.objects.get(pk=sent.pk).stage is State.COLLECTED
    assert "collect after sent" in caplog.text
