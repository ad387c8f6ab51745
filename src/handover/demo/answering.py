"""Which objects of a roll a query asks for. An index finds them where a condition names one; the query itself decides."""

from collections.abc import Iterator

from handover.agent import Query
from handover.demo.holding import Holding
from handover.demo.objects import SPOKEN_OBJECTS
from handover.sif.messages.payloads import Request
from handover.sif.model import SifObject


def find_asked(holding: Holding, query: Query) -> Iterator[SifObject]:
    """Yield what a query asks for. Raises `QueryNotSupported`."""
    return query.select(holding.provided_objects(query.object_name, narrow(holding, query)))


def narrow(holding: Holding, query: Query) -> list[str] | None:
    """Return the keys among which all that is asked for must be; None where no condition says."""
    group = query.sif_query.sif_condition_group
    if group is None or (group.type == "Or" and len(group.sif_conditions) > 1):
        return None
    for conditions in group.sif_conditions:
        keys = _keys(holding, query.object_name, conditions)
        if keys is not None:
            return keys
    return None


def _keys(holding: Holding, name: str, conditions: Request.SIFConditions) -> list[str] | None:
    """Return the keys for conditions that all must hold, or of which one must: then all must name one indexed path."""
    indexed = SPOKEN_OBJECTS[name].indexed
    equal = [
        (each.sif_element.strip(), each.sif_value)
        for each in conditions.sif_condition
        if each.sif_operator.upper() == "EQ" and each.sif_element.strip() in indexed
    ]
    if conditions.type == "Or" and len(conditions.sif_condition) > 1:
        same = len(equal) == len(conditions.sif_condition) and len({path for path, _ in equal}) == 1
        return holding.keys_with(name, equal[0][0], [value for _, value in equal]) if same else None
    return holding.keys_with(name, equal[0][0], [equal[0][1]]) if equal else None
