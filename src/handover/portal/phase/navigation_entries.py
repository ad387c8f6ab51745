"""The lines of the menu about sharing out a year."""

from handover.common.text import Text
from handover.portal.phase.permissions import SHARE_OUT
from handover.portal.web.navigation import MenuEntry

ROWS = (
    MenuEntry(
        130,
        "phase",
        Text("Phase transfer board", "Bwrdd trosglwyddo"),
        SHARE_OUT,
        Text(
            "Share out a year's records among the schools that offered places.",
            "Rhannu cofnodion blwyddyn rhwng yr ysgolion a gynigiodd leoedd.",
        ),
        group="schools",
    ),
)
