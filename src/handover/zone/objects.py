"""Which objects a zone knows: the forty of SIF UK 1.2, those that later releases add, and the zone's own three."""

from functools import lru_cache
from typing import Final

from handover.sif.specification import uk_model

LATER: Final = frozenset(
    {
        "SIF_LogEntry",
        "WorkforceAbsence",
        "WorkforceAssignment",
        "WorkforceContract",
    }
)
"""Objects of SIF UK 1.3 (section 14.5) that may be routed though this library has no tables to check them by."""

OWN: Final = frozenset({"SIF_ZoneStatus", "SIF_AgentACL"})
"""Objects that the zone itself provides, and nobody else (section 14.5)."""

LOG_ENTRY: Final = "SIF_LogEntry"
ZONE_STATUS: Final = "SIF_ZoneStatus"
AGENT_ACL: Final = "SIF_AgentACL"


@lru_cache(maxsize=1)
def known_objects() -> frozenset[str]:
    """Return the name of every object that may be named in this zone."""
    return frozenset(uk_model().names) | LATER | OWN


@lru_cache(maxsize=1)
def without_events() -> frozenset[str]:
    """Return the objects for which no events exist: an event that tells of one is refused (9/3)."""
    model = uk_model()
    return frozenset(name for name in model.names if not model.object(name).events)


@lru_cache(maxsize=1)
def provided() -> frozenset[str]:
    """Return the objects that an agent may provide."""
    return known_objects() - OWN
