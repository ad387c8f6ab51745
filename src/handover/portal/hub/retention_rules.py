"""How long is kept what the site has about the way of records."""

from handover.common.text import Text
from handover.portal.config import Config
from handover.portal.retention.counting import DayCount
from handover.portal.retention.rule import FOR_GOOD, WHILE_THERE, kept_rule, old_rows_rule

ROWS = (
    kept_rule(
        "hub.zones",
        Text(
            "The hub in a zone, and the schools that it serves there",
            "Yr hwb mewn parth, a'r ysgolion y mae'n eu gwasanaethu yno",
        ),
        WHILE_THERE,
        ("hub.HubZone", "hub.HubSchool", "hub.SchoolProof", "hub.HubStranger"),
    ),
    kept_rule(
        "hub.moves",
        Text("The way of a pupil's record", "Taith cofnod disgybl"),
        FOR_GOOD,
        ("hub.Move", "hub.MoveStep"),
    ),
    old_rows_rule(
        "hub.arrivals",
        Text(
            "A child who is new at a school, and whose record was looked for",
            "Plentyn newydd mewn ysgol, y chwiliwyd am ei gofnod",
        ),
        Text("the hub heard of the child", "clywodd yr hwb am y plentyn"),
        ("hub.ArrivalCase",),
        Config.expected_days,
        "heard_at",
        counted=DayCount.OUTSIDE_HOLIDAYS,
        place="establishment__la_number",
    ),
)
