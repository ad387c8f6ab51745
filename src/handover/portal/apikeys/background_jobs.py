"""What the worker does for keys: what, how often, and the function that does it. It may run twice without harm."""

from handover.common.text import Text
from handover.portal.apikeys import telling
from handover.portal.work.running import Job

ROWS = (
    Job(
        "tell-of-ending-keys",
        Text("Tell offices of keys that end soon", "Dweud wrth swyddfeydd am allweddi sy'n dod i ben cyn hir"),
        3600,
        telling.tell_of_ends,
    ),
)
