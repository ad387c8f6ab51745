"""The lines of the menu about the way of records."""

from handover.common.text import Text
from handover.portal.hub.permissions import SEE_MOVES
from handover.portal.web.navigation import MenuEntry

ROWS = (
    MenuEntry(
        115,
        "moves",
        Text("Records on their way", "Cofnodion ar eu taith"),
        SEE_MOVES,
        Text(
            "See what became of the record of each child who leaves or comes.",
            "Gweld beth ddigwyddodd i gofnod pob plentyn sy'n gadael neu'n dod.",
        ),
        group="schools",
    ),
)
