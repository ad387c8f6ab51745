"""In which database each zone lies: rows of `zones_place` in the site's own database, which lead.

A zone without a row lies in the site's own. `moving` is the other database of a zone that is being moved, to or from.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

from handover.zone.store.connection import DatabaseConnection

OWN: Final = ""
"""The site's own database."""


class ZonePlace(NamedTuple):
    """The database in which a zone lies, by its name, and the other one while it is being moved."""

    database: str = OWN
    moving: str | None = None


_SET: Final = """
INSERT INTO zones_place (zone, database, moving) VALUES (?, ?, ?)
ON CONFLICT (zone) DO UPDATE SET database = excluded.database, moving = excluded.moving
"""


def read_places(connection: DatabaseConnection) -> Mapping[str, ZonePlace]:
    """Return the place of each zone that has a row."""
    return {
        zone: ZonePlace(*place) for zone, *place in connection.rows("SELECT zone, database, moving FROM zones_place")
    }


def write_place(connection: DatabaseConnection, zone: str, place: ZonePlace) -> None:
    """Say where a zone lies; one that lies in the site's own database, and is not being moved, needs no row."""
    if place == ZonePlace():
        connection.run("DELETE FROM zones_place WHERE zone = ?", zone)
    else:
        connection.run(_SET, zone, *place)
