"""What the worker does for a change of the master key. It may be killed anywhere, and run twice."""

from datetime import datetime

from handover.common.text import Text
from handover.portal.masterkeys.resealing import reseal_rows, resealing_waits
from handover.portal.work.running import STOPPING, Job


def reseal(now: datetime) -> int:
    """Seal what is under the old master key under the new one; return how many values."""
    return reseal_rows(STOPPING.is_set)


ROWS = (
    Job(
        "reseal",
        Text("Bring everything under the new master key", "Dod â phopeth o dan y brif allwedd newydd"),
        60,
        reseal,
        frequent=True,
        waits=resealing_waits,
    ),
)
