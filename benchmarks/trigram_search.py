"""The plainest search that forgives slips: trigrams of the names and parts of the birth date, ranked, over open rows.

It is what `pg_trgm` would do for a store that keeps its names in plain, which this store does not.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from handover.common.folding import fold
from handover.matching.child import Child

DATE, PART = 1.0, 0.25


def trigrams(name: str) -> frozenset[str]:
    """Return the trigrams of a name, its words begun with two blanks and ended with one, as PostgreSQL takes them."""
    words = (f"  {word} " for word in fold(name).split())
    return frozenset(word[at : at + 3] for word in words for at in range(len(word) - 2))


class TrigramIndex:
    """Rows by the trigrams of their surnames and forenames, and by their birth dates."""

    def __init__(self, children: Iterable[tuple[str, Child]]) -> None:
        """Index children, each with its key."""
        self.rows: dict[str, tuple[frozenset[str], frozenset[str], date | None]] = {}
        self.posted: dict[tuple[str, str], list[str]] = defaultdict(list)
        for key, child in children:
            surname, forename = trigrams(child.surname), trigrams(child.forename)
            self.rows[key] = surname, forename, child.birth_date
            for entry in self._entries(surname, forename, child.birth_date):
                self.posted[entry].append(key)

    def search(self, surname: str, forename: str, born: date, most: int = 10) -> list[str]:
        """Return the keys of the likest children, the likest first."""
        asked = trigrams(surname), trigrams(forename)
        met = {key for entry in self._entries(*asked, born) for key in self.posted.get(entry, ())}
        return sorted(met, key=lambda key: (-self._likeness(*asked, born, key), key))[:most]

    @staticmethod
    def _entries(surname: frozenset[str], forename: frozenset[str], born: date | None) -> Iterator[tuple[str, str]]:
        yield from (("surname", trigram) for trigram in surname)
        yield from (("forename", trigram) for trigram in forename)
        if born:
            yield "born", born.isoformat()

    def _likeness(self, surname: frozenset[str], forename: frozenset[str], born: date, key: str) -> float:
        known_surname, known_forename, known_born = self.rows[key]
        likeness = _similarity(surname, known_surname) + _similarity(forename, known_forename)
        if known_born is None:
            return likeness
        if known_born == born:
            return likeness + DATE
        return likeness + PART * sum(
            getattr(born, part) == getattr(known_born, part) for part in ("year", "month", "day")
        )


def _similarity(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, len(one | other))
