"""Which school is meant by what stands in an office's list: its number, the four digits of one's own authority, its exact name.

Pure.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Self

from handover.common.folding import fold
from handover.common.identifiers import split_establishment

_LA: Final = re.compile("[0-9]{3}")
_NOT_A_LETTER: Final = re.compile(r"[\W_]+")
_SHORT: Final = re.compile("[0-9]{1,4}")
_NUMBER_WITHIN: Final = re.compile(r"(?<![0-9])([0-9]{3})[/ -]?([0-9]{4})(?![0-9])")


def _plain(name: str) -> str:
    """Return a school's name without regard to case, accents, signs and blanks."""
    return _NOT_A_LETTER.sub("", fold(name))


def spell_number(text: str, la: str = "") -> Sequence[str]:
    """Return the seven digits that a text means, as one number or none. `la` is the authority beside it, or nothing."""
    if number := split_establishment(text):
        return (number.joined,)
    if _SHORT.fullmatch(text) and _LA.fullmatch(la):
        return (la + text.zfill(4),)
    return ()


@dataclass(frozen=True, slots=True)
class KnownSchools:
    """The schools that a list may name: their numbers, the same by plain names, and the authority whose list it is."""

    numbers: frozenset[str]
    names: Mapping[str, tuple[str, ...]]
    la: str = ""

    @classmethod
    def of(cls, schools: Iterable[tuple[str, Sequence[str]]], la: str = "") -> Self:
        """Return these schools, each by its number and its names in both languages."""
        numbers, names = set(), defaultdict[str, set[str]](set)
        for number, called in schools:
            numbers.add(number)
            for name in filter(None, called):
                names[_plain(name)].add(number)
        return cls(frozenset(numbers), {name: tuple(sorted(found)) for name, found in names.items()}, la)

    def find(self, text: str, la: str = "") -> Sequence[str]:
        """Return the numbers of the schools that are meant: one, none, or several of one name.

        `la` is the number of the authority beside it, or nothing.
        """
        if found := spell_number(text, la):
            return found
        if len(text) == 4 and text.isascii() and text.isdigit() and self.la and not la:
            return spell_number(text, self.la)
        if found := self.names.get(_plain(text), ()):
            return found
        if within := _NUMBER_WITHIN.search(text):  # a name with its number, as the site itself writes it
            number, rest = "".join(within.groups()), text[: within.start()] + text[within.end() :]
            return (number,) if number in self.names.get(_plain(rest), ()) else ()
        return ()
