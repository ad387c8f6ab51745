"""What of transfers is sealed under the master key, apart from the columns that say so by their class."""

from handover.portal.masterkeys.forms import WRAPPED
from handover.portal.masterkeys.resealed import OwnedNumbers, RecordJoins, ResealedColumn

ROWS = (
    ResealedColumn("transfers.SealedFile", "wrapped_key", WRAPPED, bound=("name",)),
    OwnedNumbers("transfers.FileSearchKey", "value", owner="pupil"),
    RecordJoins("transfers.PupilOnFile", "content", joins=("sealed",)),
)
