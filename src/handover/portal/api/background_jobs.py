"""What the worker does for the API: what, how often, and the function that does it. It may run twice without harm."""

from handover.common.text import Text
from handover.portal.api.forgetting import forget_old_requests
from handover.portal.work.running import Job

ROWS = (
    Job(
        "api-requests",
        Text(
            "Remove unfinished uploads and remembered answers of the API",
            "Tynnu lanlwythiadau heb eu gorffen ac atebion yr API sydd wedi'u cofio",
        ),
        600,
        forget_old_requests,
        frequent=True,
        removes=True,
    ),
)
