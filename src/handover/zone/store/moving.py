"""Moves a zone from one database to another: nothing of it is lost, nothing is there twice, whenever it is cut off.

The steps, each a transaction of one database, in this order:

1. the place says that the zone is being moved, and where to;
2. the zone's row is taken out of `zones_zone` where it lies: from here on nobody reads or changes the zone;
3. all of its rows are copied to the other database and counted there; its own row waits in `zones_moving`;
4. the place says that the zone lies in the other database: this alone decides where it is;
5. its row is put into `zones_zone` there, and it is served again;
6. what the first database still has of it is deleted;
7. the place says that nothing is being moved.

Before step 4 the zone is where it was, and can be opened there again; after it, it is where it was to go.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from typing import Final

from handover.zone.store.connection import DatabaseConnection
from handover.zone.store.interface import NoSuchZone
from handover.zone.store.places import OWN, ZonePlace, read_places, write_place
from handover.zone.store.pool import ConnectionPool

Pools = Mapping[str, ConnectionPool]
BATCH: Final = 500

# Numbers are given by each database for itself. All of a zone's are moved up by one and the same distance, beyond every number
# that it had before: they stay in order, and a number that somebody still remembers names nothing any more.
_MESSAGES: Final = "message"
_QUEUES: Final = "queue"


def _columns(plain: str, *, messages: str = "", queues: str = "") -> Mapping[str, str]:
    """Return the columns of a table, and of what they hold the numbers."""
    kinds = {"": plain, _MESSAGES: messages, _QUEUES: queues}
    return {name: kind for kind, names in kinds.items() for name in names.split()}


COPIED: Final[Mapping[str, Mapping[str, str]]] = {
    "zones_agent": _columns("zone agent allowed certificate mode registration key_digest"),
    "zones_grant": _columns("zone agent right object context"),
    "zones_provision": _columns("zone agent right object context extended"),
    "zones_message": _columns(
        "zone source msg_id kind version object action contexts destination about packet size body recipients passed_over "
        "accepted_at",
        messages="id",
    ),
    "zones_waiting": _columns(
        "zone agent kind accepted_at blocked_once refusals fetches", messages="message_id", queues="number"
    ),
    "zones_presence": _columns(
        "zone agent asleep removed_source removed_id last_seen attempts next_attempt stopped last_fault blocked_at",
        queues="blocked watermark refused",
    ),
    "zones_openrequest": _columns(
        "zone requester msg_id responder versions max_buffer object context opened_at last_packet version"
    ),
    "zones_letter": _columns(
        "zone agent accepted_at blocked_once put_aside_at category code words", messages="message_id", queues="number"
    ),
    "zones_passedover": _columns("zone agent reason count first_at last_at object"),
}
"""The tables that go with a zone, their columns, and which of those hold numbers of messages or of places in queues."""
LEFT: Final = ("zones_claim",)
"""What goes with no zone: who pushes to whom is agreed on anew."""
_JSON: Final = frozenset({"registration", "contexts", "recipients", "passed_over", "versions"})
_ZONE: Final = "id, name, rules, paused, revision, paused_at, resumed_at"
_RANGES: Final = {
    _MESSAGES: ("SELECT MIN(id), MAX(id) FROM zones_message WHERE zone = ?", "zones_message", "id"),
    _QUEUES: (
        """
SELECT MIN(number), MAX(number) FROM (
  SELECT number FROM zones_waiting WHERE zone = ? UNION ALL SELECT number FROM zones_letter WHERE zone = ?
  UNION ALL SELECT watermark FROM zones_presence WHERE zone = ?
  UNION ALL SELECT blocked FROM zones_presence WHERE zone = ?
  UNION ALL SELECT refused FROM zones_presence WHERE zone = ?) AS numbers
""",
        "zones_waiting",
        "number",
    ),
}


class CannotMove(Exception):
    """A zone cannot be moved as was asked; the text says why and what to do. Nothing was changed."""


def move_zone(pools: Pools, zone: str, to: str, reach: Callable[[str], None] = lambda step: None) -> Mapping[str, int]:
    """Move a zone to a database, or finish a move that was cut off; return how many rows of each table were copied.

    To the database in which it lies it is moved by ending a move that has not got as far as the other one. `reach` is told
    before each step. Raises CannotMove, NoSuchZone and StoreFault.
    """
    place = read_zone_place(pools, zone)
    demand_way(pools, zone, place, to)
    copied: Mapping[str, int] = {}
    if place.database != to:
        reach("note")
        set_place(pools, zone, ZonePlace(place.database, to))
        reach("leave")
        with changing(pools[place.database]) as source:
            leave_zone(source, zone)
        reach("copy")
        copied = copy_zone(pools, zone, place.database, to)
        reach("lead")
        set_place(pools, zone, ZonePlace(to, place.database))
    open_and_clear(pools, zone, reach)
    return copied


def open_and_clear(pools: Pools, zone: str, reach: Callable[[str], None]) -> None:
    """Open a zone where it lies, and delete what the other database has of it."""
    place = read_zone_place(pools, zone)
    reach("open")
    with changing(pools[place.database]) as here:
        open_zone(here, zone)
    if place.moving is not None:
        reach("delete")
        with changing(pools[place.moving]) as other:
            delete_zone(other, zone)
        reach("end")
        set_place(pools, zone, ZonePlace(place.database))


def demand_way(pools: Pools, zone: str, place: ZonePlace, to: str) -> None:
    """Raise CannotMove or NoSuchZone where a zone cannot be moved to a database."""
    for name in (to, place.database, *filter(None, [place.moving])):
        if name not in pools:
            raise CannotMove(f"HANDOVER_ZONE_DATABASES names no database {name}. Correct the name, or add it there.")
    if place.moving not in (None, to) and place.database != to:
        raise CannotMove(
            f"A move of zone {zone} to {place.moving or 'own'} was cut off: finish it, or move the zone back to "
            f"{place.database or 'own'}, first."
        )
    if place.database == to:
        return
    with reading(pools[place.database]) as source:
        there = source.row(
            "SELECT id FROM zones_zone WHERE id = ? UNION SELECT id FROM zones_moving WHERE id = ?", zone, zone
        )
        engine = source.engine
    if there is None:
        raise NoSuchZone(zone)
    with reading(pools[to]) as target:
        if target.row("SELECT id FROM zones_zone WHERE id = ?", zone) is not None:
            raise CannotMove(
                f"The database {to or 'own'} holds a zone {zone} too, perhaps from a backup that was put back: look into "
                "both, and delete the rows of the one that is not in use."
            )
        if target.engine != engine:
            raise CannotMove("A zone is moved from SQLite to SQLite, or from PostgreSQL to PostgreSQL.")


def read_zone_place(pools: Pools, zone: str) -> ZonePlace:
    """Return where a zone lies."""
    return pools[OWN].read(read_places).get(zone, ZonePlace())


def set_place(pools: Pools, zone: str, place: ZonePlace) -> None:
    """Say where a zone lies, durably."""
    with changing(pools[OWN]) as connection:
        write_place(connection, zone, place)


def leave_zone(connection: DatabaseConnection, zone: str) -> None:
    """Take the row of a zone out of the zones. Whatever is under way in it ends first, and nothing new begins."""
    connection.run(f"INSERT INTO zones_moving ({_ZONE}) SELECT {_ZONE} FROM zones_zone WHERE id = ?", zone)  # noqa: S608
    connection.run("DELETE FROM zones_zone WHERE id = ?", zone)


def open_zone(connection: DatabaseConnection, zone: str) -> None:
    """Put the row of a zone back. Its revision grows, so that nothing holds that was decided before the move."""
    connection.run("UPDATE zones_moving SET revision = revision + 1 WHERE id = ?", zone)
    connection.run(f"INSERT INTO zones_zone ({_ZONE}) SELECT {_ZONE} FROM zones_moving WHERE id = ?", zone)  # noqa: S608
    connection.run("DELETE FROM zones_moving WHERE id = ?", zone)


def delete_zone(connection: DatabaseConnection, zone: str) -> None:
    """Delete what a database has of a zone that does not lie there."""
    for table in (*COPIED, *LEFT):
        connection.run(f"DELETE FROM {table} WHERE zone = ?", zone)  # noqa: S608  # constants
    connection.run("DELETE FROM zones_moving WHERE id = ?", zone)


def copy_zone(pools: Pools, zone: str, database: str, to: str) -> Mapping[str, int]:
    """Copy a zone's rows to another database, in one transaction there, and return how many of each table.

    Raises CannotMove if not all of them arrived.
    """
    with reading(pools[database]) as source:
        shifts = {}
        for kind, (sql, table, column) in _RANGES.items():
            low, high = source.row(sql, *[zone] * sql.count("?")) or (None, None)
            shifts[kind] = reserve_numbers(pools[to], table, column, low, high) if low is not None else 0
        with changing(pools[to]) as target:
            delete_zone(target, zone)
            counted = {table: copy_table(source, target, table, zone, shifts) for table in COPIED}
            copy_row(source, target, zone)
    return counted


def reserve_numbers(pool: ConnectionPool, table: str, column: str, low: int, high: int) -> int:
    """Have a database never give the numbers that a zone will have there; return how far its own are moved up."""
    with changing(pool) as connection:
        last = connection.last_number(table, column)
        shift = max(last, high) - low + 1
        connection.pass_over_numbers(table, column, high + shift)
    return shift


def copy_table(
    source: DatabaseConnection, target: DatabaseConnection, table: str, zone: str, shifts: Mapping[str, int]
) -> int:
    """Copy the rows of a table that are a zone's. Raises CannotMove if the other database counts another number."""
    columns = COPIED[table]
    read = ", ".join(_read(name, shifts.get(kind, 0)) for name, kind in columns.items())
    names = ", ".join(f'"{name}"' for name in columns)
    insert = f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(columns))})"  # noqa: S608
    rows = source.each_row(f"SELECT {read} FROM {table} WHERE zone = ?", zone)  # noqa: S608
    while batch := list(islice(rows, BATCH)):
        target.many(insert, batch)
    count = f"SELECT count(*) FROM {table} WHERE zone = ?"  # noqa: S608
    before, after = _counted(source, count, zone), _counted(target, count, zone)
    if before != after:
        raise CannotMove(
            f"{before} rows of {table} were to be copied, and {after} arrived. The zone stays where it is."
        )
    return after


def copy_row(source: DatabaseConnection, target: DatabaseConnection, zone: str) -> None:
    """Copy the row of the zone itself, which waits until the zone is opened."""
    read = _ZONE.replace("rules", "CAST(rules AS text)")
    row = source.row(f"SELECT {read} FROM zones_moving WHERE id = ?", zone)  # noqa: S608
    if row is None:
        raise NoSuchZone(zone)
    target.run(f"INSERT INTO zones_moving ({_ZONE}) VALUES (?, ?, ?, ?, ?, ?, ?)", *row)  # noqa: S608


@contextmanager
def reading(pool: ConnectionPool) -> Iterator[DatabaseConnection]:
    """Yield a connection that sees the database as it is at one moment."""
    with pool.lent(lambda connection: connection.begin_reading()) as (connection, _), connection.transaction():
        yield connection


@contextmanager
def changing(pool: ConnectionPool) -> Iterator[DatabaseConnection]:
    """Yield a connection in a transaction that keeps other moves, and changes of the tables, from the database."""
    with pool.lent(lambda connection: connection.begin_schema_change()) as (connection, _), connection.transaction():
        yield connection


def _read(name: str, shift: int) -> str:
    if name in _JSON:
        return f'CAST("{name}" AS text)'
    return f'"{name}" + {shift}' if shift else f'"{name}"'


def _counted(connection: DatabaseConnection, sql: str, zone: str) -> int:
    ((count,),) = connection.rows(sql, zone)
    return int(count)
