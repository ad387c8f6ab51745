"""The keys by which a lost pupil is found: what is stored with each, and what a search looks up. Knows no database.

A key is a trait or two traits together (two names as they sound; a name and a birth date), made into a number: a code
under a key that the database does not hold, so that whoever has the database alone cannot try names. Two together,
because half a million children cannot be told apart by one.

A name is kept in several ways, so that any one slip leaves a key in common: as it sounds, and by its beginning and its
end. Two names make a pair in whatever order and place they stand, so names that changed places meet, and a child who is
called by a middle name. A key only proposes a pupil; the evidence decides (`ranking.py`).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from handover.common.damaged_letters import mend_letters
from handover.common.folding import fold
from handover.matching.names import sound_keys
from handover.matching.words import NamePlace, split_name
from handover.portal.lostpupils.upn_slips import body_of_upn
from handover.portal.sealed import token

PURPOSE = "lost pupils"
KEYS_VERSION = 2
"""Which keys this code makes. A row of an older version gets its keys anew (`indexing.py`)."""

PREFIXES = (3, 4, 5)
MOST_OF_A_NAME = 8
MOST_SOUNDS = 12
MOST_PARTS = 3
SHORT_NAME: Final = 5
"""Letters up to which a name is kept by two letters of its beginning and its end, and by three beyond."""


@dataclass(frozen=True, slots=True)
class SearchTraits:
    """What a pupil is found by: every surname, forename and middle name that is known, the UPNs, birth date and town."""

    surnames: tuple[str, ...]
    forenames: tuple[str, ...]
    upns: tuple[str, ...] = ()
    birth_date: date | None = None
    town: str = ""
    middle_names: tuple[str, ...] = ()


def make_search_key(*traits: str) -> int:
    """Return the number of a key: 64 bits of a keyed code, with a sign, as every database stores them."""
    return int.from_bytes(token(PURPOSE, *traits)[:8], "big", signed=True)


def sounds_of(names: Iterable[str]) -> tuple[str, ...]:
    """Return the sound keys of several names of one person, each once."""
    heard = (f"~{key}" for name in names if name_words(name) for key in sound_keys(mend_letters(name))[:MOST_OF_A_NAME])
    return tuple(dict.fromkeys(heard))[:MOST_SOUNDS]


def beginnings_of(names: Iterable[str]) -> tuple[str, ...]:
    """Return the first letters of each surname, three, four and five of them."""
    letters = [letters_of(name) for name in names]
    return tuple(dict.fromkeys(f"^{name[:length]}" for name in letters for length in PREFIXES if len(name) >= length))


def letters_of(name: str) -> str:
    """Return a name in small plain letters without blanks."""
    return fold(name).replace(" ", "")


def name_words(name: str) -> tuple[str, ...]:
    """Return the words of a name in small plain letters, of a very long one the first few; none of a placeholder."""
    return split_name(name, NamePlace.SURNAME)[:MOST_PARTS]


def halves_of(names: Iterable[str], lengths: Iterable[int] = ()) -> tuple[str, ...]:
    """Return the beginning and the end of each word: of one length, by how long it is, or of all that are asked for."""
    found: dict[str, None] = {}
    for word in (word for name in names for word in name_words(name)):
        for length in tuple(lengths) or ((2,) if len(word) <= SHORT_NAME else (3,)):
            if len(word) >= length:
                found.update({f"^{word[:length]}": None, f"{word[-length:]}$": None})
    return tuple(found)


def keys_of(traits: SearchTraits) -> frozenset[int]:
    """Return every key that a pupil is stored with."""
    return frozenset(generate_keys(traits))


def generate_keys(traits: SearchTraits) -> Iterator[int]:
    """Yield the keys of a pupil, some of them twice."""
    surnames, forenames = sounds_of(traits.surnames), sounds_of(traits.forenames)
    middle, begun = sounds_of(traits.middle_names), beginnings_of(traits.surnames)
    first_three = tuple(start for start in begun if len(start) == 1 + PREFIXES[0])
    ends = halves_of(traits.surnames)
    yield from (make_search_key("upn", body_of_upn(upn)) for upn in traits.upns if upn)
    yield from (make_search_key("surname", surname) for surname in {*surnames, *begun, *ends})
    yield from pair_names((*surnames, *ends, *first_three), (*forenames, *halves_of(traits.forenames)))
    yield from pair_names((*surnames, *forenames), middle)
    if town := fold(traits.town):
        yield from pair_keys("surname town", (*surnames, *first_three), (town,))
    if traits.birth_date:
        born = (traits.birth_date.isoformat(),)
        yield make_search_key("born", *born)
        yield from pair_keys("name born", (*surnames, *forenames, *middle, *first_three), born)


def upn_keys(upn: str) -> frozenset[int]:
    """Return the key of a UPN, whatever its check letter is."""
    return frozenset({make_search_key("upn", body_of_upn(upn))}) if upn else frozenset()


def same_born_keys(surname: str, forename: str, born: date | None) -> frozenset[int]:
    """Return the keys of a pupil of exactly these names and this birth date; none where one of them is not known."""
    if not (surname and forename and born):
        return frozenset()
    return pair_keys("name born", sounds_of((surname, forename)), (born.isoformat(),))


def pair_keys(kind: str, ones: Iterable[str], others: tuple[str, ...]) -> frozenset[int]:
    """Return the keys of every pair of two traits."""
    return frozenset(make_search_key(kind, one, other) for one in ones for other in others)


def pair_names(ones: Iterable[str], others: tuple[str, ...]) -> frozenset[int]:
    """Return the keys of every pair of two names, which are the same whichever of the two is the surname."""
    return frozenset(make_search_key("names", *sorted((one, other))) for one in ones for other in others)
