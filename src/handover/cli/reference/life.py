"""The reference page of a transfer's life: its states, its steps, and the diagram drawn from them."""

import inspect
from typing import TYPE_CHECKING

from handover.cli.reference.markdown import escape_cell, inline_code, write_page, write_section, write_table
from handover.portal.transfers.flow import LIFE, STATES, State, StepActor, final, steps_from

if TYPE_CHECKING:
    from handover.portal.transfers.listeners import StepListener


def life() -> str:
    """The states, the steps, what follows them, and the diagram."""
    from handover.portal.transfers.listeners import step_listeners  # the models load only once Django is set up

    return write_page(
        "The life of a transfer",
        "A transfer is in exactly one state. Only the steps below lead from one to another, and each is taken in one "
        "transaction together with its entry in the audit log and its e-mails.",
        write_section("Diagram", f"```mermaid\n{draw_life_cycle()}\n```"),
        write_section("States", *(_state(state) for state in STATES)),
        write_section(
            "Steps",
            write_table(
                ["Step", "From", "To", "Taken by", "Audit", "E-mails"],
                (
                    [
                        inline_code(step.event),
                        ", ".join(_called(state) for state in step.start),
                        _called(step.end),
                        step.actor.value,
                        inline_code(step.audit),
                        ", ".join(inline_code(notice) for notice in step.notices),
                    ]
                    for step in LIFE
                ),
            ),
        ),
        write_section(
            "What follows a step",
            "What is called when a step was taken, in this order. What is called with the step is stored together with it or "
            "not at all; the function stands in the module of the app that has the row.",
            write_table(
                ["Step", "What follows", "When", "Function"],
                (_followed(row) for row in step_listeners()),
            ),
        ),
    )


def draw_life_cycle() -> str:
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
    return [
        "every step" if row.step == EVERY_STEP else inline_code(row.step),
        escape_cell(meaning),
        row.when.value,
        inline_code(function),
    ]


def _called(state: State) -> str:
    return inline_code(state.value) if state.value else "(new)"


def _state(state: State) -> str:
    look = STATES[state]
    steps = [
        f"the {actor.value} may {inline_code(step.event)}" for actor in StepActor for step in steps_from(state, actor)
    ]
    onward = f"From here: {', '.join(steps)}." if steps else "Nothing leads on from here."
    return write_section(
        f"`{state.value}`",
        f"**{escape_cell(look.name.en)}** · {escape_cell(look.name.cy)}",
        f"{escape_cell(look.meaning.en)} · {escape_cell(look.meaning.cy)}",
        onward,
        level=3,
    )
