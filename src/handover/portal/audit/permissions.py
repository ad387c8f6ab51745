"""Who may read the audit log."""

from handover.portal.web.access import Permission
from handover.portal.web.roles import NATIONAL

SEE_AUDIT = Permission("see_audit", "see the audit log", frozenset({NATIONAL}))

ROWS = (SEE_AUDIT,)
