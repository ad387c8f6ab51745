"""Who may make and withdraw keys for the API."""

from handover.portal.web.access import Permission
from handover.portal.web.roles import LEA_DBA, SCHOOL

MANAGE_KEYS = Permission("manage_keys", "make and withdraw the office's keys for the API", frozenset({SCHOOL, LEA_DBA}))

ROWS = (MANAGE_KEYS,)
