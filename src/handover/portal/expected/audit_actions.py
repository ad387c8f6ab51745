"""What the audit log holds about expected pupils."""

from handover.common.text import Text
from handover.portal.audit.action import Action

ROWS = (
    Action(
        "expected.listed",
        Text("Looked at the list of expected pupils", "Edrychwyd ar y rhestr o ddisgyblion disgwyliedig"),
    ),
    Action(
        "expected.added",
        Text("Put pupils on the list of the expected", "Rhoddwyd disgyblion ar y rhestr o ddisgyblion disgwyliedig"),
    ),
    Action(
        "expected.removed",
        Text(
            "Took a pupil off the list of the expected", "Tynnwyd disgybl oddi ar y rhestr o ddisgyblion disgwyliedig"
        ),
    ),
    Action("expected.asked", Text("Asked for an expected pupil's record", "Gofynnwyd am gofnod disgybl disgwyliedig")),
)
