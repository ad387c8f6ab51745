"""The pages of the manual about sharing out a year."""

from handover.common.text import Text
from handover.portal.web.help import Topic

ROWS = (
    Topic(
        50,
        "phase",
        Text("Share out a whole year", "Rhannu blwyddyn gyfan"),
        Text(
            "A year moves up, and an authority sends each record to the new school.",
            "Mae blwyddyn yn symud i fyny, ac awdurdod yn anfon pob cofnod i'r ysgol newydd.",
        ),
    ),
)
