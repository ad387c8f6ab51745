"""What of the audit log is sealed under the master key, apart from the columns that say so by their class."""

from handover.portal.masterkeys.resealed import NotResealed

ROWS = (
    NotResealed(
        "audit.Noise",
        "key",
        "It is made with `HANDOVER_SECRET_KEY`, for a quarter of an hour; another key begins anew.",
    ),
)
