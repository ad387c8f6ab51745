"""How common names, birth dates, postcodes and districts are on the roll of a matching."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from handover.matching.rarity import NameRarity
from handover.matching.words import NamePlace, split_name

if TYPE_CHECKING:
    import duckdb

BORNE: Final = 3  # children who bear a name that is no slip of the finger
UNSEEN: Final = 0.5  # as many children have what nobody on the roll has


def count_rarity(database: duckdb.DuckDBPyConnection, rows: int) -> NameRarity:
    """Count on the roll how many children share each word of a name, each birth date and each place."""
    rows = max(rows, 1)
    surnames, forenames = (_count_words(database, columns) for columns in _COLUMNS)
    dates = database.execute("SELECT born, count(*) FROM raw_roll WHERE born IS NOT NULL GROUP BY born").fetchall()
    postcodes = database.execute(
        "SELECT postcode, count(*) FROM roll SEMI JOIN lost USING (postcode) GROUP BY postcode"
    ).fetchall()
    districts = database.execute("SELECT district, count(*) FROM roll WHERE district IS NOT NULL GROUP BY 1").fetchall()
    unseen = UNSEEN / rows
    return NameRarity(
        surnames={word: count / rows for word, count in surnames.items()},
        forenames={word: count / rows for word, count in forenames.items()},
        birth_dates={born: count / rows for born, count in dates},
        postcodes={postcode: (count + UNSEEN) / rows for postcode, count in postcodes},
        districts={district: count / rows for district, count in districts},
        usual_surname=unseen,
        usual_forename=unseen,
        usual_day=max(unseen, 1 / 20_000),
        usual_placeholder=max(unseen, 1 / 20_000),
        usual_postcode=unseen,
        usual_district=unseen,
        borne=BORNE / rows,
        children=rows,
    )


_COLUMNS: Final = (
    (("surname", NamePlace.SURNAME),),
    (("forename", NamePlace.FORENAME), ("middle_names", NamePlace.MIDDLE)),
)


def _count_words(database: duckdb.DuckDBPyConnection, columns: tuple[tuple[str, NamePlace], ...]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for column, place in columns:
        rows = database.execute(f"SELECT {column}, count(*) FROM raw_roll GROUP BY 1").fetchall()  # noqa: S608 ours
        for name, count in rows:
            for word in set(split_name(name, place)):
                counts[word] += count
    return counts
