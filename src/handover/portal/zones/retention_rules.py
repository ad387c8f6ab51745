"""How long is kept what the site has about zones."""

from typing import Final

from handover.common.text import Text
from handover.portal.retention.rule import (
    WHILE_THERE,
    kept_rule,
)

IN_ZONES: Final = Text("as the rules of its zone say", "fel y mae rheolau ei barth yn dweud")

ROWS = (
    kept_rule(
        "zones.messages",
        Text("A message of a zone, its place in a queue, an open request", "Neges parth, ei lle mewn ciw, cais agored"),
        IN_ZONES,
        ("zones.MessageRow", "zones.QueueEntryRow", "zones.OpenRequestRow", "zones.DeadLetterRow"),
        since=Text("it was accepted", "ei derbyn"),
    ),
    kept_rule(
        "zones.agents",
        Text("A zone, its agents and what each may do", "Parth, ei asiantau a'r hyn y caiff pob un ei wneud"),
        WHILE_THERE,
        (
            "zones.ZoneRow",
            "zones.MovingZoneRow",
            "zones.ZonePlaceRow",
            "zones.AgentRow",
            "zones.GrantRow",
            "zones.ProvisionRow",
            "zones.AgentStatusRow",
            "zones.ClaimRow",
            "zones.PassedOverRow",
        ),
    ),
)
