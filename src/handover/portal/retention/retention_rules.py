"""How long is kept what the site has about keeping and ending things."""

from handover.common.text import Text
from handover.portal.config import Config
from handover.portal.retention.rule import (
    old_rows_rule,
)

ROWS = (
    old_rows_rule(
        "notes.told",
        Text(
            "The note that people were told of an end",
            "Y nodyn bod pobl wedi cael gwybod am ddiwedd rhywbeth",
        ),
        Text("they were told", "rhoi gwybod iddynt"),
        ("retention.Told",),
        Config.outbox_days,
        "told_at",
    ),
)
