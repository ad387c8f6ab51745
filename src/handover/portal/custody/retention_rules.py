"""How long is kept what the site has about who held a record."""

from handover.common.text import Text
from handover.portal.retention.rule import FOR_GOOD, kept_rule

ROWS = (
    kept_rule(
        "custody",
        Text(
            "The chains of custody. They name schools, authorities and digests, never a pupil or a person; a chain of which a "
            "part is missing proves nothing",
            "Y cadwyni cadw. Maent yn enwi ysgolion, awdurdodau a chrynodebau, byth disgybl na pherson; nid yw "
            "cadwyn y mae rhan ohoni ar goll yn profi dim",
        ),
        FOR_GOOD,
        ("custody.CustodyEntry", "custody.CustodyKey"),
    ),
)
