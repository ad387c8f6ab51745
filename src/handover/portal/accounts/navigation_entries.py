"""The lines of the menu about looking after people."""

from handover.common.text import Text
from handover.portal.accounts.permissions import SEE_PEOPLE
from handover.portal.web.navigation import MenuEntry

ROWS = (
    MenuEntry(
        110,
        "administration",
        Text("Administration", "Gweinyddu"),
        SEE_PEOPLE,
        Text(
            "Invite people, see who can sign in, and look after schools.",
            "Gwahodd pobl, gweld pwy sy'n gallu mewngofnodi, a gofalu am ysgolion.",
        ),
        under=("/people/", "/invite/", "/check/", "/checks/"),
        group="administration",
    ),
)
