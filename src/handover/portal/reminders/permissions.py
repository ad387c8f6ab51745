"""Who may choose when reminders come."""

from handover.portal.web.access import Permission
from handover.portal.web.roles import LEA_DBA, LEA_USER

SET_REMINDERS = Permission("set_reminders", "choose the day of the weekly reminder", frozenset({LEA_USER, LEA_DBA}))

ROWS = (SET_REMINDERS,)
