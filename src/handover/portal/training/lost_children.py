"""A few invented children in the lost pupil store of a training county, for an authority's software to find."""

from datetime import datetime
from typing import Final

from handover.portal.training.invented_records import send_invented_file
from handover.portal.training.places import ENGLISH, IDLE

LOST: Final = ((IDLE, 101, "6"), (IDLE, 102, "6"), (IDLE, 103, "8"), (ENGLISH, 201, "11"), (ENGLISH, 202, "11"))
"""From which school, with which serial, of which year group; a file each. Those of year 11 come over the school leaving age
within a year.
"""


def lodge_lost_children(now: datetime) -> None:
    """Have the schools that the site plays put their files into the store."""
    for source, serial, year_group in LOST:
        send_invented_file(source, "XXXXXXX", serial, now, year_group)
