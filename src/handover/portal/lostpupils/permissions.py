"""What people may be allowed to do about lost pupils."""

from handover.portal.web.access import Permission
from handover.portal.web.roles import LEA_LOST_PUPIL_TRANSFER, LOST_PUPIL_DESKS, NATIONAL, OFFICES

SEARCH_LOST = Permission("search_lost", "search for lost pupils", LOST_PUPIL_DESKS)
COLLECT_LOST = Permission("collect_lost", "collect lost pupils' files", frozenset({LEA_LOST_PUPIL_TRANSFER}))
RELEASE_LOST = Permission(
    "release_lost", "send lost pupils' files on to a school", frozenset({LEA_LOST_PUPIL_TRANSFER})
)
MANAGE_LOST = Permission("manage_lost", "look after the authority's lost pupils", frozenset({LEA_LOST_PUPIL_TRANSFER}))
DECIDE_SAME_PUPIL = Permission(
    "decide_same_pupil",
    "say whether two lost pupils' files are of the same pupil",
    frozenset({LEA_LOST_PUPIL_TRANSFER}),
)
MATCH_LOST = Permission("match_lost", "match lost pupils against a census", frozenset({NATIONAL}))
SEE_LOST_FIGURES = Permission("see_lost_figures", "see figures about lost pupils", OFFICES)

ROWS = (
    SEARCH_LOST,
    COLLECT_LOST,
    RELEASE_LOST,
    MANAGE_LOST,
    DECIDE_SAME_PUPIL,
    MATCH_LOST,
    SEE_LOST_FIGURES,
)
