"""Names that are one name though no rule of spelling says so. Tables alone; `names.py` reads them.

Every word of a row shares a key. Words are folded (no accents, no blanks); a word may stand in several rows. The rows, in a
module for each group of languages, are what is commonly known about their names, and spellings of English and Welsh ears
that no rule of `readings.py` finds; nobody's data was used.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from handover.matching.equal_names_arabic import ARABIC_AND_AFRICAN_ROWS
from handover.matching.equal_names_asian import CHINESE_ROWS, SOUTH_ASIAN_ROWS, VIETNAMESE_ROWS
from handover.matching.equal_names_celtic import IRISH_O_STEMS, IRISH_ROWS, PATRONYMIC_ROWS, WELSH_ROWS
from handover.matching.equal_names_european import EASTERN_ROWS, WESTERN_ROWS


def _rows(*tables: str) -> Iterable[tuple[str, ...]]:
    for table in tables:
        yield from (tuple(line.split()) for line in table.strip().splitlines())


EQUAL_NAMES: Final = tuple(
    _rows(
        WELSH_ROWS,
        IRISH_ROWS,
        ARABIC_AND_AFRICAN_ROWS,
        EASTERN_ROWS,
        WESTERN_ROWS,
        SOUTH_ASIAN_ROWS,
        CHINESE_ROWS,
        VIETNAMESE_ROWS,
    )
)
PATRONYMICS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {row[0]: row[1:] for row in _rows(PATRONYMIC_ROWS)}
)
IRISH_STEMS: Final = frozenset(IRISH_O_STEMS.split())


def _heads() -> dict[str, tuple[str, ...]]:
    heads: dict[str, tuple[str, ...]] = {}
    for row in (*EQUAL_NAMES, *PATRONYMICS.values()):
        for word in row:
            heads[word] = (*heads.get(word, ()), row[0])
    return heads


EQUALS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(_heads())
"""Every word of the tables, with the first words of its rows: two names with one in common are one name."""
