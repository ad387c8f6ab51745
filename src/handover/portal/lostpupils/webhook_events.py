"""The events of lost pupils of which software may be told."""

from typing import Final

from handover.common.text import Text
from handover.portal.lostpupils.permissions import SEARCH_LOST
from handover.portal.webhooks.event import WebhookEvent

SEARCH_MET: Final = "search.met"

ROWS = (
    WebhookEvent(
        SEARCH_MET,
        Text("A search that you keep met a pupil", "Daeth chwiliad yr ydych yn ei gadw ar draws disgybl"),
        Text(
            "A pupil came into the lost pupil store who fits a search of your authority.",
            "Daeth disgybl i'r storfa disgyblion coll sy'n cyfateb i chwiliad eich awdurdod.",
        ),
        "list_standing_searches",
        (SEARCH_LOST,),
    ),
)
