"""What a key may be given to do with files."""

from handover.common.text import Text
from handover.portal.apikeys.right import KeyRight
from handover.portal.transfers.permissions import (
    COLLECTING,
    MONITOR,
    SEARCH_TRANSFERS,
    SEE_CONTENT,
    SENDING,
)

ROWS = (
    KeyRight(
        "send",
        Text("Send files", "Anfon ffeiliau"),
        Text(
            "Check and send files, see what became of them, call them back and answer questions about them.",
            "Gwirio ac anfon ffeiliau, gweld beth a ddaeth ohonynt, eu galw'n ôl ac ateb cwestiynau amdanynt.",
        ),
        frozenset(SENDING),
    ),
    KeyRight(
        "collect",
        Text("Collect files", "Casglu ffeiliau"),
        Text(
            "List and fetch files that were sent to you, and confirm or reject them.",
            "Rhestru a nôl ffeiliau a anfonwyd atoch, a'u cadarnhau neu eu gwrthod.",
        ),
        frozenset({*COLLECTING, SEE_CONTENT}),
    ),
    KeyRight(
        "monitor",
        Text("Watch over the schools' files", "Cadw golwg ar ffeiliau'r ysgolion"),
        Text(
            "See where the files of the authority's schools are, and search them for a pupil.",
            "Gweld ble mae ffeiliau ysgolion yr awdurdod, a chwilio drwyddynt am ddisgybl.",
        ),
        frozenset({MONITOR, SEARCH_TRANSFERS}),
    ),
)
