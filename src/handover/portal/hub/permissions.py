"""What people may be allowed to do about records that follow by themselves."""

from handover.portal.web.access import Permission
from handover.portal.web.roles import LEA_DBA, SCHOOL

ANSWER_FOR_LEAVERS = Permission(
    "answer_for_leavers", "say where leavers go, and see to what could not be sent", frozenset({SCHOOL})
)
CHOOSE_FOR_SOFTWARE = Permission(
    "choose_for_software", "choose what a school's software may do by itself", frozenset({SCHOOL, LEA_DBA})
)

ROWS = (ANSWER_FOR_LEAVERS, CHOOSE_FOR_SOFTWARE)
