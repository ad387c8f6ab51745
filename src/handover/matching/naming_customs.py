"""Which names go together on a roll: how common a given name is among those who bear a surname.

Harjit is rare on a roll and common among Kaurs. Counting it over all children would make two Harjit Kaurs one. So the roll is
taken as a mixture of naming customs, which are learned from it (probabilistic latent semantic analysis, Hofmann 1999): each
surname has its share in every custom, and each custom its own given names. Nobody names the customs, and no child is said to
be of one. All sums are of whole numbers, so that the same roll gives the same customs in whatever order it is read.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import duckdb

CUSTOMS: Final = 10
ROUNDS: Final = 10
SAMPLE: Final = 60_000  # pairs of a surname and a given name from which the customs are learned
UNIT: Final = 1_000_000  # a share of one is so many parts
PRIOR_OF_SURNAME: Final = 1.0  # as many bearers of a surname count for the custom of all
PRIOR_OF_NAME: Final = 30.0  # as many given names of a custom count for those of all

_EACH: Final = range(CUSTOMS)
_COUPLES: Final = """
CREATE TABLE couples AS SELECT surname, word, CAST(count(*) AS BIGINT) AS n FROM (
    SELECT surname, first AS word FROM roll UNION ALL SELECT surname, middle AS word FROM roll
) WHERE surname IS NOT NULL AND word IS NOT NULL GROUP BY surname, word
"""
_START: Final = "0.5 + (hash(word || '{each}') % 1000) / 1000.0"


def learn_customs(database: duckdb.DuckDBPyConnection) -> None:
    """Learn the naming customs of the roll into the tables `custom_of_surname` and `custom_of_name`."""
    database.execute(_COUPLES)
    ((many,),) = database.execute("SELECT count(*) FROM couples").fetchall()
    if not many:
        database.execute("CREATE TABLE custom_of_surname (surname VARCHAR)")
        database.execute("CREATE TABLE custom_of_name (word VARCHAR)")
        return
    keep = max(1, many // SAMPLE)
    database.execute(f"CREATE TABLE sample AS FROM couples WHERE hash(surname || ' ' || word) % {keep} = 0")
    database.execute(
        "CREATE TABLE shares AS SELECT word, sum(n) / sum(sum(n)) OVER () AS share FROM couples GROUP BY word"
    )
    start = ", ".join(f"share * ({_START.format(each=each)}) AS b{each}" for each in _EACH)
    database.execute(f"CREATE TABLE custom_of_name AS SELECT word, {start} FROM shares")  # noqa: S608 ours
    equal = ", ".join(f"{1 / CUSTOMS} AS a{each}" for each in _EACH)
    database.execute(f"CREATE TABLE custom_of_surname AS SELECT DISTINCT surname, {equal} FROM couples")  # noqa: S608
    for _ in range(ROUNDS):
        _learn(database, "sample")
    missing = "SELECT DISTINCT surname FROM couples ANTI JOIN custom_of_surname USING (surname)"
    database.execute(f"INSERT INTO custom_of_surname BY NAME SELECT surname, {equal} FROM ({missing})")  # noqa: S608
    _learn(database, "couples")
    for table in ("couples", "sample", "shares", "parts"):
        database.execute(f"DROP TABLE {table}")


def _learn(database: duckdb.DuckDBPyConnection, table: str) -> None:
    """Share each couple among the customs, and count the customs' names and the surnames' customs anew."""
    whole = " + ".join(f"a{each} * b{each}" for each in _EACH)
    parts = ", ".join(f"CAST(round({UNIT} * n * a{each} * b{each} / ({whole})) AS BIGINT) AS r{each}" for each in _EACH)
    database.execute(
        f"CREATE OR REPLACE TABLE parts AS SELECT surname, word, n, {parts} FROM {table} "  # noqa: S608
        "JOIN custom_of_surname USING (surname) JOIN custom_of_name USING (word)"
    )
    sums = ", ".join(f"sum(r{each}) AS r{each}" for each in _EACH)
    totals = [float(total) for total in database.execute(f"SELECT {sums} FROM parts").fetchall()[0]]  # noqa: S608
    everything = sum(totals)
    customs = ", ".join(
        f"(r{each} / {UNIT}.0 + {PRIOR_OF_SURNAME * totals[each] / everything!r}) / (n + {PRIOR_OF_SURNAME}) AS a{each}"
        for each in _EACH
    )
    names = ", ".join(
        f"(coalesce(r{each}, 0) / {UNIT}.0 + {PRIOR_OF_NAME} * share) / {totals[each] / UNIT + PRIOR_OF_NAME!r} AS b{each}"
        for each in _EACH
    )
    database.execute(
        f"CREATE OR REPLACE TABLE custom_of_surname AS SELECT surname, {customs} FROM "  # noqa: S608
        f"(SELECT surname, sum(n) AS n, {sums} FROM parts GROUP BY surname)"
    )
    database.execute(
        f"CREATE OR REPLACE TABLE custom_of_name AS SELECT word, {names} FROM shares LEFT JOIN "  # noqa: S608
        f"(SELECT word, {sums} FROM parts GROUP BY word) USING (word)"
    )


def read_customs(
    database: duckdb.DuckDBPyConnection, surnames: Iterable[str], names: Iterable[str]
) -> tuple[dict[str, tuple[float, ...]], dict[str, tuple[float, ...]]]:
    """Return the shares of these surnames in the customs, and how common these given names are in each."""
    found = []
    for table, key, wanted in (("custom_of_surname", "surname", surnames), ("custom_of_name", "word", names)):
        keys = sorted(set(wanted))
        rows = database.execute(
            f"SELECT * FROM {table} WHERE {key} IN (SELECT unnest(?::VARCHAR[]))",  # noqa: S608 the tables are ours
            [keys],
        ).fetchall()
        found.append({row[0]: tuple(row[1:]) for row in rows})
    return found[0], found[1]
