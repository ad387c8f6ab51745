"""The lines of the menu about records that follow by themselves."""

from handover.common.text import Text
from handover.portal.hub.permissions import ANSWER_FOR_LEAVERS, CHOOSE_FOR_SOFTWARE
from handover.portal.web.navigation import MenuEntry

ROWS = (
    MenuEntry(
        25,
        "leavers",
        Text("Leavers", "Disgyblion sy'n gadael"),
        ANSWER_FOR_LEAVERS,
        Text(
            "Say which school a leaver goes to, if your software does not know.",
            "Dweud i ba ysgol mae disgybl yn mynd, os nad yw eich meddalwedd yn gwybod.",
        ),
        group="send",
    ),
    MenuEntry(
        205,
        "hub-choices",
        Text("What school software may do", "Beth y caiff meddalwedd ysgol ei wneud"),
        CHOOSE_FOR_SOFTWARE,
        Text(
            "Whether records follow leavers by themselves, after your yes, or not at all.",
            "A yw cofnodion yn dilyn disgyblion ohonynt eu hunain, ar ôl i chi gytuno, neu ddim o gwbl.",
        ),
        group="schools",
    ),
)
