"""The line of the menu about vendors."""

from handover.common.text import Text
from handover.portal.vendors.permissions import MANAGE_VENDORS
from handover.portal.web.navigation import MenuEntry

ROWS = (
    MenuEntry(
        186,
        "vendors",
        Text("Vendors", "Gwerthwyr"),
        MANAGE_VENDORS,
        Text(
            "Whose software serves many schools, and how many approve it.",
            "Meddalwedd pwy sy'n gwasanaethu llawer o ysgolion, a faint sy'n ei gymeradwyo.",
        ),
        group="administration",
    ),
)
