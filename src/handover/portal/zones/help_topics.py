"""The pages of the manual about zones."""

from handover.common.text import Text
from handover.portal.web.help import Topic
from handover.portal.zones.looking import AgentState
from handover.portal.zones.views.words import LOOKS


def tell_zones() -> dict[str, object]:
    """Return what the page says and other tables decide."""
    return {"agent_looks": LOOKS.values(), "awake": LOOKS[AgentState.AWAKE]}


ROWS = (
    Topic(
        150,
        "zones",
        Text("Zones", "Parthau"),
        Text(
            "For operators: agents, their rights, and what to do when messages wait.",
            "I weithredwyr: asiantau, eu hawliau, a beth i'w wneud pan fydd negeseuon yn aros.",
        ),
        tell_zones,
    ),
)
