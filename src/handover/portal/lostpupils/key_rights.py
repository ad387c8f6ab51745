"""What a key may be given to do with lost pupils."""

from handover.common.text import Text
from handover.portal.apikeys.right import KeyRight
from handover.portal.lostpupils.permissions import COLLECT_LOST, RELEASE_LOST, SEARCH_LOST

ROWS = (
    KeyRight(
        "search_lost",
        Text("Search for lost pupils", "Chwilio am ddisgyblion coll"),
        Text(
            "Search the lost pupil store, and keep searches that each new pupil is compared with for a year.",
            "Chwilio'r storfa disgyblion coll, a chadw chwiliadau y caiff pob disgybl newydd ei gymharu â nhw am flwyddyn.",
        ),
        frozenset({SEARCH_LOST}),
    ),
    KeyRight(
        "release_lost",
        Text("Send lost pupils' files on", "Anfon ffeiliau disgyblion coll ymlaen"),
        Text(
            "Collect a lost pupil's file, and send it on to the school where the pupil is now.",
            "Casglu ffeil disgybl coll, a'i hanfon ymlaen i'r ysgol lle mae'r disgybl nawr.",
        ),
        frozenset({COLLECT_LOST, RELEASE_LOST}),
    ),
)
