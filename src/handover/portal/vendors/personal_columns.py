"""What the tables of vendors say of people, column by column, and in which form."""

from handover.portal.personal import Columns, N, W

ROWS = (
    Columns(
        "vendors.Vendor", {W: "name contact_email web_address", N: "client_id certificate_issuer certificate_subject"}
    ),
    Columns("vendors.VendorSecret", {N: "prefix digest public_key"}),
    Columns("vendors.UsedAssertion", {N: "digest"}),
    Columns("vendors.VendorToken", {N: "digest certificate"}),
)
