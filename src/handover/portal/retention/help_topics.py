"""The pages of the manual about how long things are kept."""

from handover.common.text import Text
from handover.portal.retention.table import EVERYDAY
from handover.portal.web.help import Topic


def tell_kept() -> dict[str, object]:
    """Return what the page says and other tables decide."""
    return {"kept": EVERYDAY}


ROWS = (
    Topic(
        140,
        "kept",
        Text("How long things are kept", "Am ba hyd rydym yn cadw pethau"),
        Text("The last day of files, messages and the rest.", "Diwrnod olaf ffeiliau, negeseuon a'r gweddill."),
        tell_kept,
    ),
)
