"""What a search looks up in the index: several ways to the child at once, each of them bounded.

Every way forgives something else: the same birth date forgives both names, two names forgive the date, a name and a
neighbouring date forgive the other name. Whoever is met by one of them is opened and held against the question.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from handover.common.folding import fold
from handover.matching.short_names import WHOLE_NAMES, whole_names_of
from handover.portal.lostpupils.keys import (
    PREFIXES,
    halves_of,
    letters_of,
    make_search_key,
    name_words,
    pair_keys,
    pair_names,
    sounds_of,
)
from handover.portal.lostpupils.near_days import likely_days
from handover.portal.lostpupils.question import LEAST_LETTERS, Question
from handover.portal.lostpupils.upn_slips import likely_bodies

MOST_CANDIDATES: Final = 300
"""Pupils that are read for one way, at most."""

NAMES_REMEMBERED: Final = 1 << 14
SOME: Final = 100
FEW: Final = 60
LENGTHS: Final = (2, 3)
"""Letters of beginnings and ends: a search looks for both lengths, since the name may be a letter longer in the file."""


@dataclass(frozen=True, slots=True)
class KeyLookup:
    """One way to look: the pupils that have the most of these keys, `most` of them.

    With `all_or_none` a way that meets more than `most` says nothing, and is left out.
    """

    values: frozenset[int]
    most: int
    all_or_none: bool = False


def build_lookups(question: Question) -> tuple[KeyLookup, ...]:
    """Return the ways to look for a child, the surest first."""
    return tuple(lookup for lookup in generate_lookups(question) if lookup.values)


def generate_lookups(question: Question) -> Iterator[KeyLookup]:
    """Yield the ways to look for a child, some of which may have nothing to look up."""
    surnames, forenames = surname_sounds(question), forename_sounds(question)
    days = tuple(day.isoformat() for day in likely_days(question.birth_date))
    towns = (fold(question.town),) if question.says("town") else ()
    names = (*surnames, *forenames)
    if question.upn:
        yield KeyLookup(frozenset(make_search_key("upn", body) for body in likely_bodies(question.upn)), FEW)
    if days:
        born = frozenset({make_search_key("born", days[0])})
        yield KeyLookup(pair_keys("name born", names, days[:1]) | born, MOST_CANDIDATES)
        yield KeyLookup(pair_keys("name born", names, days[1:]), FEW if surnames and forenames else SOME)
    yield KeyLookup(pair_asked_names(question), FEW if days else SOME)
    yield KeyLookup(pair_keys("surname town", surnames, towns), FEW if days or forenames else SOME)
    if days:
        near = frozenset(make_search_key("born", day) for day in days[1:])
        yield KeyLookup(near, MOST_CANDIDATES, all_or_none=True)
    if surnames:
        alone = not (days or forenames or towns)
        yield KeyLookup(surname_keys(question), MOST_CANDIDATES if alone else SOME, all_or_none=not alone)
        if not question.begins:
            alike = frozenset(make_search_key("surname", half) for half in halves_of((question.surname,), LENGTHS))
            yield KeyLookup(alike, SOME, all_or_none=True)


def surname_sounds(question: Question) -> tuple[str, ...]:
    """Return the surname of a search as pairs are made of it: the first three letters, or how it sounds."""
    if not question.says("surname"):
        return ()
    if question.begins:
        return (f"^{letters_of(question.surname)[:LEAST_LETTERS]}",)
    return sounds_of((question.surname,))


def surname_keys(question: Question) -> frozenset[int]:
    """Return the keys of a surname alone: its beginning, as many letters as are kept, or how it sounds."""
    if question.begins:
        return frozenset({make_search_key("surname", f"^{letters_of(question.surname)[: PREFIXES[-1]]}")})
    return frozenset(make_search_key("surname", sound) for sound in surname_sounds(question))


def forename_sounds(question: Question) -> tuple[str, ...]:
    """Return how the forename of a search sounds, and the names that it may stand for, or that stand for it."""
    if not question.says("forename"):
        return ()
    others = {other for word in name_words(question.forename) for other in other_forms(word)}
    return sounds_of((question.forename, *sorted(others)))


def pair_asked_names(question: Question) -> frozenset[int]:
    """Return the keys of both names of a search together: as they sound, by their beginnings and by their ends."""
    surnames, forenames = surname_sounds(question), forename_sounds(question)
    if not (surnames and forenames):
        return frozenset()
    ends = () if question.begins else halves_of((question.surname,), LENGTHS)
    return pair_names((*surnames, *ends), (*forenames, *halves_of((question.forename,), LENGTHS)))


@lru_cache(NAMES_REMEMBERED)
def other_forms(word: str) -> frozenset[str]:
    """Return the whole names that a forename may stand for, and the short forms of these."""
    wholes = whole_names_of(word)
    return wholes.union(*(short_forms().get(whole, ()) for whole in wholes)) - {word}


@cache
def short_forms() -> Mapping[str, frozenset[str]]:
    """Return the short forms of every whole name in the table."""
    forms: dict[str, set[str]] = {}
    for form in WHOLE_NAMES:
        for whole in whole_names_of(form):
            forms.setdefault(whole, set()).add(form)
    return {whole: frozenset(names) for whole, names in forms.items()}
