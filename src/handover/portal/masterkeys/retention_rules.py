"""How long is kept what the site has about changes of its master key."""

from handover.common.text import Text
from handover.portal.retention.rule import FOR_GOOD, kept_rule

ROWS = (
    kept_rule(
        "key_changes",
        Text(
            "Changes of the master key, which hold no personal data",
            "Newidiadau i'r brif allwedd, nad ydynt yn dal data personol",
        ),
        FOR_GOOD,
        ("masterkeys.KeyChange", "masterkeys.ChangeProgress"),
    ),
)
