"""What the tables of zones say of people, column by column, and in which form."""

from handover.portal.personal import Columns, N, S

ROWS = (
    Columns("zones.Zone", {N: "id name rules revision"}),
    Columns("zones.Agent", {N: "zone agent certificate mode registration key_digest"}),
    Columns("zones.Grant", {N: "zone agent right object context"}),
    Columns("zones.Provision", {N: "zone agent right object context"}),
    Columns(
        "zones.Message",
        {
            S: "body",
            N: "zone source msg_id kind version object action contexts destination about packet size recipients passed_over",
        },
    ),
    Columns("zones.Waiting", {N: "zone agent kind refusals fetches"}),
    Columns("zones.PassedOver", {N: "zone agent reason count object"}),
    Columns(
        "zones.Presence",
        {
            S: "last_fault",
            N: "zone agent asleep blocked watermark removed_source removed_id attempts refused",
        },
    ),
    Columns("zones.Claim", {N: "zone agent owner"}),
    Columns(
        "zones.OpenRequest",
        {
            N: "zone requester msg_id responder versions max_buffer object context last_packet version",
        },
    ),
    Columns("zones.Letter", {S: "words", N: "number zone agent category code"}),
)
