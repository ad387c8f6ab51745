"""The lines of the menu about secure messages."""

from handover.common.text import Text
from handover.portal.messaging.permissions import USE_MESSAGES, WRITE_FOR_ALL
from handover.portal.web.navigation import MenuEntry

ROWS = (
    MenuEntry(
        60,
        "inbox",
        Text("Messages", "Negeseuon"),
        USE_MESSAGES,
        Text("Write safely to schools and authorities.", "Ysgrifennu'n ddiogel at ysgolion ac awdurdodau."),
        group="messages",
    ),
    MenuEntry(
        160,
        "templates",
        Text("Templates of messages", "Templedi negeseuon"),
        WRITE_FOR_ALL,
        Text("What everybody can begin a message with.", "Yr hyn y gall pawb ddechrau neges ag ef."),
        group="messages",
    ),
)
