"""Every act that the audit log may hold, by its code: the rows of all features."""

from typing import Final

from handover.portal.audit.action import Action
from handover.portal.features import collect_rows

ACTIONS: Final = {action.code: action for action in collect_rows("audit_actions", Action)}
