"""A few invented children in the lost pupil store of a training county, for an authority's software to find."""

from datetime import datetime
from typing import Final

from handover.portal.training.invented_records import send_invented_file
from handover.portal.training.places import ENGLISH, IDLE

LOST: Final = ((IDLE, 101, 3, "6"), (ENGLISH, 201, 2, "11"))
"""From which school, beginning with which serial, how many children of which year group. Those of year 11 come over the school
leaving age within a year.
"""


def lodge_lost_children(now: datetime) -> None:
    """Have the schools that the site plays put their files into the store."""
    for source, serial, pupils, year_group in LOST:
        send_invented_file(source, "XXXXXXX", serial, now, pupils, year_group)
