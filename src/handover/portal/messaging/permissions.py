"""What people may be allowed to do with secure messages."""

from handover.portal.web.access import Permission
from handover.portal.web.roles import NATIONAL, WRITERS

USE_MESSAGES = Permission("use_messages", "send and read secure messages", WRITERS)
USE_TEMPLATES = Permission("use_templates", "use and write templates of messages", WRITERS | {NATIONAL})
WRITE_FOR_ALL = Permission("write_for_all", "write templates for everybody", frozenset({NATIONAL}))

ROWS = (
    USE_MESSAGES,
    USE_TEMPLATES,
    WRITE_FOR_ALL,
)
