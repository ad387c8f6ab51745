"""Who may share out a year's records."""

from handover.portal.web.access import Permission
from handover.portal.web.roles import WATCHERS

SHARE_OUT = Permission("share_out", "share out a year's records among the schools that offered places", WATCHERS)

ROWS = (SHARE_OUT,)
