"""What the audit log holds about the way of a record: a row for each step of it."""

from handover.common.text import Text
from handover.portal.audit.action import Action
from handover.portal.hub.life import MOVE_LIFE

ROWS = (
    *(Action(step.audit, step.name) for step in MOVE_LIFE),
    Action(
        "move.offered_listed",
        Text("Looked at the records that wait for a yes", "Edrychwyd ar y cofnodion sy'n aros am gytundeb"),
    ),
    Action(
        "move.looked_at",
        Text(
            "Looked at a record beside what the software holds",
            "Edrychwyd ar gofnod wrth ochr yr hyn sydd gan y feddalwedd",
        ),
    ),
    Action(
        "move.given",
        Text(
            "Gave records to the school's software, which asked for them",
            "Rhoddwyd cofnodion i feddalwedd yr ysgol, a ofynnodd amdanynt",
        ),
    ),
)
