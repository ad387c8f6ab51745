"""The background jobs, as a table: the rows that the features list in `background_jobs.py`."""

from typing import Final

from handover.portal.features import collect_rows
from handover.portal.work.running import Job

JOBS: Final = collect_rows("background_jobs", Job)
BY_KEY: Final = {job.key: job for job in JOBS}
