"""The records of a matching as two tables, `lost` and `roll`, with names folded and coded for comparing.

DuckDB and Arrow are loaded here, and only when a matching runs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, TypeVar

from handover.common.damaged_letters import mend_letters
from handover.common.folding import fold
from handover.matching.child import Child
from handover.matching.field_comparisons import permanent_upn
from handover.matching.links import OnRoll
from handover.matching.names import sound_keys
from handover.matching.short_names import whole_names_of
from handover.matching.words import list_surname_keys, split_name

if TYPE_CHECKING:
    import duckdb

    from handover.matching.links import LostRecord

T = TypeVar("T")
BATCH: Final = 20_000  # rows handed over at once

_RAW: Final = (
    "CREATE TABLE raw_{table} (id VARCHAR, upn VARCHAR, former_upn VARCHAR, surname VARCHAR, former_surname VARCHAR, "
    "preferred_surname VARCHAR, forename VARCHAR, preferred_forename VARCHAR, middle_names VARCHAR, born DATE, "
    "gender VARCHAR, postcode VARCHAR, town VARCHAR, school VARCHAR)"
)
_NAMES: Final = (
    "CREATE TABLE names (name VARCHAR, folded VARCHAR, first VARCHAR, start VARCHAR, key VARCHAR, sounds INTEGER[], "
    "stands_for VARCHAR[], surname_keys VARCHAR[], given_words VARCHAR[])"
)

# What is missing is NULL, which no comparison counts for or against.
_PREPARED: Final = """
CREATE TABLE {table} AS SELECT
    id AS unique_id,
    nullif(upper(replace(upn, ' ', '')), '') AS upn_given,
    nullif(upper(replace(former_upn, ' ', '')), '') AS former_upn,
    nullif(s.folded, '') AS surname, nullif(s.start, '') AS surname_start, nullif(s.key, '') AS surname_key,
    list_concat(s.sounds, coalesce(o.sounds, []), coalesce(ps.sounds, [])) AS surname_sounds,
    nullif(o.folded, '') AS former_surname,
    nullif(f.first, '') AS first, nullif(f.start, '') AS first_start, nullif(ff.key, '') AS first_key,
    ff.sounds AS first_sounds, ff.stands_for AS first_stands_for,
    nullif(m.folded, '') AS middle,
    list_concat(f.sounds, m.sounds, coalesce(pf.sounds, [])) AS given_sounds,
    list_concat(s.sounds, f.sounds, m.sounds, coalesce(o.sounds, []), coalesce(ps.sounds, []), coalesce(pf.sounds, []))
        AS name_sounds,
    strftime(raw.born, '%Y-%m-%d') AS born, strftime(raw.born, '%Y-%d-%m') AS born_swapped,
    strftime(raw.born, '%m-%d') AS birthday, year(raw.born) AS year, day(raw.born) AS day,
    CASE WHEN gender IN ('M', 'F') THEN gender END AS gender,
    nullif(regexp_replace(upper(postcode), '[^A-Z0-9]', '', 'g'), '') AS postcode,
    CASE WHEN length(regexp_replace(upper(postcode), '[^A-Z0-9]', '', 'g')) > 4
        THEN left(regexp_replace(upper(postcode), '[^A-Z0-9]', '', 'g'), -3) END AS district
FROM raw_{table} AS raw
LEFT JOIN names AS s ON s.name = raw.surname
LEFT JOIN names AS o ON o.name = raw.former_surname AND o.name != ''
LEFT JOIN names AS ps ON ps.name = raw.preferred_surname AND ps.name != ''
LEFT JOIN names AS f ON f.name = raw.forename
LEFT JOIN names AS ff ON ff.name = f.first
LEFT JOIN names AS m ON m.name = raw.middle_names
LEFT JOIN names AS pf ON pf.name = raw.preferred_forename AND pf.name != ''
"""


def fill_tables(
    database: duckdb.DuckDBPyConnection, lost: Iterable[LostRecord], roll: Iterable[OnRoll], counted: Any = None
) -> tuple[int, int]:
    """Write both tables; `counted` is called with the number of rows after each batch. Return how many are in each."""
    names: set[str] = set()
    counts = []
    rows = (
        ("lost", ((pupil.key, pupil.child, "") for pupil in lost)),
        (
            "roll",
            ((str(row.line), row.child, row.establishment) for row in roll),
        ),
    )
    for table, source in rows:
        database.execute(_RAW.format(table=table))
        count = 0
        for batch in _batches(source):
            _insert(database, f"raw_{table}", _columns(batch, names))
            count += len(batch)
            if counted:
                counted(count)
        counts.append(count)
    _write_names(database, names)
    for table, _ in rows:
        database.execute(_PREPARED.format(table=table))
    return counts[0], counts[1]


def _batches(rows: Iterable[T]) -> Iterator[list[T]]:
    rows = iter(rows)
    while batch := list(islice(rows, BATCH)):
        yield batch


def _columns(batch: list[tuple[str, Child, str]], names: set[str]) -> dict[str, list[Any]]:
    """Return a batch by columns, and add its names to `names`."""
    children = [child for _, child, _ in batch]
    columns = {name: [getattr(child, name) for child in children] for name in _NAME_COLUMNS}
    names.update(*columns.values())
    return {
        "id": [key for key, _, _ in batch],
        "upn": [child.upn for child in children],
        "former_upn": [child.former_upn for child in children],
        **columns,
        "born": [child.birth_date for child in children],
        "gender": [child.gender for child in children],
        "postcode": [child.postcode for child in children],
        "town": [child.town for child in children],
        "school": [school for _, _, school in batch],
    }


_NAME_COLUMNS: Final = (
    "surname",
    "former_surname",
    "preferred_surname",
    "forename",
    "preferred_forename",
    "middle_names",
)


def _insert(database: duckdb.DuckDBPyConnection, table: str, columns: dict[str, list[Any]]) -> None:
    import pyarrow

    database.register("batch", pyarrow.table(columns))
    database.execute(f"INSERT INTO {table} BY NAME SELECT * FROM batch")  # noqa: S608 the table is one of ours
    database.unregister("batch")


def _write_names(database: duckdb.DuckDBPyConnection, names: set[str]) -> None:
    """Write every name once, with what is compared of it; and the first words of forenames, which are names too.

    Sounds are written as numbers, which are compared much faster.
    """
    database.execute(_NAMES)
    numbers: dict[str, int] = {}
    folded = {name: fold(mend_letters(name)) for name in names}
    firsts = {words.split(" ")[0] for words in folded.values()}
    folded |= {first: first for first in firsts if first not in folded}
    for batch in _batches(sorted(folded)):
        sounds = [list(sound_keys(mend_letters(name).lower())) for name in batch]
        columns: dict[str, list[Any]] = {
            "name": batch,
            "folded": [folded[name].replace(" ", "") for name in batch],
            "first": [folded[name].split(" ")[0] for name in batch],
            "start": [keys[0].lstrip("=")[0].upper() if keys else "" for keys in sounds],
            "key": [keys[0] if keys else "" for keys in sounds],
            "sounds": [[numbers.setdefault(key, len(numbers)) for key in keys] for keys in sounds],
            "stands_for": [sorted(whole_names_of(folded[name])) for name in batch],
            "surname_keys": [list(list_surname_keys(name)) for name in batch],
            "given_words": [sorted(set(split_name(name))) for name in batch],
        }
        _insert(database, "names", columns)


def children_of(database: duckdb.DuckDBPyConnection, lines: Iterable[str]) -> dict[str, OnRoll]:
    """Return pupils on roll by their lines."""
    import pyarrow

    database.register("wanted", pyarrow.table({"id": sorted(set(lines))}))
    found = database.execute(
        "SELECT id, school, surname, forename, born, upn, former_upn, former_surname, middle_names, gender, postcode, town, "
        "preferred_surname, preferred_forename FROM raw_roll JOIN wanted USING (id)"
    ).fetchall()
    database.unregister("wanted")
    return {row[0]: OnRoll(int(row[0]), Child(*row[2:]), row[1]) for row in found}


def pairs_by_upn(database: duckdb.DuckDBPyConnection, lost: Iterable[LostRecord]) -> list[tuple[str, str]]:
    """Return the pairs that share a correct permanent UPN, as the current or the former one of either."""
    import pyarrow

    numbers = [
        (pupil.key, upn)
        for pupil in lost
        for upn in sorted({permanent_upn(pupil.child.upn), permanent_upn(pupil.child.former_upn)} - {""})
    ]
    columns = {"id": [key for key, _ in numbers], "upn": [upn for _, upn in numbers]}
    schema = pyarrow.schema([("id", pyarrow.string()), ("upn", pyarrow.string())])
    database.register("numbers", pyarrow.table(columns, schema=schema))
    found = database.execute(
        "SELECT numbers.id, roll.unique_id FROM numbers JOIN roll ON numbers.upn = roll.upn_given UNION "
        "SELECT numbers.id, roll.unique_id FROM numbers JOIN roll ON numbers.upn = roll.former_upn ORDER BY ALL"
    ).fetchall()
    database.unregister("numbers")
    return found


def pairs_by_home(database: duckdb.DuckDBPyConnection, homes: Mapping[str, frozenset[str]]) -> list[tuple[str, str]]:
    """Return the pairs of a lost pupil's key and a line of the roll at one of the postcodes that are given for the key.

    Those are left out of which neither the year of birth nor any given name agrees.
    """
    import pyarrow

    wanted = [(key, postcode) for key, postcodes in sorted(homes.items()) for postcode in sorted(postcodes)]
    columns = {"id": [key for key, _ in wanted], "postcode": [postcode for _, postcode in wanted]}
    schema = pyarrow.schema([("id", pyarrow.string()), ("postcode", pyarrow.string())])
    database.register("homes", pyarrow.table(columns, schema=schema))
    found = database.execute(
        "SELECT DISTINCT homes.id, roll.unique_id FROM homes JOIN lost ON lost.unique_id = homes.id "
        "JOIN roll ON roll.postcode = homes.postcode "
        "AND (roll.year = lost.year OR list_has_any(roll.given_sounds, lost.given_sounds)) ORDER BY ALL"
    ).fetchall()
    database.unregister("homes")
    return found
