"""The lines of the menu about records that move by themselves."""

from handover.common.text import Text
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
)
