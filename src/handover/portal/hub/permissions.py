"""What people may be allowed to do about the way of records."""

from handover.portal.web.access import Permission
from handover.portal.web.roles import LEA_DBA_VIEW, NATIONAL, SCHOOL, WATCHERS

SEE_MOVES = Permission("see_moves", "see where records are on their way", WATCHERS | {SCHOOL, LEA_DBA_VIEW, NATIONAL})

ROWS = (SEE_MOVES,)
