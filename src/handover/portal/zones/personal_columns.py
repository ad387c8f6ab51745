"""What the tables of zones say of people, column by column, and in which form."""

from handover.portal.personal import Columns, N, S

ROWS = (
    Columns("zones.ZoneRow", {N: "id name rules revision"}),
    Columns("zones.MovingZoneRow", {N: "id name rules revision"}),
    Columns("zones.ZonePlaceRow", {N: "zone database moving"}),
    Columns("zones.AgentRow", {N: "zone agent certificate mode registration key_digest"}),
    Columns("zones.GrantRow", {N: "zone agent right object context"}),
    Columns("zones.ProvisionRow", {N: "zone agent right object context"}),
    Columns(
        "zones.MessageRow",
        {
            S: "body",
            N: "zone source msg_id kind version object action contexts destination about packet size recipients passed_over",
        },
    ),
    Columns("zones.QueueEntryRow", {N: "zone agent kind refusals fetches"}),
    Columns("zones.PassedOverRow", {N: "zone agent reason count object"}),
    Columns(
        "zones.AgentStatusRow",
        {
            S: "last_fault",
            N: "zone agent asleep blocked watermark removed_source removed_id attempts refused",
        },
    ),
    Columns("zones.ClaimRow", {N: "zone agent owner"}),
    Columns(
        "zones.OpenRequestRow",
        {
            N: "zone requester msg_id responder versions max_buffer object context last_packet version",
        },
    ),
    Columns("zones.DeadLetterRow", {S: "words", N: "number zone agent category code"}),
)
