"""The lines of the menu about zones."""

from handover.common.text import Text
from handover.portal.web.navigation import MenuEntry
from handover.portal.zones.permissions import SEE_ZONES

ROWS = (
    MenuEntry(
        180,
        "zones",
        Text("Zones", "Parthau"),
        SEE_ZONES,
        Text("Agents, their queues, and who gets what.", "Asiantau, eu ciwiau, a phwy sy'n cael beth."),
        group="administration",
    ),
)
