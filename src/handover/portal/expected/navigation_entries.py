"""The lines of the menu about expected pupils."""

from handover.common.text import Text
from handover.portal.expected.permissions import EXPECT
from handover.portal.web.navigation import MenuEntry

ROWS = (
    MenuEntry(
        40,
        "expected",
        Text("Expected pupils", "Disgyblion disgwyliedig"),
        EXPECT,
        Text("See whose record has not come, and ask for it.", "Gweld cofnod pwy sydd heb ddod, a gofyn amdano."),
        group="collect",
    ),
)
