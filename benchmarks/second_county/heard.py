"""What an officer types who hears of a pupil of the store on the telephone."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from benchmarks.second_county.county import Pupil, generate
from benchmarks.second_county.name_tables import SHORT_OF
from benchmarks.second_county.slips import slip
from benchmarks.second_county.spelling import spell_by_ear
from benchmarks.second_county.wrong_dates import month_off, one_figure


@dataclass(frozen=True, slots=True)
class HeardQuery:
    """What is typed, of whom (the key of the lost pupil), where that family comes from and what is wrong with it."""

    key: str
    origin: str
    kind: str
    surname: str
    forename: str
    birth_date: date


Fault = Callable[[Random, HeardQuery], HeardQuery]


def _other_date(change: Callable[[Random, date], date]) -> Fault:
    def fault(chance: Random, query: HeardQuery) -> HeardQuery:
        born = query.birth_date
        for _ in range(30):
            if (other := change(chance, born)) != born and other < date(2024, 1, 1):
                return replace(query, birth_date=other)
        return query

    return fault


def _nickname(chance: Random, query: HeardQuery) -> HeardQuery:
    return replace(query, forename=chance.choice(SHORT_OF.get(query.forename, (query.forename,))))


def _by_ear(chance: Random, query: HeardQuery) -> HeardQuery:
    return replace(
        query,
        surname=spell_by_ear(query.surname, query.origin, chance),
        forename=spell_by_ear(query.forename, query.origin, chance),
    )


FAULTS: dict[str, Fault] = {
    "as stored": lambda _, query: query,
    "as heard": _by_ear,
    "slip in forename": lambda chance, query: replace(query, forename=slip(query.forename, chance)),
    "slip in surname": lambda chance, query: replace(query, surname=slip(query.surname, chance)),
    "one figure of the date": _other_date(one_figure),
    "month off by one": _other_date(month_off),
    "nickname": _nickname,
    "exchanged": lambda _, query: replace(query, forename=query.surname, surname=query.forename),
}
"""What may be wrong with a query, by its kind."""
CLEAN = ("as stored", "as heard")


def heard_queries(seed: int, count: int, lost: int = 20_000, *, by_ear: bool = False) -> list[HeardQuery]:
    """Return `count` queries of each kind, about pupils among the so many of `generate(seed, lost, …).lost_records()`.

    All but those "as heard" are spelled as the store has them, and have exactly one fault; with `by_ear` those with a
    fault are spelled by ear as well, which is harder.
    """
    chance = Random(f"{seed}:heard")
    known = [query for pupil in generate(seed, lost, lost * 3).pupils if (query := _stored(pupil))]
    short = [query for query in known if query.forename in SHORT_OF]
    queries = []
    for kind, fault in FAULTS.items():
        among = short if kind == "nickname" else known
        wanted = 0
        while among and wanted < count:
            query = replace(chance.choice(among), kind=kind)
            asked = fault(chance, query)
            if kind not in CLEAN and asked == query:
                continue
            queries.append(_by_ear(chance, asked) if by_ear and kind not in CLEAN else asked)
            wanted += 1
    return queries


def _stored(pupil: Pupil) -> HeardQuery | None:
    """Return the record of the store as a query; none where it has no date, or names with damaged letters."""
    record = pupil.record
    names = [name.title() if name.isupper() else name for name in (record.surname, record.forename)]
    if record.birth_date is None or any(_is_damaged(name) for name in names):
        return None
    return HeardQuery(pupil.key, pupil.family.origin.name, "", names[0], names[1], record.birth_date)


def _is_damaged(name: str) -> bool:
    return any(letter in "ÃÄÅ" or not (letter.isalpha() or letter in " -'’.") for letter in name)
