"""What of expected pupils is sealed under the master key, apart from the columns that say so by their class."""

from handover.portal.masterkeys.forms import WRAPPED
from handover.portal.masterkeys.resealed import NotResealed, ResealedColumn

ROWS = (
    ResealedColumn("expected.ExpectedPupil", "wrapped_key", WRAPPED, bound=("reference",)),
    NotResealed(
        "expected.ExpectedPupil", "content", "It is sealed under a key of its own, which stands wrapped beside it."
    ),
)
