"""What people may be allowed to do about records that follow by themselves."""

from handover.portal.web.access import Permission
from handover.portal.web.roles import LEA_DBA, LEA_DBA_VIEW, NATIONAL, OFFICES, SCHOOL, WATCHERS

ANSWER_FOR_LEAVERS = Permission(
    "answer_for_leavers", "say where leavers go, and see to what could not be sent", frozenset({SCHOOL})
)
CHOOSE_FOR_SOFTWARE = Permission(
    "choose_for_software", "choose what a school's software may do by itself", frozenset({SCHOOL, LEA_DBA})
)
SEE_MOVES = Permission("see_moves", "see where records are on their way", WATCHERS | {SCHOOL, LEA_DBA_VIEW, NATIONAL})
SEE_OUTCOMES = Permission("see_outcomes", "see what became of records, in numbers", OFFICES)

ROWS = (ANSWER_FOR_LEAVERS, CHOOSE_FOR_SOFTWARE, SEE_MOVES, SEE_OUTCOMES)
