"""Who may choose when reminders come."""

from handover.portal.web.access import Permission
from handover.portal.web.roles import WATCHERS

SET_REMINDERS = Permission("set_reminders", "choose the day of the weekly reminder", WATCHERS)

ROWS = (SET_REMINDERS,)
