"""Reference pages about zones: the rules an operator may change, the rights of agents, and what is refused over HTTP."""

from handover.cli.reference.markdown import code, page, plain, section, table
from handover.sif.messages.errors import ERRORS, ErrorCode
from handover.zone.http.refusals import REFUSALS
from handover.zone.rights import RIGHTS
from handover.zone.rules import RULES, Rules, list_choices, meaning, text_of_rule
from handover.zone.rules import zone_section as source


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
    told = [f"Default: {code(text_of_rule(default))}."]
    if list_choices(name):
        told.append(f"One of {', '.join(code(each) for each in list_choices(name))}.")
    if source(name).startswith("U"):
        told.append("An open point.")
    return " ".join(told)


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


def refusals() -> str:
    """Every answer of a zone that is no SIF_Ack."""
    return page(
        "What a zone refuses over HTTP",
        "A message that is taken is answered with status 200 and a SIF_Ack, also where that carries an error. Any other "
        "status says that the request is not one that could hold a message; the body says in words what is wrong.",
        table(
            ["Status", "Words", "Also in the head"],
            (
                [
                    str(refusal.status),
                    plain(refusal.words),
                    ", ".join(code(f"{name}: {value}") for name, value in refusal.headers),
                ]
                for refusal in REFUSALS.values()
            ),
        ),
    )
