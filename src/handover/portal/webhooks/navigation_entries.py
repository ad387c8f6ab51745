"""The line of the menu about webhooks."""

from handover.common.text import Text
from handover.portal.web.navigation import MenuEntry
from handover.portal.webhooks.permissions import MANAGE_WEBHOOKS

ROWS = (
    MenuEntry(
        159,
        "webhooks",
        Text("Webhooks", "Bachau gwe"),
        MANAGE_WEBHOOKS,
        Text(
            "Let a program be told at once that there is news, so that it need not keep asking.",
            "Gadael i raglen gael gwybod ar unwaith bod newyddion, fel nad oes rhaid iddi ofyn o hyd.",
        ),
        group="schools",
    ),
)
