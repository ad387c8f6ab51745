"""How long is kept what the site has about the log itself."""

from handover.common.text import Text
from handover.portal.retention.rule import (
    FOR_GOOD,
    kept_rule,
)

ROWS = (
    kept_rule(
        "audit.noise",
        Text("How often somebody failed to sign in of late", "Pa mor aml y methodd rhywun fewngofnodi'n ddiweddar"),
        Text(
            "a quarter of an hour, then written into the audit log",
            "chwarter awr, yna mae'n cael ei ysgrifennu yn y cofnod archwilio",
        ),
        ("audit.Noise",),
    ),
    kept_rule(
        "audit",
        Text(
            "The audit log. It names files and staff, never a pupil; a chain of which a part is missing proves nothing",
            "Y cofnod archwilio. Mae'n enwi ffeiliau a staff, ond byth yn enwi disgybl; nid yw cadwyn y mae rhan "
            "ohoni ar goll yn profi dim",
        ),
        FOR_GOOD,
        ("audit.Entry", "audit.Head"),
    ),
)
