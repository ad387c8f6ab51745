"""What the tables of keys say of people, column by column, and in which form."""

from handover.portal.personal import Columns, K, N, S, W

ROWS = (
    Columns(
        "apikeys.ApiKey",
        {
            W: "role name",
            N: "prefix digest certificate certificate_issuer certificate_subject rights networks ends_on told_days",
        },
    ),
    Columns("apikeys.KeyOrigin", {S: "place", K: "place_hash"}),
    Columns("apikeys.HeardCourier", {S: "folder", N: "version"}),
)
