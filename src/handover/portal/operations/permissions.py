"""Who may look after the background work."""

from handover.portal.web.access import Permission
from handover.portal.web.roles import NATIONAL

RUN_JOBS = Permission("run_jobs", "see and run the background work", frozenset({NATIONAL}))

ROWS = (RUN_JOBS,)
