"""What people may be allowed to do about the way of records."""

from handover.portal.web.access import Permission
from handover.portal.web.roles import LEA_DBA_VIEW, NATIONAL, OFFICES, SCHOOL, WATCHERS

SEE_MOVES = Permission("see_moves", "see where records are on their way", WATCHERS | {SCHOOL, LEA_DBA_VIEW, NATIONAL})
SEE_OUTCOMES = Permission("see_outcomes", "see what became of records, in numbers", OFFICES)

ROWS = (SEE_MOVES, SEE_OUTCOMES)
