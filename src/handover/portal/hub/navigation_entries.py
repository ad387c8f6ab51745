"""The lines of the menu about records that move by themselves."""

from handover.common.text import Text
from handover.portal.hub.permissions import SEE_MOVES
from handover.portal.transfers.permissions import COLLECT_CTF
from handover.portal.web.navigation import MenuEntry

ROWS = (
    MenuEntry(
        36,
        "records-to-take",
        Text("Records to take over", "Cofnodion i'w derbyn"),
        COLLECT_CTF,
        Text(
            "See what goes into your school's software, and say yes.",
            "Gweld beth sy'n mynd i feddalwedd eich ysgol, a chytuno.",
        ),
        group="collect",
    ),
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
