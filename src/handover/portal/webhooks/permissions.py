"""Who decides which addresses are told that there is news."""

from handover.portal.web.access import Permission
from handover.portal.web.roles import LEA_DBA, SCHOOL

MANAGE_WEBHOOKS = Permission(
    "manage_webhooks", "say which addresses are told that there is news for the office", frozenset({SCHOOL, LEA_DBA})
)

ROWS = (MANAGE_WEBHOOKS,)
