"""The lines of the menu about schools and authorities."""

from handover.common.text import Text
from handover.portal.establishments.permissions import SEE_CONTACTS, SEE_ESTABLISHMENTS
from handover.portal.web.navigation import MenuEntry

ROWS = (
    MenuEntry(
        150,
        "establishments",
        Text("Schools and authorities", "Ysgolion ac awdurdodau"),
        SEE_ESTABLISHMENTS,
        Text(
            "Every school and local authority that files can be sent to.",
            "Pob ysgol ac awdurdod lleol y gallwch anfon ffeiliau atynt.",
        ),
        group="schools",
    ),
    MenuEntry(
        200,
        "contacts",
        Text("Contacts", "Cysylltiadau"),
        SEE_CONTACTS,
        Text(
            "Whom to ask at each authority, and nationally.",
            "Pwy i'w holi ym mhob awdurdod, ac yn genedlaethol.",
        ),
        group="schools",
    ),
)
