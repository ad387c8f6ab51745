"""The lines of the menu about the first page."""

from handover.common.text import Text
from handover.portal.web.navigation import MenuEntry

ROWS = (MenuEntry(10, "home", Text("Home", "Hafan"), group="home"),)
