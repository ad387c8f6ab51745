"""How common names, birth dates, postcodes and districts are on the roll of a matching."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from handover.matching.links import LostRecord
from handover.matching.naming_customs import learn_customs, read_customs
from handover.matching.rarity import NameRarity
from handover.matching.words import NamePlace, list_surname_keys, split_name

if TYPE_CHECKING:
    import duckdb

BORNE: Final = 3  # children who bear a name that is no slip of the finger, and one more for every so many on the roll
BORNE_OF: Final = 100_000
UNSEEN: Final = 0.5  # as many children have what nobody on the roll has


def count_rarity(database: duckdb.DuckDBPyConnection, lost: Iterable[LostRecord], rows: int) -> NameRarity:
    """Count on the roll how many children share each word of a name, each birth date and each place."""
    rows = max(rows, 1)
    surnames, forenames = (_count_words(database, columns) for columns in _COLUMNS)
    dates = database.execute("SELECT born, count(*) FROM raw_roll WHERE born IS NOT NULL GROUP BY born").fetchall()
    postcodes = database.execute(
        "SELECT postcode, count(*) FROM roll SEMI JOIN lost USING (postcode) GROUP BY postcode"
    ).fetchall()
    districts = database.execute("SELECT district, count(*) FROM roll WHERE district IS NOT NULL GROUP BY 1").fetchall()
    learn_customs(database)
    customs = read_customs(database, *_names_of_lost(lost))
    unseen = UNSEEN / rows
    return NameRarity(
        surnames={word: count / rows for word, count in surnames.items()},
        forenames={word: count / rows for word, count in forenames.items()},
        birth_dates={born: count / rows for born, count in dates},
        postcodes={postcode: (count + UNSEEN) / rows for postcode, count in postcodes},
        districts={district: count / rows for district, count in districts},
        customs_of_surnames=customs[0],
        forenames_in_customs=customs[1],
        usual_surname=unseen,
        usual_forename=unseen,
        usual_day=max(_median([count for _, count in dates]) / rows, unseen),
        usual_placeholder=unseen,
        usual_postcode=unseen,
        usual_district=unseen,
        borne=(BORNE + rows // BORNE_OF) / rows,
        children=rows,
    )


def _median(counts: list[int]) -> float:
    return sorted(counts)[len(counts) // 2] if counts else 0.0


def _names_of_lost(lost: Iterable[LostRecord]) -> tuple[set[str], set[str]]:
    """Return the surnames of lost pupils, whole and word by word, and the words of their given names."""
    surnames: set[str] = set()
    given: set[str] = set()
    for pupil in lost:
        child = pupil.child
        for surname in (child.surname, child.former_surname, child.preferred_surname):
            surnames.update(list_surname_keys(surname))
        for name in (child.forename, child.preferred_forename, child.middle_names):
            given.update(split_name(name, NamePlace.FORENAME))
    return surnames, given


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
