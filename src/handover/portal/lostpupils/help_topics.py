"""The pages of the manual about lost pupils."""

from handover.common.text import Text
from handover.portal.web.help import Topic

ROWS = (
    Topic(
        40,
        "lost",
        Text("Lost pupils", "Disgyblion coll"),
        Text(
            "A pupil has come without a file, or left for nobody knows where.",
            "Mae disgybl wedi cyrraedd heb ffeil, neu wedi gadael heb i neb wybod i ble.",
        ),
    ),
)
