"""Who may make and withdraw keys for the API, and who watches over those of others."""

from handover.portal.web.access import Permission
from handover.portal.web.roles import KEEPERS, LEA_DBA, SCHOOL

MANAGE_KEYS = Permission(
    "manage_keys", "make and withdraw the office's keys for software", frozenset({SCHOOL, LEA_DBA})
)
OVERSEE_KEYS = Permission("oversee_keys", "see and withdraw the keys of schools within reach", KEEPERS)

ROWS = (MANAGE_KEYS, OVERSEE_KEYS)
"""The national administrator has no office and so no keys, but withdraws any, as they close any account."""
