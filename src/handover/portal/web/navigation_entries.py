"""The lines of the menu about the manual."""

from handover.common.text import Text
from handover.portal.web.navigation import MenuEntry

ROWS = (MenuEntry(220, "help", Text("Help", "Cymorth"), group="help"),)
