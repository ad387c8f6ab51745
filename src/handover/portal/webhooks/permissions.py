"""Who decides which addresses are told that there is news."""

from handover.portal.web.access import Permission
from handover.portal.web.roles import LEA_DBA, SCHOOL, WRITERS

MANAGE_WEBHOOKS = Permission(
    "manage_webhooks", "say which addresses are told that there is news for the office", frozenset({SCHOOL, LEA_DBA})
)

KEEP_WEBHOOKS = Permission("keep_webhooks", "have the office's software keep webhooks of its own", WRITERS)

ROWS = (MANAGE_WEBHOOKS, KEEP_WEBHOOKS)
