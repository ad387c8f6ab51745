"""How long is kept what the site has about schools and authorities."""

from handover.common.text import Text
from handover.portal.retention.rule import (
    FOR_GOOD,
    kept_rule,
)

ROWS = (
    kept_rule(
        "establishments",
        Text(
            "A school or an authority; it is in the public register", "Ysgol neu awdurdod; mae yn y gofrestr gyhoeddus"
        ),
        FOR_GOOD,
        ("establishments.Establishment", "establishments.OfficeEmails"),
    ),
)
