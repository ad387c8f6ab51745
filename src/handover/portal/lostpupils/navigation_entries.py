"""The lines of the menu about lost pupils."""

from handover.common.text import Text
from handover.portal.lostpupils.permissions import MATCH_LOST, SEARCH_LOST, SEE_LOST_FIGURES
from handover.portal.web.navigation import MenuEntry

ROWS = (
    MenuEntry(
        80,
        "lost",
        Text("Lost pupils", "Disgyblion coll"),
        SEARCH_LOST,
        Text(
            "Find the file of a pupil who has come without one, and send it to the school.",
            "Dod o hyd i ffeil disgybl sydd wedi cyrraedd hebddi, a'i hanfon i'r ysgol.",
        ),
        group="lost",
    ),
    MenuEntry(
        90,
        "census-matching",
        Text("Match with the census", "Paru â'r cyfrifiad"),
        MATCH_LOST,
        Text(
            "Find out once a year which lost pupils are on a school's roll.",
            "Gweld unwaith y flwyddyn pa ddisgyblion coll sydd ar gofrestr ysgol.",
        ),
        group="lost",
    ),
    MenuEntry(
        145,
        "lost-figures",
        Text("Lost pupils in numbers", "Disgyblion coll mewn rhifau"),
        SEE_LOST_FIGURES,
        Text(
            "How many pupils are lost, for how long, and how many were found.",
            "Faint o ddisgyblion sydd ar goll, ers faint, a nifer y rhai y daethpwyd o hyd iddynt.",
        ),
        group="reports",
    ),
)
