"""Reference pages about zones: the rules an operator may change, and the rights of agents with their errors."""

from handover.cli.reference.markdown import code, page, plain, section, table
from handover.sif.messages.errors import ERRORS, ErrorCode
from handover.zone.rights import RIGHTS
from handover.zone.rules import RULES, Rules, choices, meaning
from handover.zone.rules import section as source


def rules() -> str:
    """Every rule of a zone with its default."""
    return page(
        "Rules of a zone",
        "What a zone does where the specification leaves it open, or where an operator may choose. Each zone has its own. "
        "An *open point* is one that could not be confirmed against the specification "
        "([decision 16](../decisions/0016-open-points-of-the-zone.md)).",
        *(
            section(f"`{name}`", plain(meaning(name).en), f"In Welsh: {plain(meaning(name).cy)}", _facts(name))
            for name in RULES
        ),
    )


def _facts(name: str) -> str:
    default = getattr(Rules(), name)
    told = [f"Default: {code(_shown(default))}."]
    if choices(name):
        told.append(f"One of {', '.join(code(each) for each in choices(name))}.")
    if source(name).startswith("U"):
        told.append("An open point.")
    return " ".join(told)


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def rights() -> str:
    """Every right with its lists and errors."""
    return page(
        "Rights in a zone",
        "What an agent may do with an object in a context. An administrator gives the right; the agent says in a "
        "SIF_Provision what it does. Publishing and asking need the right alone.",
        table(
            ["Right", "In Welsh", "In SIF_Provision", "In SIF_AgentACL", "Without the right", "Unknown object"],
            (
                [
                    plain(spec.words.en),
                    plain(spec.words.cy),
                    code(spec.provision),
                    code(spec.access),
                    _error(spec.refused),
                    _error(spec.unknown),
                ]
                for spec in RIGHTS.values()
            ),
        ),
    )


def _error(error: ErrorCode) -> str:
    return f"{error}: {plain(ERRORS[error].en)}"
