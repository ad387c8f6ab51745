"""Who may work with lists of expected pupils."""

from handover.portal.web.access import Permission
from handover.portal.web.roles import SCHOOL, WATCHERS

EXPECT = Permission("expect", "list expected pupils, and ask for their records", WATCHERS | {SCHOOL})

ROWS = (EXPECT,)
