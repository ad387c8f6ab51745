"""What of lost pupils is sealed under the master key, apart from the columns that say so by their class."""

from handover.portal.masterkeys.resealed import OwnedNumbers

ROWS = (
    OwnedNumbers("lostpupils.SearchKey", "value", owner="pupil"),
    OwnedNumbers("lostpupils.StandingKey", "value", owner="search"),
)
