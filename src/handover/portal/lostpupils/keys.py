"""The keys by which a lost pupil is found: what is stored with each, and what a search looks up. Knows no database.

A key is a trait or two traits together (`Jones` as it sounds; `Jones` and a birth date), made into a number: a code under
a key that the database does not hold, so that whoever has the database alone cannot try names. Two
together, because half a million children cannot be told apart by one: a search for a common surname with a town reads
the few rows that have both, and never all that have one. A key only proposes a pupil; `fits` decides.
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
class Traits:
    """What a pupil is found by: every surname and forename that is known, the UPNs, birth date, town and gender."""

    surnames: tuple[str, ...]
    forenames: tuple[str, ...]
    upns: tuple[str, ...] = ()
    birth_date: date | None = None
    town: str = ""
    gender: str = ""


@dataclass(frozen=True, slots=True)
class Lookup:
    """What a search looks up: a pupil must have one key of every group; the first group is the rarest."""

    groups: tuple[frozenset[int], ...]


def number_of(*traits: str) -> int:
    """Return the number of a key: 64 bits of a keyed code, with a sign, as every database stores them."""
    return int.from_bytes(token(PURPOSE, *traits)[:8], "big", signed=True)


def names_heard(names: Iterable[str]) -> tuple[str, ...]:
    """Return the sound keys of several names of one person, each once."""
    heard = (f"~{key}" for name in names for key in sound_keys(name)[:MOST_KEYS_OF_A_NAME])
    return tuple(dict.fromkeys(heard))


def beginnings(names: Iterable[str]) -> tuple[str, ...]:
    """Return the first letters of each surname, three, four and five of them."""
    letters = [joined(name) for name in names]
    return tuple(dict.fromkeys(f"^{name[:length]}" for name in letters for length in PREFIXES if len(name) >= length))


def joined(name: str) -> str:
    """Return a name in small plain letters without blanks."""
    return fold(name).replace(" ", "")


def keys_of(traits: Traits) -> frozenset[int]:
    """Return every key that a pupil is stored with."""
    return frozenset(made(traits))


def made(traits: Traits) -> Iterator[int]:
    """Yield the keys of a pupil, some of them twice."""
    heard, begun, called = names_heard(traits.surnames), beginnings(traits.surnames), names_heard(traits.forenames)
    born = traits.birth_date.isoformat() if traits.birth_date else ""
    town = fold(traits.town)
    yield from (number_of("upn", upn) for upn in traits.upns if upn)
    for surname in (*heard, *begun):
        yield number_of("surname", surname)
    for surname in (*heard, *(start for start in begun if len(start) == 1 + LEAST_LETTERS)):
        yield from (number_of("surname forename", surname, forename) for forename in called)
        if born:
            yield number_of("surname born", surname, born)
        if town:
            yield number_of("surname town", surname, town)
    if born:
        yield from (number_of("forename born", forename, born) for forename in called)
        if town:
            yield number_of("town born", town, born)


def upn_keys(upn: str) -> frozenset[int]:
    """Return the key of a UPN."""
    return frozenset({number_of("upn", upn)}) if upn else frozenset()


def birth_keys(traits: Traits) -> frozenset[int]:
    """Return the keys of forename and birth date together: what two records of one child have in common."""
    born = (traits.birth_date.isoformat(),) if traits.birth_date else ()
    return group("forename born", names_heard(traits.forenames), born)


def same_born_keys(surname: str, forename: str, born: date | None) -> frozenset[int]:
    """Return the keys of a pupil of exactly these names and this birth date; none where one of them is not known."""
    if not (surname and forename and born):
        return frozenset()
    days = (born.isoformat(),)
    heard = group("surname born", names_heard((surname,)), days)
    return heard | group("forename born", names_heard((forename,)), days)


def asked(question: Question) -> Lookup | None:
    """Return what to look up for a search, its UPN apart; None where the fields do not point to one child."""
    surnames = names_asked(question)
    called = names_heard((question.forename,))
    days = tuple(day.isoformat() for day in likely_days(question.birth_date))
    towns = (fold(question.town),) if question.says("town") else ()
    groups = [group("surname born", surnames, days), group("surname forename", surnames, called)]
    if not (surnames and days):
        # A name and a birth date are few enough without the town, which many files do not say.
        groups += [group("forename born", called, days), group("town born", towns, days)]
        groups += [group("surname town", surnames, towns)]
    found = [keys for keys in groups if keys]
    if question.begins and len(letters := joined(question.surname)) > LEAST_LETTERS:
        found.append(frozenset({number_of("surname", f"^{letters[: PREFIXES[-1]]}")}))
    elif surnames and not found:
        found.append(frozenset(number_of("surname", surname) for surname in surnames))
    return Lookup(tuple(found)) if found else None


def names_asked(question: Question) -> tuple[str, ...]:
    """Return the surname keys of a search: the first three letters, or how it sounds."""
    if not question.says("surname"):
        return ()
    if question.begins:
        return (f"^{joined(question.surname)[:LEAST_LETTERS]}",)
    return names_heard((question.surname,))


def group(kind: str, ones: tuple[str, ...], others: tuple[str, ...]) -> frozenset[int]:
    """Return the keys of every pair of two traits."""
    return frozenset(number_of(kind, one, other) for one in ones for other in others)


def likely_days(day: date | None) -> tuple[date, ...]:
    """Return a birth date and those that are written for it by mistake: day and month swapped, a year or a day off."""
    if day is None:
        return ()
    near = [day, day - timedelta(days=1), day + timedelta(days=1)]
    near += [same_day(day, year) for year in (day.year - 1, day.year + 1)]
    if day.day <= 12:
        near.append(date(day.year, day.day, day.month))
    return tuple(dict.fromkeys(near))


def same_day(day: date, year: int) -> date:
    """Return the day in another year; the 28th for the 29th of February."""
    leap = (day.month, day.day) == (2, 29)
    return date(year, 2, 28) if leap else day.replace(year=year)


def fits(question: Question, traits: Traits) -> bool:
    """Say whether a pupil is what was asked for. What the pupil's file does not say fits everything."""
    if question.upn and question.upn in traits.upns:
        return True
    return (
        fits_surname(question, traits)
        and shares(names_heard((question.forename,)), names_heard(traits.forenames))
        and shares(likely_days(question.birth_date), (traits.birth_date,) if traits.birth_date else ())
        and shares((fold(question.town),) if question.says("town") else (), (fold(traits.town),) if traits.town else ())
        and (not question.gender or not traits.gender or question.gender == traits.gender)
    )


def fits_surname(question: Question, traits: Traits) -> bool:
    """Say whether one of the pupil's surnames begins as asked, or sounds as asked."""
    if not question.says("surname"):
        return True
    if question.begins:
        return any(joined(name).startswith(joined(question.surname)) for name in traits.surnames)
    return shares(names_heard((question.surname,)), names_heard(traits.surnames))


def shares(asked_for: Iterable[object], known: Iterable[object]) -> bool:
    """Say whether two lists have something in common; a list that says nothing has."""
    ones, others = set(asked_for), set(known)
    return not ones or not others or not ones.isdisjoint(others)
