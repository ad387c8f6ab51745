"""Looking a school up as people write it: some letters of its name or town, its number, its name in either language.

Letters are compared without their accents (`mor` finds `Môr`), in capitals or small, by the beginnings of words. That is said
as regular expressions, which both databases read, so no column has to be kept beside the names.
"""

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from handover.portal.establishments.models import Establishment

MOST_OFFERED: Final = 20
"""Schools that are offered for what somebody writes."""
MOST_NEAR: Final = 5
"""Schools that are offered where nothing fits."""
MOST_COMPARED: Final = 300
"""Names that are compared letter by letter when nothing fits."""
LEAST_COMMON: Final = 3
"""Letters that a word has to have in common with one of the name, to be compared at all."""
LEAST_ALIKE: Final = 0.6
"""How alike two names have to be, of 1."""
LONGEST: Final = 200
"""Letters that are looked at; no school has a longer name."""
BEFORE_WORD: Final = r"(^|[-\s'’(/,.&])"
APOSTROPHES: Final = "'’ʼ`"
SCHOOL_NUMBER: Final = 4


def fold_letters(text: str) -> str:
    """Return a text in small letters without accents."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _letters_alike() -> dict[str, str]:
    """Return for each letter and figure the expression that stands for it with any accent."""
    alike: dict[str, list[str]] = {letter: [] for letter in "abcdefghijklmnopqrstuvwxyz0123456789"}
    for code in (*range(0x30, 0x250), *range(0x1E00, 0x1F00)):
        letter = chr(code)
        folded = fold_letters(letter)
        if folded in alike:
            alike[folded].append(letter)
    return {letter: f"[{''.join(others)}]" for letter, others in alike.items()}


ALIKE: Final = _letters_alike()


def fold_words(text: str) -> list[str]:
    """Return the words of what somebody wrote, folded; an apostrophe does not part a word."""
    together = fold_letters(text[:LONGEST])
    for mark in APOSTROPHES:
        together = together.replace(mark, "")
    return re.findall("[a-z0-9]+", together)


def spell(word: str) -> str:
    """Return the expression that finds a folded word however it is written."""
    return f"[{APOSTROPHES}]?".join(ALIKE[letter] for letter in word)


def one_of_the_names(expression: str) -> Q:
    """Say that the name in one language has the expression in it."""
    return Q(name__iregex=expression) | Q(name_cy__iregex=expression)


def begins_word(word: str) -> Q:
    """Say that a word of the name or of the town begins so, or the number, or the school's own four figures."""
    expression = BEFORE_WORD + spell(word)
    found = one_of_the_names(expression) | Q(town__iregex=expression)
    if word[0].isdigit():
        found |= Q(number__istartswith=word) | Q(number__iregex=f"^[0-9]{{3}}{word}")
    return found


def find_like(text: str, among: QuerySet[Establishment], most: int = MOST_OFFERED) -> list[Establishment]:
    """Return the establishments that fit every word, at most so many: those whose name begins so come first."""
    words = fold_words(text)
    if not words:
        return []
    found = among
    for word in words:
        found = found.filter(begins_word(word))
    beginning = "^" + r"\W+".join(spell(word) for word in words)
    rank = Case(When(one_of_the_names(beginning), then=Value(0)), default=Value(1), output_field=IntegerField())
    return list(found.order_by(rank, "name", "number")[:most])


def find_near(text: str, among: QuerySet[Establishment]) -> list[Establishment]:
    """Return the establishments whose names look most like a text that fits none."""
    beginnings = [word[:LEAST_COMMON] for word in fold_words(text) if len(word) >= LEAST_COMMON]
    if not beginnings:
        return []
    like = one_of_the_names("|".join(BEFORE_WORD + spell(beginning) for beginning in beginnings))
    names: dict[str, list[Establishment]] = {}
    for each in among.filter(like).order_by("name")[:MOST_COMPARED]:
        for name in filter(None, (each.name, each.name_cy)):
            names.setdefault(" ".join(fold_words(name)), []).append(each)
    near = get_close_matches(" ".join(fold_words(text)), names, MOST_NEAR * 2, LEAST_ALIKE)
    return list(dict.fromkeys(each for name in near for each in names[name]))[:MOST_NEAR]


def find_meant(text: str, among: QuerySet[Establishment], la_number: str = "") -> list[Establishment]:
    """Return the establishments that a text names beyond doubt: by number, or by the whole name.

    The number may have been typed in any way (`681/4990`), stand in brackets behind the name, as this site writes it, or be
    the school's own four figures, of one authority if one is given.
    """
    if number := number_in(text):
        return list(among.filter(number=number))
    figures = "".join(text.split())
    if len(figures) == SCHOOL_NUMBER and figures.isascii() and figures.isdigit():
        of_one = among.filter(la_number=la_number) if la_number else among
        return list(of_one.filter(number__iregex=f"^[0-9]{{3}}{figures}$").order_by("number")[:MOST_OFFERED])
    if not (words := fold_words(text)):
        return []
    whole = r"^\W*" + r"\W+".join(spell(word) for word in words) + r"\W*$"
    return list(among.filter(one_of_the_names(whole)).order_by("number")[:MOST_OFFERED])


def number_in(text: str) -> str:
    """Return the number of seven signs that a text is or ends with in brackets; empty if there is none."""
    in_brackets = re.search(r"\(\s*([0-9]{3}(?:[0-9]{4}|LLLL))\s*\)\s*$", text, re.IGNORECASE)
    if in_brackets:
        return in_brackets[1].upper()
    alone = re.fullmatch(r"([0-9]{3})[-/.\s]*([0-9]{4}|LLLL)", text.strip(), re.IGNORECASE | re.ASCII)
    return (alone[1] + alone[2]).upper() if alone else ""


def all_numbers(text: str) -> Iterable[str]:
    """Return the numbers of a text that is nothing but numbers of seven figures; the text itself if it is anything else."""
    parts = [part for part in re.split(r"[\s,;]+", text.strip()) if part]
    return parts if len(parts) > 1 and all(re.fullmatch("[0-9]{7}", part) for part in parts) else [text]
