"""What follows a step of a transfer's life: a table beside the life cycle, put together when the site starts.

This feature lies below those that act when a file is sent or has arrived, and may not import them. So each of them gives
its rows in a module `step_listeners` (`features.py`), and the table is the rows of all features in their order.
`moving.after` goes through it; `docs/reference/transfer-life.md` shows it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from typing import Final

from django.core.exceptions import ImproperlyConfigured

from handover.portal import transaction
from handover.portal.audit.log import Actor
from handover.portal.features import collect_rows
from handover.portal.transfers.flow import STEPS, State, Step
from handover.portal.transfers.models import Transfer

EVERY_STEP: Final = "*"
"""What a row names that follows all steps."""


class When(StrEnum):
    """When a listener is called.

    With the step: in its transaction and before its audit row, so that both are stored or neither is. After it: when the
    transaction is stored; the step stands whatever becomes of the listener, and a fault of it is logged.
    """

    WITH_STEP = "with it"
    AFTER_COMMIT = "once it is stored"


@dataclass(frozen=True, slots=True)
class StepTaken:
    """A step that was just taken, and the state in which the transfer was before; NEW for one that began with it."""

    step: Step
    transfer: Transfer
    before: State
    actor: Actor
    now: datetime


@dataclass(frozen=True, slots=True)
class StepListener:
    """A row of the table: which step is followed, what is called, and when."""

    step: str
    call: Callable[[StepTaken], None]
    when: When = When.WITH_STEP


class BadStepListener(ImproperlyConfigured):
    """A row of the table names what is not there; says which, in a sentence for whoever wrote it."""


@cache
def step_listeners() -> tuple[StepListener, ...]:
    """Return the table; raise BadStepListener where it does not hold together, BadFeatureRows where it cannot be read."""
    rows = collect_rows("step_listeners", StepListener)
    for row in rows:
        check_step_listener(row)
    return rows


def check_step_listener(row: StepListener) -> None:
    """Raise BadStepListener unless a row follows a step that there is, with something that can be called."""
    if not callable(row.call):
        raise BadStepListener(f"The step `{row.step}` is followed with {row.call!r}, which is no function.")
    if row.step != EVERY_STEP and row.step not in STEPS:
        near = get_close_matches(row.step, STEPS)
        meant = f" Is `{near[0]}` meant?" if near else ""
        raise BadStepListener(
            f"{row.call.__module__}.{row.call.__qualname__} follows the step `{row.step}`, which is not in the life of a "
            f"transfer (handover.portal.transfers.flow.LIFE).{meant}"
        )


def listeners_of(event: str) -> tuple[StepListener, ...]:
    """Return the rows that follow a step, in their order."""
    return tuple(row for row in step_listeners() if row.step in (event, EVERY_STEP))


def call_step_listeners(taken: StepTaken) -> None:
    """Call everything that follows a step, each when its row says."""
    for row in listeners_of(taken.step.event):
        if row.when is When.AFTER_COMMIT:
            call_after_commit(row, taken)
        else:
            row.call(taken)


def call_after_commit(row: StepListener, taken: StepTaken) -> None:
    """Call a row's function when the transaction is stored."""
    transaction.on_commit(lambda: row.call(taken), robust=True)
