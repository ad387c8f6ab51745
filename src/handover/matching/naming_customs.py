"""Which names go together on a roll: how common a given name is among those who bear a surname.

Harjit is rare on a roll and common among Kaurs. Counting it over all children would make two Harjit Kaurs one. So the roll is
taken as a mixture of naming customs, which are learned from it (probabilistic latent semantic analysis, Hofmann 1999): each
surname has its share in every custom, and each custom its own given names. A custom begins with the given names of one common
surname that are unlike those of the surnames before it, so that the few on a roll have a custom of their own as well as the
many. Nobody names the customs, and no child is said to be of one. All sums are of whole numbers and what is drawn is drawn by
MD5, so that the same roll gives the same customs in whatever order and by whatever version it is read.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import duckdb

MOST_CUSTOMS: Final = 16
UNLIKE: Final = 0.3
"""Likeness of given names (a cosine, 0 to 1) below which a surname begins a custom of its own."""
COMMONEST: Final = 800  # surnames among which those are sought that begin a custom
LEAST_NAMES: Final = (
    30  # given names of its bearers that a surname needs to begin one: fewer are like nothing by chance
)
ROUNDS: Final = 5
SAMPLE: Final = 120_000  # pairs of a surname and a given name from which the customs are learned
UNIT: Final = 1_000_000  # a share of one is so many parts
PRIOR_OF_SURNAME: Final = 1.0  # as many bearers of a surname count for the custom of all
PRIOR_OF_NAME: Final = 30.0  # as many given names of a custom count for those of all

# Surnames as they are asked for: each word, and all words as one; given names word by word.
_COUPLES: Final = """
CREATE TABLE couples AS SELECT surname, word, CAST(sum(n) AS BIGINT) AS n FROM (
    SELECT unnest(surname_keys) AS surname, word, n FROM (
        SELECT s.surname_keys, unnest(g.given_words) AS word, n FROM (
            SELECT surname, forename AS given, count(*) AS n FROM raw_roll GROUP BY ALL
            UNION ALL SELECT surname, middle_names AS given, count(*) AS n FROM raw_roll GROUP BY ALL
        ) AS raw JOIN names AS s ON s.name = raw.surname JOIN names AS g ON g.name = raw.given
    )
) GROUP BY surname, word
"""
_COMMON: Final = f"""
CREATE TABLE common AS SELECT surname, word, couples.n, sqrt(shares.n) AS weight
FROM couples JOIN shares USING (word) JOIN (
    SELECT surname, sum(n) AS bearers FROM couples GROUP BY surname HAVING sum(n) >= {LEAST_NAMES}
    ORDER BY bearers DESC, surname LIMIT {COMMONEST}
) USING (surname)
"""  # noqa: S608 numbers of ours
# Products of counts over the root of how common the word is: rare names say more, and none says all.
_LIKENESS: Final = f"""
SELECT common.surname, sum(CAST(round({UNIT} * common.n * anchor.n / common.weight) AS HUGEINT)) AS product
FROM common JOIN common AS anchor USING (word) WHERE anchor.surname = ? GROUP BY common.surname
"""  # noqa: S608 a number of ours
_LENGTHS: Final = f"""
SELECT surname, sum(CAST(round({UNIT} * n * n / weight) AS HUGEINT)) AS length
FROM common GROUP BY surname ORDER BY sum(n) DESC, surname
"""  # noqa: S608 a number of ours
_SHARES: Final = (
    "CREATE TABLE shares AS SELECT word, sum(n) AS n, sum(n) / sum(sum(n)) OVER () AS share FROM couples GROUP BY word"
)


def learn_customs(database: duckdb.DuckDBPyConnection) -> None:
    """Learn the naming customs of the roll into the tables `custom_of_surname` and `custom_of_name`."""
    database.execute(_COUPLES)
    database.execute(_SHARES)
    database.execute(_COMMON)
    anchors = _find_anchors(database)
    if not anchors:
        database.execute("CREATE TABLE custom_of_surname (surname VARCHAR)")
        database.execute("CREATE TABLE custom_of_name (word VARCHAR)")
        return
    ((many,),) = database.execute("SELECT count(*) FROM couples").fetchall()
    keep = max(1, many // SAMPLE)
    database.execute(f"CREATE TABLE sample AS FROM couples WHERE md5_number_lower(surname || ' ' || word) % {keep} = 0")
    _begin(database, anchors)
    for _ in range(ROUNDS):
        _learn(database, "sample", len(anchors))
    equal = ", ".join(f"{1 / len(anchors)} AS a{each}" for each in range(len(anchors)))
    missing = "SELECT DISTINCT surname FROM couples ANTI JOIN custom_of_surname USING (surname)"
    database.execute(f"INSERT INTO custom_of_surname BY NAME SELECT surname, {equal} FROM ({missing})")  # noqa: S608
    _learn(database, "couples", len(anchors))
    for table in ("couples", "sample", "shares", "common", "parts"):
        database.execute(f"DROP TABLE {table}")


def _find_anchors(database: duckdb.DuckDBPyConnection) -> list[str]:
    """Return the surnames that begin a custom: from the commonest on, those whose given names are unlike all before."""
    lengths = {surname: int(length) for surname, length in database.execute(_LENGTHS).fetchall()}
    anchors: list[str] = []
    while lengths and len(anchors) < MOST_CUSTOMS:
        anchor, own = next(iter(lengths.items()))
        anchors.append(anchor)
        products = database.execute(_LIKENESS, [anchor]).fetchall()
        alike = {
            surname
            for surname, product in products
            if surname in lengths and int(product) ** 2 >= UNLIKE**2 * own * lengths[surname]
        }
        lengths = {surname: length for surname, length in lengths.items() if surname not in alike}
    return anchors


def _begin(database: duckdb.DuckDBPyConnection, anchors: list[str]) -> None:
    """Give each custom the given names of its surname, and every surname the same share in all customs."""
    counts = []
    for each in range(len(anchors)):
        mine = f"coalesce(sum(common.n) FILTER (surname = ${each + 1}), 0)"
        counts.append(f"({mine} + {PRIOR_OF_NAME} * share) / (sum({mine}) OVER () + {PRIOR_OF_NAME}) AS b{each}")
    database.execute(
        f"CREATE TABLE custom_of_name AS SELECT word, {', '.join(counts)} "  # noqa: S608 the tables are ours
        "FROM shares LEFT JOIN common USING (word) GROUP BY word, share",
        anchors,
    )
    equal = ", ".join(f"{1 / len(anchors)} AS a{each}" for each in range(len(anchors)))
    database.execute(f"CREATE TABLE custom_of_surname AS SELECT DISTINCT surname, {equal} FROM couples")  # noqa: S608


def _learn(database: duckdb.DuckDBPyConnection, table: str, customs: int) -> None:
    """Share each couple among the customs, and count the customs' names and the surnames' customs anew."""
    each_custom = range(customs)
    whole = " + ".join(f"a{each} * b{each}" for each in each_custom)
    parts = ", ".join(
        f"CAST(round({UNIT} * n * a{each} * b{each} / ({whole})) AS BIGINT) AS r{each}" for each in each_custom
    )
    database.execute(
        f"CREATE OR REPLACE TABLE parts AS SELECT surname, word, n, {parts} FROM {table} "  # noqa: S608
        "JOIN custom_of_surname USING (surname) JOIN custom_of_name USING (word)"
    )
    sums = ", ".join(f"sum(r{each}) AS r{each}" for each in each_custom)
    totals = [float(total) for total in database.execute(f"SELECT {sums} FROM parts").fetchall()[0]]  # noqa: S608
    everything = sum(totals)
    shares_of_surname = ", ".join(
        f"(r{each} / {UNIT}.0 + {PRIOR_OF_SURNAME * totals[each] / everything!r}) / (n + {PRIOR_OF_SURNAME}) AS a{each}"
        for each in each_custom
    )
    names = ", ".join(
        f"(coalesce(r{each}, 0) / {UNIT}.0 + {PRIOR_OF_NAME} * share) / {totals[each] / UNIT + PRIOR_OF_NAME!r} AS b{each}"
        for each in each_custom
    )
    database.execute(
        f"CREATE OR REPLACE TABLE custom_of_surname AS SELECT surname, {shares_of_surname} FROM "  # noqa: S608
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
