"""What a key may be given to do with the places that schools have offered."""

from handover.common.text import Text
from handover.portal.apikeys.right import KeyRight
from handover.portal.phase.permissions import SHARE_OUT

ROWS = (
    KeyRight(
        "offers",
        Text("Offers of places", "Cynigion lleoedd"),
        Text(
            "Upload the list of offered places, and see how a year's records are shared out.",
            "Lanlwytho'r rhestr o leoedd a gynigiwyd, a gweld sut mae cofnodion blwyddyn yn cael eu rhannu.",
        ),
        frozenset({SHARE_OUT}),
    ),
)
