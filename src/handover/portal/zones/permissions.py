"""What people may be allowed to do in zones."""

from handover.portal.web.access import Permission
from handover.portal.web.roles import NATIONAL

SEE_ZONES = Permission("see_zones", "see zones and their agents", frozenset({NATIONAL}))
RUN_ZONES = Permission("run_zones", "change zones, agents and what they may do", frozenset({NATIONAL}))
SEE_MESSAGES = Permission("see_messages", "see what is in a zone's messages", frozenset({NATIONAL}))

ROWS = (
    SEE_ZONES,
    RUN_ZONES,
    SEE_MESSAGES,
)
