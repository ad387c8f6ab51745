"""How long is kept what the site has about the site's own tables."""

from handover.common.text import Text
from handover.portal.retention.rule import (
    FOR_GOOD,
    kept_rule,
)

ROWS = (
    kept_rule(
        "tables",
        Text(
            "Tables of the framework, which hold no personal data",
            "Tablau'r fframwaith, nad ydynt yn dal data personol",
        ),
        FOR_GOOD,
        (
            "stores.SiteIdentity",
            "stores.LastSweep",
            "auth.Permission",
            "auth.Group",
            "auth.Group_permissions",
            "contenttypes.ContentType",
        ),
    ),
)
