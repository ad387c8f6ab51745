"""The lines of the menu about running the site."""

from handover.common.text import Text
from handover.portal.operations.permissions import RUN_JOBS
from handover.portal.web.navigation import MenuEntry

ROWS = (
    MenuEntry(
        170,
        "jobs",
        Text("Background work", "Gwaith cefndir"),
        RUN_JOBS,
        Text("What ran, what failed, and what is due.", "Beth a redodd, beth a fethodd, a beth sydd i'w wneud."),
        group="administration",
    ),
)
