"""The records of a matching as two tables, `lost` and `roll`, with names folded and coded for comparing.

DuckDB and Arrow are loaded here, and only when a matching runs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, TypeVar

from handover.common.folding import fold
from handover.matching.child import Child
from handover.matching.field_comparisons import permanent_upn
from handover.matching.links import OnRoll
from handover.matching.names import parts, sound_keys
from handover.matching.short_names import WHOLE_NAMES

if TYPE_CHECKING:
    import duckdb

    from handover.matching.links import LostRecord

T = TypeVar("T")
BATCH: Final = 20_000  # rows handed over at once

_RAW: Final = (
    "CREATE TABLE raw_{table} (id VARCHAR, upn VARCHAR, former_upn VARCHAR, surname VARCHAR, former_surname VARCHAR, "
    "forename VARCHAR, middle_names VARCHAR, born DATE, gender VARCHAR, postcode VARCHAR, town VARCHAR, school VARCHAR, "
    "numbered BOOLEAN)"
)
_NAMES: Final = (
    "CREATE TABLE names (name VARCHAR, folded VARCHAR, first VARCHAR, start VARCHAR, sounds VARCHAR[], "
    "stands_for VARCHAR[], words INTEGER)"
)

# The year of the roll, as its numbers tell it: the newest, but for slips of the finger.
_NUMBERING: Final = """
CREATE TABLE numbering AS SELECT 2000 + quantile_disc(try_cast(substr(upn, 9, 2) AS INTEGER), 0.99) AS newest
FROM raw_roll WHERE regexp_full_match(upn, '[A-HJ-NP-RT-Z][0-9]{12}')
"""

# What is missing is NULL, which no comparison counts for or against.
_PREPARED: Final = """
CREATE TABLE {table} AS SELECT
    id AS unique_id,
    nullif(upper(replace(upn, ' ', '')), '') AS upn_given,
    CASE WHEN regexp_full_match(upn_given, '[A-HJ-NP-RT-Z][0-9]{{12}}') THEN upn_given END AS permanent,
    numbered,
    2000 + try_cast(substr(permanent, 9, 2) AS INTEGER) AS upn_year,
    CASE WHEN permanent IS NULL THEN 'none'
        WHEN upn_year > year(raw.born) + 6 THEN 'late'
        WHEN raw.born IS NULL OR year(raw.born) + 6 >= (SELECT newest FROM numbering) THEN 'unclear'
        ELSE 'early' END AS issued,
    nullif(upper(replace(former_upn, ' ', '')), '') AS former_upn,
    nullif(s.folded, '') AS surname, nullif(s.start, '') AS surname_start, s.sounds AS surname_sounds,
    s.words AS surname_words,
    nullif(o.folded, '') AS former_surname,
    nullif(f.first, '') AS first, nullif(f.start, '') AS first_start, ff.sounds AS first_sounds,
    ff.stands_for AS first_stands_for,
    nullif(m.first, '') AS middle,
    strftime(raw.born, '%Y-%m-%d') AS born, strftime(raw.born, '%Y-%d-%m') AS born_swapped,
    strftime(raw.born, '%Y-%m') AS month, strftime(raw.born, '%m-%d') AS birthday, year(raw.born) AS year,
    CASE WHEN gender IN ('M', 'F') THEN gender END AS gender,
    nullif(regexp_replace(upper(postcode), '[^A-Z0-9]', '', 'g'), '') AS postcode,
    CASE WHEN length(regexp_replace(upper(postcode), '[^A-Z0-9]', '', 'g')) > 4
        THEN left(regexp_replace(upper(postcode), '[^A-Z0-9]', '', 'g'), -3) END AS district
FROM raw_{table} AS raw
LEFT JOIN names AS s ON s.name = raw.surname
LEFT JOIN names AS o ON o.name = raw.former_surname
LEFT JOIN names AS f ON f.name = raw.forename
LEFT JOIN names AS ff ON ff.name = f.first
LEFT JOIN names AS m ON m.name = raw.middle_names
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
            _insert(database, f"raw_{table}", _columns(batch, names, checked=table == "lost"))
            count += len(batch)
            if counted:
                counted(count)
        counts.append(count)
    _write_names(database, names)
    database.execute(_NUMBERING)
    for table, _ in rows:
        database.execute(_PREPARED.format(table=table))
    return counts[0], counts[1]


def _batches(rows: Iterable[T]) -> Iterator[list[T]]:
    rows = iter(rows)
    while batch := list(islice(rows, BATCH)):
        yield batch


def _columns(batch: list[tuple[str, Child, str]], names: set[str], *, checked: bool) -> dict[str, list[Any]]:
    """Return a batch by columns; where `checked`, with whether each child has a correct permanent UPN."""
    children = [child for _, child, _ in batch]
    for child in children:
        names.add(child.surname)
        names.add(child.forename)
        if child.former_surname:
            names.add(child.former_surname)
        if child.middle_names:
            names.add(child.middle_names)
    return {
        "id": [key for key, _, _ in batch],
        "upn": [child.upn for child in children],
        "former_upn": [child.former_upn for child in children],
        "surname": [child.surname for child in children],
        "former_surname": [child.former_surname for child in children],
        "forename": [child.forename for child in children],
        "middle_names": [child.middle_names for child in children],
        "born": [child.birth_date for child in children],
        "gender": [child.gender for child in children],
        "postcode": [child.postcode for child in children],
        "town": [child.town for child in children],
        "school": [school for _, _, school in batch],
        "numbered": [checked and permanent_upn(child.upn) != "" for child in children],
    }


def _insert(database: duckdb.DuckDBPyConnection, table: str, columns: dict[str, list[Any]]) -> None:
    import pyarrow

    database.register("batch", pyarrow.table(columns))
    database.execute(f"INSERT INTO {table} SELECT * FROM batch")  # noqa: S608 the table is one of ours
    database.unregister("batch")


def _write_names(database: duckdb.DuckDBPyConnection, names: set[str]) -> None:
    """Write every name once, with what is compared of it; and the first words of forenames, which are names too."""
    database.execute(_NAMES)
    folded = {name: fold(name) for name in names}
    firsts = {words.split(" ")[0] for words in folded.values()}
    folded |= {first: first for first in firsts if first not in folded}
    for batch in _batches(sorted(folded)):
        sounds = [list(sound_keys(name.lower())) for name in batch]
        columns: dict[str, list[Any]] = {
            "name": batch,
            "folded": [folded[name].replace(" ", "") for name in batch],
            "first": [folded[name].split(" ")[0] for name in batch],
            "start": [keys[0].lstrip("=")[0].upper() if keys else "" for keys in sounds],
            "sounds": sounds,
            "stands_for": [sorted(WHOLE_NAMES.get(folded[name], ())) for name in batch],
            "words": [len(parts(name)) for name in batch],
        }
        _insert(database, "names", columns)


def children_of(database: duckdb.DuckDBPyConnection, lines: Iterable[str]) -> dict[str, OnRoll]:
    """Return pupils on roll by their lines."""
    import pyarrow

    database.register("wanted", pyarrow.table({"id": sorted(set(lines))}))
    found = database.execute("SELECT raw_roll.* FROM raw_roll JOIN wanted USING (id)").fetchall()
    database.unregister("wanted")
    return {
        row[0]: OnRoll(
            int(row[0]),
            Child(
                upn=row[1],
                former_upn=row[2],
                surname=row[3],
                former_surname=row[4],
                forename=row[5],
                middle_names=row[6],
                birth_date=row[7],
                gender=row[8],
                postcode=row[9],
                town=row[10],
            ),
            row[11],
        )
        for row in found
    }


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
    """Return the pairs of a lost pupil's key and a line of the roll at one of the postcodes that are given for the key."""
    import pyarrow

    wanted = [(key, postcode) for key, postcodes in sorted(homes.items()) for postcode in sorted(postcodes)]
    columns = {"id": [key for key, _ in wanted], "postcode": [postcode for _, postcode in wanted]}
    schema = pyarrow.schema([("id", pyarrow.string()), ("postcode", pyarrow.string())])
    database.register("homes", pyarrow.table(columns, schema=schema))
    found = database.execute(
        "SELECT DISTINCT homes.id, roll.unique_id FROM homes JOIN roll USING (postcode) ORDER BY ALL"
    ).fetchall()
    database.unregister("homes")
    return found
