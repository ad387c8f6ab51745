"""The lines of the menu about sending, collecting and watching over files."""

from handover.common.text import Text
from handover.portal.transfers.permissions import COLLECTING, MONITOR, SENDING
from handover.portal.web.navigation import MenuEntry

ROWS = (
    MenuEntry(
        20,
        "send",
        Text("Send files", "Anfon ffeiliau"),
        SENDING,
        Text("Send pupils' records and other files.", "Anfon cofnodion disgyblion a ffeiliau eraill."),
        group="send",
    ),
    MenuEntry(
        30,
        "collect",
        Text("Collect files", "Casglu ffeiliau"),
        COLLECTING,
        Text("Take in what other schools have sent you.", "Derbyn yr hyn y mae ysgolion eraill wedi'i anfon atoch."),
        group="collect",
    ),
    MenuEntry(
        50,
        "sent",
        Text("Sent files", "Ffeiliau a anfonwyd"),
        SENDING,
        Text("See where the files are that you sent.", "Gweld ble mae'r ffeiliau a anfonwyd gennych."),
        group="send",
    ),
    MenuEntry(
        120,
        "monitoring",
        Text("Our schools' files", "Ffeiliau ein hysgolion"),
        MONITOR,
        Text(
            "See which files wait to be collected, and for how long.",
            "Gweld pa ffeiliau sy'n aros i'w casglu, ac ers faint.",
        ),
        group="schools",
    ),
)
