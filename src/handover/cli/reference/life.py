"""The reference page of a transfer's life: its states, its steps, and the diagram drawn from them."""

from handover.cli.reference.markdown import code, page, plain, section, table
from handover.portal.transfers.flow import LIFE, STATES, Actor, State, final, steps_from


def life() -> str:
    """The states, the steps and the diagram."""
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
