"""What the worker does for zones: what, how often, and the function that does it. Each may run twice without harm."""

from datetime import datetime

from handover.common.text import Text
from handover.portal.work.running import Job
from handover.portal.zones.broker import broker


def keep_zones(now: datetime) -> int:
    """Close requests and put aside messages whose time is over, and forget what need not be remembered, in every zone."""
    return broker().keep_house()


ROWS = (Job("keep-zones", Text("Tidy up the zones", "Tacluso'r parthau"), 60, keep_zones, frequent=True, removes=True),)
