"""What the audit log holds about the way of a record: a row for each step of it, and for what a school chooses."""

from handover.common.text import Text
from handover.portal.audit.action import Action
from handover.portal.hub.life import MOVE_LIFE

ROWS = (
    *(Action(step.audit, step.name) for step in MOVE_LIFE),
    Action(
        "move.noted",
        Text(
            "What a school's software said came too late for a record",
            "Daeth yr hyn a ddywedodd meddalwedd ysgol yn rhy hwyr i gofnod",
        ),
    ),
    Action(
        "hub.chosen",
        Text("It was chosen what a school's software may do", "Dewiswyd beth y caiff meddalwedd ysgol ei wneud"),
    ),
)
