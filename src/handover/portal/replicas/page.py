"""A page that may be read from the replica, as a row: what features list in `replica_pages.py`."""

from dataclasses import dataclass
from typing import Final

from handover.portal.features import collect_rows


@dataclass(frozen=True, slots=True)
class ReplicaPage:
    """The name of a page's address, and why it may be some seconds old."""

    address: str
    why: str


def is_replica_page(address: str | None) -> bool:
    """Say whether a page may be read from the replica."""
    return address in {row.address for row in collect_rows(TABLE, ReplicaPage)}


TABLE: Final = "replica_pages"
