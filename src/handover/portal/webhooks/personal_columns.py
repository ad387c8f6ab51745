"""What the tables of webhooks say of people, column by column, and in which form."""

from handover.portal.personal import Columns, N, S, W

ROWS = (
    Columns(
        "webhooks.WebhookEndpoint",
        {S: "address secret former_secret", W: "role description", N: "events stop_reason software"},
    ),
    Columns("webhooks.WebhookDelivery", {N: "event attempts milliseconds status fault"}),
)
