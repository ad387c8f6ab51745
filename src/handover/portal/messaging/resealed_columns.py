"""What of messages is sealed under the master key, apart from the columns that say so by their class."""

from handover.portal.masterkeys.forms import WRAPPED
from handover.portal.masterkeys.resealed import NotResealed, ResealedColumn

OWN_KEY = "It is sealed under a key of its own, which stands wrapped beside it."
ROWS = (
    ResealedColumn("messaging.SecureMessage", "wrapped_key", WRAPPED, bound=("reference",)),
    ResealedColumn("messaging.Draft", "wrapped_key", WRAPPED, bound=("reference",)),
    NotResealed("messaging.SecureMessage", "content", OWN_KEY),
    NotResealed("messaging.Draft", "content", OWN_KEY),
)
