"""The reference page of a transfer's life: its states, its steps, and the diagram drawn from them."""

import inspect
from typing import TYPE_CHECKING

from handover.cli.reference.markdown import code, page, plain, section, table
from handover.portal.transfers.flow import LIFE, STATES, Actor, State, final, steps_from

if TYPE_CHECKING:
    from handover.portal.transfers.listeners import StepListener


def life() -> str:
    """The states, the steps, what follows them, and the diagram."""
    from handover.portal.transfers.listeners import step_listeners  # the models load only once Django is set up

    return page(
        "The life of a transfer",
        "A transfer is in exactly one state. Only the steps below lead from one to another, and each is taken in one "
        "transaction together with its entry in the audit log and its e-mails.",
        section("Diagram", f"```mermaid\n{diagram()}\n```"),
        section("States", *(_state(state) for state in STATES)),
        section(
            "Steps",
            table(
                ["Step", "From", "To", "Taken by", "Audit", "E-mails"],
                (
                    [
                        code(step.event),
                        ", ".join(_called(state) for state in step.start),
                        _called(step.end),
                        step.actor.value,
                        code(step.audit),
                        ", ".join(code(notice) for notice in step.notices),
                    ]
                    for step in LIFE
                ),
            ),
        ),
        section(
            "What follows a step",
            "What is called when a step was taken, in this order. What is called with the step is stored together with it or "
            "not at all; the function stands in the module of the app that has the row.",
            table(
                ["Step", "What follows", "When", "Function"],
                (_followed(row) for row in step_listeners()),
            ),
        ),
    )


def diagram() -> str:
    """Return the life cycle as a Mermaid state diagram."""
    lines = ["stateDiagram-v2"]
    lines += [f"    {state.value}: {STATES[state].name.en}" for state in STATES]
    for step in LIFE:
        label = step.event.replace("_", " ")
        lines += [f"    {state.value or '[*]'} --> {step.end.value}: {label}" for state in step.start]
    lines += [f"    {state.value} --> [*]" for state in STATES if final(state)]
    return "\n".join(lines)


def _followed(row: "StepListener") -> list[str]:
    from handover.portal.transfers.listeners import EVERY_STEP

    meaning = (inspect.getdoc(row.call) or "").partition("\n\n")[0]
    function = f"{row.call.__module__}.{row.call.__qualname__}".removeprefix("handover.portal.")
    return ["every step" if row.step == EVERY_STEP else code(row.step), plain(meaning), row.when.value, code(function)]


def _called(state: State) -> str:
    return code(state.value) if state.value else "(new)"


def _state(state: State) -> str:
    look = STATES[state]
    steps = [f"the {actor.value} may {code(step.event)}" for actor in Actor for step in steps_from(state, actor)]
    onward = f"From here: {', '.join(steps)}." if steps else "Nothing leads on from here."
    return section(
        f"`{state.value}`",
        f"**{plain(look.name.en)}** · {plain(look.name.cy)}",
        f"{plain(look.meaning.en)} · {plain(look.meaning.cy)}",
        onward,
        level=3,
    )
