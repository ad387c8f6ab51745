"""How long is kept what the site has about vendors."""

from handover.common.text import Text
from handover.portal.config import Config
from handover.portal.retention.rule import kept_rule, old_rows_rule

ROWS = (
    old_rows_rule(
        "vendors.withdrawn",
        Text(
            "A vendor of software: its name, contact and web address; of its secrets only digests",
            "Gwerthwr meddalwedd: ei enw, ei gyswllt a'i gyfeiriad gwe; o'i gyfrinachau dim ond crynodebau",
        ),
        Text("the day on which it was withdrawn", "y diwrnod y cafodd ei dynnu'n ôl"),
        ("vendors.Vendor", "vendors.VendorSecret"),
        Config.trace_days,
        "withdrawn_at",
    ),
    kept_rule(
        "vendors.approvals",
        Text("That an office approves a vendor", "Bod swyddfa'n cymeradwyo gwerthwr"),
        Text("as long as a key for the API", "cyhyd ag allwedd ar gyfer yr API"),
        ("vendors.VendorApproval",),
    ),
    kept_rule(
        "vendors.tokens",
        Text("The digest of a token of a vendor", "Crynodeb tocyn gwerthwr"),
        Text("a day", "diwrnod"),
        ("vendors.VendorToken",),
        Text("its end", "ei ddiwedd"),
    ),
    kept_rule(
        "vendors.assertions",
        Text(
            "That a vendor used an assertion, as a hash of its id",
            "Bod gwerthwr wedi defnyddio honiad, fel hash o'i rif",
        ),
        Text("its own minutes", "ei funudau ei hun"),
        ("vendors.UsedAssertion",),
    ),
)
