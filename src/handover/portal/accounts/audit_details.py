"""What the codes in the audit log's entries about people mean."""

from handover.common.text import Text
from handover.portal.accounts.roles import ROLES
from handover.portal.audit.detail_words import DetailWords

NAMES = {key: role.name for key, role in ROLES.items()}
ROWS = (
    DetailWords("role", NAMES),
    DetailWords("former_role", NAMES),
    DetailWords(
        "verdict",
        {
            "keep": Text("Stays", "Yn aros"),
            "change": Text("Role changes", "Rôl yn newid"),
            "remove": Text("Goes", "Yn mynd"),
        },
    ),
)
