"""What a key may be given to do with webhooks."""

from handover.common.text import Text
from handover.portal.apikeys.right import KeyRight
from handover.portal.webhooks.permissions import KEEP_WEBHOOKS

ROWS = (
    KeyRight(
        "webhooks",
        Text("Keep webhooks", "Cadw bachau gwe"),
        Text(
            "Name addresses at which the program is told that there is news for you, and look after them.",
            "Enwi cyfeiriadau lle mae'r rhaglen yn cael gwybod bod newyddion i chi, a gofalu amdanynt.",
        ),
        frozenset({KEEP_WEBHOOKS}),
    ),
)
