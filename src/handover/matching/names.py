"""Names as ears hear them: folded, taken apart, and turned into keys that names share which sound alike.

Names are folded first (`common.folding`). `sound_keys` then reads a name in every way it may be said
(`readings.py`), knows the names that are one (`equal_names.py`), and codes each reading with Metaphone, which is
jellyfish's and made for English ears; here one vowel is added to it, because short Welsh names differ by nothing else
(Rhys, Rose). The keys are what an index stores; two names sound alike when they share one.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Final

from jellyfish import jaro_winkler_similarity, metaphone

from handover.common.damaged_letters import mend_letters
from handover.common.folding import APOSTROPHES, LONGEST, fold
from handover.matching.equal_names import EQUALS, IRISH_STEMS, PATRONYMICS
from handover.matching.readings import respell_all
from handover.matching.spellings import (
    LETTER_SOUNDS,
    PARTICLES,
    PATRONYMIC,
    PREFIXES,
    VOWELS,
)

MEMORY: Final = 1 << 16  # distinct names, and words of names, whose keys are remembered
SHORT: Final = 4  # a longer skeleton of consonants says enough without its vowel

_SOUNDED: Final = str.maketrans(dict(LETTER_SOUNDS))
_OLD_M: Final = re.compile(rf"(?i)\bm[{APOSTROPHES}](?=\w)")
_OLD_O: Final = re.compile(rf"(?i)\b[od][{APOSTROPHES} ]\s*(?=\w)")
_FIRST_VOWELS: Final = re.compile(r"(?!^y[aeiou])[aeiouy]+(?:w(?![aeiouy]))?")
_LAST_VOWELS: Final = re.compile(r"[^aeiouy][aeiouy]+w?$")
_MAY_HAVE_KIN: Final = frozenset("aod")


def parts(surname: str) -> tuple[str, ...]:
    """Return the whole of a surname, folded, and then the names it is made of: `Wyn-Jones`, `wyn`, `jones`.

    `Mc`, `O` and their like stay with the name behind them; `van`, `de` and their like are left off a part.
    """
    words = join_prefixes(fold(expand_old_mac(surname)).split())
    if len(words) < 2:
        return tuple(words)
    names = [word for word in words if word not in PARTICLES and len(word) > 1]
    return tuple(dict.fromkeys((" ".join(words), *names)))


def expand_old_mac(name: str) -> str:
    """Return a name with the old way to write Mac spelt out: `M'Donald` is MacDonald."""
    return _OLD_M.sub("mac", name)


def join_prefixes(words: list[str]) -> list[str]:
    """Join `mc donald` and its like; a prefix at the end of a name is a name."""
    joined: list[str] = []
    waiting = ""
    for position, word in enumerate(words):
        if word in PREFIXES and position + 1 < len(words):
            waiting += PREFIXES[word]
        else:
            joined.append(waiting + word)
            waiting = ""
    return joined


@lru_cache(MEMORY)
def sound_keys(name: str) -> tuple[str, ...]:
    """Return the keys of a name: of the whole, and of each part of a double-barrelled one. None for no name."""
    heard: dict[str, None] = {}
    for written in _write_as_heard(name[:LONGEST]):
        # The plain letters too, so that whatever folds to the same sounds alike: M'A is read as maca, and is ma as well.
        heard.update((part.replace(" ", ""), None) for part in (*parts(written), fold(written), *_kin(written)))
    return tuple(dict.fromkeys(key for part in heard for key in _keys_of(part)))


def _write_as_heard(name: str) -> Iterator[str]:
    """Yield a name as it is written, and as those write it who hear its accents; mended first, if letters are damaged."""
    for written in dict.fromkeys((mend_letters(name), name)):
        plain = written.lower()
        yield from dict.fromkeys((plain, plain.translate(_SOUNDED), plain.replace("ł", "l").translate(_SOUNDED)))


def sound_alike(one: str, other: str) -> bool:
    """Say whether two names, or a part of each, may sound the same."""
    return not set(sound_keys(one)).isdisjoint(sound_keys(other))


def similarity(one: str, other: str) -> float:
    """Return how alike two names are, 0 to 1: Jaro-Winkler of the folded names, half way nearer to 1 for a like sound.

    The same forwards and backwards; 1 only for names that fold to the same; 0 where one is missing.
    """
    first, second = sorted((fold(one).replace(" ", ""), fold(other).replace(" ", "")))
    if first == second:
        return float(bool(first))
    alike = jaro_winkler_similarity(first, second)
    return (1 + alike) / 2 if sound_alike(one, other) else min(alike, 0.99)


def _kin(name: str) -> Iterator[str]:
    """Yield the names that a patronymic or an Irish O stands for: `ap Rhys` is heard as Price, and is Rhys."""
    words = fold(name).split()
    if len(words) == 1 and words[0][:1] not in _MAY_HAVE_KIN:
        return
    for particle, father in pairwise(words):
        if particle in PATRONYMIC:
            yield father
            yield particle[1] + father.removeprefix("h")
            yield from _grown_together(father)
    for word in words:
        if word[:1] == "o" and word[1:] in IRISH_STEMS:
            yield word[1:]
    if match := _OLD_O.match(name):
        yield fold(name[match.end() :])
    if len(words) == 1 and words[0][:2] in PATRONYMIC:
        yield from _grown_together(words[0][2:])


def _grown_together(father: str) -> Iterator[str]:
    for name in (father, *EQUALS.get(father, ())):
        yield from PATRONYMICS.get(name, ())[:1]


@lru_cache(MEMORY)
def _keys_of(part: str) -> tuple[str, ...]:
    """Return the keys of one folded word: of the names it equals, and of each reading. Most names share their words."""
    equals = [f"={name}" for name in EQUALS.get(part, ())]
    return (*equals, *(key for respelled in dict.fromkeys(respell_all(part)) for key in _coded(respelled)))


def _coded(respelled: str) -> Iterator[str]:
    """Yield Metaphone's code; if it is short, with the classes of the first vowel in its place, and a last vowel."""
    code = metaphone(respelled)
    vowels = _FIRST_VOWELS.search(respelled)
    if not code or not vowels:
        yield code or respelled
        return
    onset = len(metaphone(respelled[: vowels.end()]))
    if vowels.start() == 0:
        code, onset = code.lstrip("AEIOU"), 0
    if len(code) >= SHORT and onset:
        yield code
        return
    if len(code) >= SHORT:
        yield f"A{code}"  # Elhassan, Alhassan: a long name says enough with any vowel in front
        return
    last = _LAST_VOWELS.search(respelled, vowels.end())
    for vowel in VOWELS.get(vowels[0]) or VOWELS.get(vowels[0][:2]) or VOWELS[vowels[0][0]]:
        yield f"{code[:onset]}{vowel}{code[onset:]}{'+' if last else ''}"
