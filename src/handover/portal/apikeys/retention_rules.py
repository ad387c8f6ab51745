"""How long is kept what the site has about keys for the API."""

from handover.common.text import Text
from handover.portal.config import Config
from handover.portal.retention.rule import old_rows_rule

ROWS = (
    old_rows_rule(
        "keys.ended",
        Text(
            "A key for the API: its name, what it may do, who made and who withdrew it; of the key itself only a digest",
            "Allwedd ar gyfer yr API: ei henw, yr hyn y caiff ei wneud, pwy a'i creodd a phwy a'i tynnodd yn ôl; o'r "
            "allwedd ei hun dim ond crynodeb",
        ),
        Text("its last day", "ei diwrnod olaf"),
        ("apikeys.ApiKey",),
        Config.trace_days,
        "ends_on",
    ),
    old_rows_rule(
        "keys.origins",
        Text("From which address a key was used", "O ba gyfeiriad y defnyddiwyd allwedd"),
        Text("its last use from there", "ei defnyddio ddiwethaf oddi yno"),
        ("apikeys.KeyOrigin",),
        Config.trace_days,
        "last_used_at",
    ),
    old_rows_rule(
        "keys.couriers",
        Text(
            "When an office's courier was last heard, its version and the name of its folder",
            "Pryd y clywyd negesydd swyddfa ddiwethaf, ei fersiwn ac enw ei ffolder",
        ),
        Text("the last time it was heard", "y tro diwethaf y cafodd ei glywed"),
        ("apikeys.HeardCourier",),
        Config.trace_days,
        "heard_at",
    ),
)
