"""The lines of the menu about keys for software."""

from handover.common.text import Text
from handover.portal.apikeys.permissions import MANAGE_KEYS, OVERSEE_KEYS
from handover.portal.web.navigation import MenuEntry

ROWS = (
    MenuEntry(
        157,
        "keys",
        Text("Keys for software", "Allweddi i feddalwedd"),
        MANAGE_KEYS,
        Text(
            "Let a program send and collect for you, without anybody carrying files.",
            "Gadael i raglen anfon a chasglu ar eich rhan, heb i neb gario ffeiliau.",
        ),
        group="schools",
    ),
    MenuEntry(
        185,
        "keys-of-schools",
        Text("Keys of schools", "Allweddi ysgolion"),
        OVERSEE_KEYS,
        Text(
            "Which programs work for which school, and whose key nobody looks after.",
            "Pa raglenni sy'n gweithio dros ba ysgol, ac allweddi pwy nad oes neb yn gofalu amdanynt.",
        ),
        group="administration",
    ),
)
