"""How long is kept what the site has about expected pupils."""

from handover.common.text import Text
from handover.portal.config import Config
from handover.portal.retention.counting import DayCount
from handover.portal.retention.rule import (
    old_rows_rule,
)

ROWS = (
    old_rows_rule(
        "expected.pupils",
        Text("A pupil on a list of expected pupils", "Disgybl ar restr o ddisgyblion disgwyliedig"),
        Text("the pupil was put on the list", "rhoi'r disgybl ar y rhestr"),
        ("expected.ExpectedPupil", "expected.ExpectedMark"),
        Config.expected_days,
        "added_at",
        counted=DayCount.OUTSIDE_HOLIDAYS,
        place="establishment__la_number",
    ),
)
