"""Who registers vendors. Who makes keys for an office approves vendors for it: that is one permission of `apikeys`."""

from handover.portal.web.access import Permission
from handover.portal.web.roles import NATIONAL

MANAGE_VENDORS = Permission("manage_vendors", "register and withdraw vendors of software", frozenset({NATIONAL}))

ROWS = (MANAGE_VENDORS,)
