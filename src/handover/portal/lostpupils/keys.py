"""The keys by which a lost pupil is found: what is stored with each, and what a search looks up. Knows no database.

A key is a trait or two traits together (`Jones` as it sounds; `Jones` and a birth date), made into a number: a code under
a key that the database does not hold, so that whoever has the database alone cannot try names. Two
together, because half a million children cannot be told apart by one: a search for a common surname with a town reads
the few rows that have both, and never all that have one. A key only proposes a pupil; `SearchCriteria` decides.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from handover.common.folding import fold
from handover.matching.names import sound_keys
from handover.portal.lostpupils.question import LEAST_LETTERS, Question
from handover.portal.sealed import token

PURPOSE = "lost pupils"
PREFIXES = (3, 4, 5)
MOST_KEYS_OF_A_NAME = 8


@dataclass(frozen=True, slots=True)
class SearchTraits:
    """What a pupil is found by: every surname and forename that is known, the UPNs, birth date, town and gender."""

    surnames: tuple[str, ...]
    forenames: tuple[str, ...]
    upns: tuple[str, ...] = ()
    birth_date: date | None = None
    town: str = ""
    gender: str = ""


@dataclass(frozen=True, slots=True)
class KeyLookup:
    """What a search looks up: a pupil must have one key of every group; the first group is the rarest."""

    groups: tuple[frozenset[int], ...]


def make_search_key(*traits: str) -> int:
    """Return the number of a key: 64 bits of a keyed code, with a sign, as every database stores them."""
    return int.from_bytes(token(PURPOSE, *traits)[:8], "big", signed=True)


def sounds_of(names: Iterable[str]) -> tuple[str, ...]:
    """Return the sound keys of several names of one person, each once."""
    heard = (f"~{key}" for name in names for key in sound_keys(name)[:MOST_KEYS_OF_A_NAME])
    return tuple(dict.fromkeys(heard))


def beginnings_of(names: Iterable[str]) -> tuple[str, ...]:
    """Return the first letters of each surname, three, four and five of them."""
    letters = [letters_of(name) for name in names]
    return tuple(dict.fromkeys(f"^{name[:length]}" for name in letters for length in PREFIXES if len(name) >= length))


def letters_of(name: str) -> str:
    """Return a name in small plain letters without blanks."""
    return fold(name).replace(" ", "")


def keys_of(traits: SearchTraits) -> frozenset[int]:
    """Return every key that a pupil is stored with."""
    return frozenset(generate_keys(traits))


def generate_keys(traits: SearchTraits) -> Iterator[int]:
    """Yield the keys of a pupil, some of them twice."""
    heard, begun, called = sounds_of(traits.surnames), beginnings_of(traits.surnames), sounds_of(traits.forenames)
    born = traits.birth_date.isoformat() if traits.birth_date else ""
    town = fold(traits.town)
    yield from (make_search_key("upn", upn) for upn in traits.upns if upn)
    for surname in (*heard, *begun):
        yield make_search_key("surname", surname)
    for surname in (*heard, *(start for start in begun if len(start) == 1 + LEAST_LETTERS)):
        yield from (make_search_key("surname forename", surname, forename) for forename in called)
        if born:
            yield make_search_key("surname born", surname, born)
        if town:
            yield make_search_key("surname town", surname, town)
    if born:
        yield from (make_search_key("forename born", forename, born) for forename in called)
        if town:
            yield make_search_key("town born", town, born)


def upn_keys(upn: str) -> frozenset[int]:
    """Return the key of a UPN."""
    return frozenset({make_search_key("upn", upn)}) if upn else frozenset()


def birth_keys(traits: SearchTraits) -> frozenset[int]:
    """Return the keys of forename and birth date together: what two records of one child have in common."""
    born = (traits.birth_date.isoformat(),) if traits.birth_date else ()
    return pair_keys("forename born", sounds_of(traits.forenames), born)


def same_born_keys(surname: str, forename: str, born: date | None) -> frozenset[int]:
    """Return the keys of a pupil of exactly these names and this birth date; none where one of them is not known."""
    if not (surname and forename and born):
        return frozenset()
    days = (born.isoformat(),)
    heard = pair_keys("surname born", sounds_of((surname,)), days)
    return heard | pair_keys("forename born", sounds_of((forename,)), days)


def build_lookup(question: Question) -> KeyLookup | None:
    """Return what to look up for a search, its UPN apart; None where the fields do not point to one child."""
    surnames = surnames_to_look_up(question)
    called = sounds_of((question.forename,))
    days = tuple(day.isoformat() for day in likely_days(question.birth_date))
    towns = (fold(question.town),) if question.says("town") else ()
    groups = [pair_keys("surname born", surnames, days), pair_keys("surname forename", surnames, called)]
    if not (surnames and days):
        # A name and a birth date are few enough without the town, which many files do not say.
        groups += [pair_keys("forename born", called, days), pair_keys("town born", towns, days)]
        groups += [pair_keys("surname town", surnames, towns)]
    found = [keys for keys in groups if keys]
    if question.begins and len(letters := letters_of(question.surname)) > LEAST_LETTERS:
        found.append(frozenset({make_search_key("surname", f"^{letters[: PREFIXES[-1]]}")}))
    elif surnames and not found:
        found.append(frozenset(make_search_key("surname", surname) for surname in surnames))
    return KeyLookup(tuple(found)) if found else None


def surnames_to_look_up(question: Question) -> tuple[str, ...]:
    """Return the surname keys of a search: the first three letters, or how it sounds."""
    if not question.says("surname"):
        return ()
    if question.begins:
        return (f"^{letters_of(question.surname)[:LEAST_LETTERS]}",)
    return sounds_of((question.surname,))


def pair_keys(kind: str, ones: tuple[str, ...], others: tuple[str, ...]) -> frozenset[int]:
    """Return the keys of every pair of two traits."""
    return frozenset(make_search_key(kind, one, other) for one in ones for other in others)


def likely_days(day: date | None) -> tuple[date, ...]:
    """Return a birth date and those that are written for it by mistake: day and month swapped, a year or a day off."""
    if day is None:
        return ()
    near = [day, day - timedelta(days=1), day + timedelta(days=1)]
    near += [same_day_in_year(day, year) for year in (day.year - 1, day.year + 1)]
    if day.day <= 12:
        near.append(date(day.year, day.day, day.month))
    return tuple(dict.fromkeys(near))


def same_day_in_year(day: date, year: int) -> date:
    """Return the day in another year; the 28th for the 29th of February."""
    leap = (day.month, day.day) == (2, 29)
    return date(year, 2, 28) if leap else day.replace(year=year)


@dataclass(frozen=True, slots=True)
class SearchCriteria:
    """What a pupil must have to fit a search, heard and written out once for all the pupils it is held against.

    Of each set one is enough; what is empty was not asked for. `beginning` are the letters with which a surname begins,
    where the search says so; otherwise `surnames` are how it sounds.
    """

    upn: str
    beginning: str
    surnames: frozenset[str]
    forenames: frozenset[str]
    days: frozenset[date]
    towns: frozenset[str]
    gender: str

    @classmethod
    def of(cls, question: Question) -> "SearchCriteria":
        """Return the criteria of a search."""
        surname = question.surname if question.says("surname") else ""
        return cls(
            upn=question.upn,
            beginning=letters_of(surname) if question.begins else "",
            surnames=frozenset() if question.begins else frozenset(sounds_of((surname,))),
            forenames=frozenset(sounds_of((question.forename,))),
            days=frozenset(likely_days(question.birth_date)),
            towns=frozenset({fold(question.town)}) if question.says("town") else frozenset(),
            gender=question.gender,
        )

    def fit(self, traits: SearchTraits) -> bool:
        """Say whether a pupil is what was asked for. What the pupil's file does not say fits everything."""
        if self.upn and self.upn in traits.upns:
            return True
        return (
            (not self.gender or not traits.gender or self.gender == traits.gender)
            and have_in_common(self.days, {traits.birth_date} if traits.birth_date else ())
            and have_in_common(self.towns, {fold(traits.town)} if traits.town else ())
            and self.fit_surname(traits)
            and (not self.forenames or have_in_common(self.forenames, sounds_of(traits.forenames)))
        )

    def fit_surname(self, traits: SearchTraits) -> bool:
        """Say whether one of the pupil's surnames begins as asked, or sounds as asked."""
        if self.beginning:
            return any(letters_of(name).startswith(self.beginning) for name in traits.surnames)
        return not self.surnames or have_in_common(self.surnames, sounds_of(traits.surnames))


def fits_question(question: Question, traits: SearchTraits) -> bool:
    """Say whether one pupil is what one search asks for."""
    return SearchCriteria.of(question).fit(traits)


def have_in_common(asked_for: Iterable[object], known: Iterable[object]) -> bool:
    """Say whether two lists have something in common; a list that says nothing has."""
    ones, others = set(asked_for), set(known)
    return not ones or not others or not ones.isdisjoint(others)
