"""SIF_Provision, and the four messages that change one thing at a time (sections 3.3, 3.4 and 7.6).

All or nothing: if one object is refused, none is applied, and the error names the object.
"""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from handover.sif.messages.message import DEFAULT_CONTEXT
from handover.sif.names import field_name
from handover.zone.core.answers import AckAnswer
from handover.zone.core.context import Handler, MessageContext, ZoneDecision, read_mandatory, read_optional
from handover.zone.core.effects import Effect, Provide
from handover.zone.core.refusal import MessageRefused
from handover.zone.objects import OWN, known_objects
from handover.zone.rights import RIGHTS, Right
from handover.zone.state import Provision

_TELL_EXTENDED: Final = frozenset({"SIF_Provision", "SIF_Provide"})


def handle_provision(case: MessageContext) -> ZoneDecision:
    """Take what an agent says that it does; what it leaves out is withdrawn (a rule of the zone)."""
    named: list[Provision] = []
    for right, spec in RIGHTS.items():
        named += _checked(
            case, right, read_optional(case.arrival.typed, field_name(spec.provision), spec.provision) or ()
        )
    stated, removed = _once(named), frozenset[Provision]()
    if case.state.rules.replace:
        removed = frozenset(case.state.of_agent(case.agent)) - stated
    return _change(case, stated, removed)


def make_adding_handler(right: Right) -> Handler:
    """Return the handler of a message that adds, such as SIF_Provide."""

    def handle(case: MessageContext) -> ZoneDecision:
        listed = read_mandatory(case.arrival.typed, "sif_object", "SIF_Object")
        return _change(case, _once(_checked(case, right, listed)), frozenset())

    return handle


def make_removing_handler(right: Right) -> Handler:
    """Return the handler of a message that withdraws, such as SIF_Unprovide. What is not held is no fault."""

    def handle(case: MessageContext) -> ZoneDecision:
        listed = read_mandatory(case.arrival.typed, "sif_object", "SIF_Object")
        gone = {(each.object, each.context) for each in _named(case, right, listed)}
        mine = case.state.of_agent(case.agent)
        removed = (each for each in mine if each.right is right and (each.object, each.context) in gone)
        return _change(case, frozenset(), frozenset(removed))

    return handle


def _change(case: MessageContext, added: frozenset[Provision], removed: frozenset[Provision]) -> ZoneDecision:
    added -= frozenset(case.state.of_agent(case.agent))
    effects: tuple[Effect, ...] = (Provide(case.agent, added, removed),) if added or removed else ()
    return ZoneDecision(AckAnswer(), effects)


def _once(named: Iterable[Provision]) -> frozenset[Provision]:
    """Return each object of each list once: of what is named twice, the last counts."""
    return frozenset({(each.right, each.object, each.context): each for each in named}.values())


def _named(case: MessageContext, right: Right, listed: Any) -> Iterator[Provision]:
    """Yield what is named, in each of its contexts. MessageRefused for objects and contexts that the zone does not know."""
    spec = RIGHTS[right]
    for each in listed:
        name = read_mandatory(each, "object_name", "ObjectName")
        if name not in known_objects():
            unknown = spec.unknown if case.arrival.name != "SIF_Provision" else RIGHTS[Right.PROVIDE].unknown
            raise MessageRefused(*unknown, f"There is no object {name} in this zone.")
        contexts = read_optional(each, "sif_contexts", "SIF_Contexts") or (DEFAULT_CONTEXT,)
        tells = spec.extended and case.arrival.name in _TELL_EXTENDED
        extended = tells and bool(read_optional(each, "sif_extended_query_support", "SIF_ExtendedQuerySupport"))
        for context in case.known_contexts(contexts, name):
            yield Provision(case.agent, right, name, context, extended)


def _checked(case: MessageContext, right: Right, listed: Any) -> Iterator[Provision]:
    """Yield what is named, once the agent may do it and nobody else is in the way."""
    spec = RIGHTS[right]
    for each in _named(case, right, listed):
        if right in (Right.PROVIDE, Right.RESPOND) and each.object in OWN:
            raise MessageRefused(*spec.unknown, f"{each.object} is provided by the zone itself.")
        if not case.state.may(case.agent, right, each.object, each.context):
            raise MessageRefused(*spec.refused, f"{each.object} in {each.context}")
        if right is Right.PROVIDE:
            other = case.state.provider(each.object, each.context)
            if other is not None and other.agent != case.agent:
                raise MessageRefused(6, 4, f"{each.object} in {each.context} is provided by {other.agent}.")
        yield each
