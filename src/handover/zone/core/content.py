"""The check of what a message carries against the data model, as strictly as the zone wants it (section 7.2 step 10)."""

from collections.abc import Sequence

from handover.common.problems import Problem, Severity
from handover.common.xml import local_name
from handover.sif.checks.rule import NO_CONTEXT
from handover.sif.checks.single import check_element
from handover.sif.checks.structure import Mode
from handover.sif.specification import uk_model
from handover.zone.core.context import MessageContext
from handover.zone.core.effects import Effect
from handover.zone.core.notifications import write_log_entry
from handover.zone.core.parsing import ParsedMessage, find_child
from handover.zone.core.refusal import MessageRefused

_WHOLE, _PARTIAL = Mode.of(False, False), Mode.of(True, False)
_SHOWN = 5


def check_content(arrival: ParsedMessage) -> tuple[Problem, ...]:
    """Return the errors of the objects in an event or a response. Answers may be restricted to some elements: partial."""
    data = find_child(arrival.payload, "SIF_ObjectData")
    if data is None:
        return ()
    holder = find_child(data, "SIF_EventObject")
    mode = _PARTIAL
    if holder is not None and holder.get("Action") == "Add":
        mode = _WHOLE
    found: list[Problem] = []
    for element in holder if holder is not None else data:
        if local_name(element) in uk_model().known:
            problems = check_element(element, mode, NO_CONTEXT, errors_only=True)
            found += [problem for problem in problems if problem.severity is Severity.ERROR]
    return tuple(found)


def refuse_findings(case: MessageContext, category: int, code: int) -> None:
    """Refuse a message with errors where the zone says so; with its own code where the objects break the grammar (1/3)."""
    if case.findings and case.state.rules.checking == "refuse":
        first = case.findings[0]
        grammar = first.values.get("rule", "").startswith("G")
        raise MessageRefused(*((1, 3) if grammar else (category, code)), "; ".join(_told(case.findings)))


def tell_findings(case: MessageContext, object_name: str) -> Sequence[Effect]:
    """Return the log entry that tells of errors in a message that is passed on."""
    if not case.findings or case.state.rules.checking != "warn":
        return ()
    words = f"A message of {case.agent} with {object_name} was passed on although it has errors."
    more, about = _told(case.findings), case.arrival
    return write_log_entry(case.state, words, case.now, case.new_id, level="Warning", more=more, about=about)


def _told(problems: Sequence[Problem]) -> list[str]:
    """Return what is wrong by rule, place and kind; never the value, which may be a child's."""
    found = [f"{problem.values.get('rule', '')} {problem.path or ''} ({problem.code})" for problem in problems[:_SHOWN]]
    return found + ([f"and {len(problems) - _SHOWN} more"] if len(problems) > _SHOWN else [])
