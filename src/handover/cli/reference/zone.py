"""Reference pages about zones: the rules an operator may change, the rights of agents, and what is refused over HTTP."""

from handover.cli.reference.markdown import escape_cell, inline_code, write_page, write_section, write_table
from handover.sif.messages.errors import ERRORS, ErrorCode
from handover.zone.http.refusals import REFUSALS
from handover.zone.rights import RIGHTS
from handover.zone.rules import RULES, Rules, list_choices, meaning, text_of_rule
from handover.zone.rules import zone_section as source


def zone_rules_page() -> str:
    """Every rule of a zone with its default."""
    return write_page(
        "Rules of a zone",
        "What a zone does where the specification leaves it open, or where an operator may choose. Each zone has its own. "
        "An *open point* is one that could not be confirmed against the specification "
        "([decision 16](../decisions/0016-open-points-of-the-zone.md)).",
        *(
            write_section(
                f"`{name}`", escape_cell(meaning(name).en), f"In Welsh: {escape_cell(meaning(name).cy)}", _facts(name)
            )
            for name in RULES
        ),
    )


def _facts(name: str) -> str:
    default = getattr(Rules(), name)
    told = [f"Default: {inline_code(text_of_rule(default))}."]
    if list_choices(name):
        told.append(f"One of {', '.join(inline_code(each) for each in list_choices(name))}.")
    if source(name).startswith("U"):
        told.append("An open point.")
    return " ".join(told)


def rights_page() -> str:
    """Every right with its lists and errors."""
    return write_page(
        "Rights in a zone",
        "What an agent may do with an object in a context. An administrator gives the right; the agent says in a "
        "SIF_Provision what it does. Publishing and asking need the right alone.",
        write_table(
            ["Right", "In Welsh", "In SIF_Provision", "In SIF_AgentACL", "Without the right", "Unknown object"],
            (
                [
                    escape_cell(spec.words.en),
                    escape_cell(spec.words.cy),
                    inline_code(spec.provision),
                    inline_code(spec.access),
                    _error(spec.refused),
                    _error(spec.unknown),
                ]
                for spec in RIGHTS.values()
            ),
        ),
    )


def _error(error: ErrorCode) -> str:
    return f"{error}: {escape_cell(ERRORS[error].en)}"


def refusals() -> str:
    """Every answer of a zone that is no SIF_Ack."""
    return write_page(
        "What a zone refuses over HTTP",
        "A message that is taken is answered with status 200 and a SIF_Ack, also where that carries an error. Any other "
        "status says that the request is not one that could hold a message; the body says in words what is wrong.",
        write_table(
            ["Status", "Words", "Also in the head"],
            (
                [
                    str(refusal.status),
                    escape_cell(refusal.words),
                    ", ".join(inline_code(f"{name}: {value}") for name, value in refusal.headers),
                ]
                for refusal in REFUSALS.values()
            ),
        ),
    )
