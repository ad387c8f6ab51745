"""Invented school software that speaks SIF: a roll of its own, and an agent in a zone.

For the demo, for tests and for benchmarks: what a vendor's product would do at a school, as small as it can be. It knows
nothing of the site; it stands on `handover.agent` and the objects of SIF alone.
"""

from handover.demo.roll import NewChild, NotPossible, RollEntry, RollStanding, SchoolRoll
from handover.demo.software import SchoolSoftware, SoftwareSettings

__all__ = ["NewChild", "NotPossible", "RollEntry", "RollStanding", "SchoolRoll", "SchoolSoftware", "SoftwareSettings"]
