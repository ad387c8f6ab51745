"""How long is kept what the site has about webhooks."""

from handover.common.text import Text
from handover.portal.config import Config
from handover.portal.retention.rule import old_rows_rule

ROWS = (
    old_rows_rule(
        "webhooks.deliveries",
        Text(
            "A webhook: which event, the reference of what it is about, and what came of it",
            "Bachyn gwe: pa ddigwyddiad, cyfeirnod yr hyn y mae'n ymwneud ag ef, a'r hyn a ddaeth ohono",
        ),
        Text("the event", "y digwyddiad"),
        ("webhooks.WebhookDelivery",),
        Config.webhook_days,
        "raised_at",
    ),
    old_rows_rule(
        "webhooks.deleted",
        Text(
            "A webhook's name, events and who made it; its address and secrets go at once when it is deleted",
            "Enw, digwyddiadau a chrëwr bachyn gwe; mae ei gyfeiriad a'i gyfrinachau'n mynd ar unwaith pan gaiff ei ddileu",
        ),
        Text("its deletion", "ei ddileu"),
        ("webhooks.WebhookEndpoint",),
        Config.trace_days,
        "deleted_at",
    ),
)
