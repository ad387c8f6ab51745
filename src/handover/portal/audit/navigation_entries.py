"""The lines of the menu about the audit log."""

from handover.common.text import Text
from handover.portal.audit.permissions import SEE_AUDIT
from handover.portal.web.navigation import MenuEntry

ROWS = (
    MenuEntry(
        190,
        "audit",
        Text("Audit log", "Cofnod archwilio"),
        SEE_AUDIT,
        Text("Who did what, and when.", "Pwy wnaeth beth, a phryd."),
        group="administration",
    ),
)
