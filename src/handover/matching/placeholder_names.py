"""What is typed into a field for a name where no name is known. A table; it is treated as missing, and never compared."""

from functools import lru_cache
from typing import Final

from handover.common.folding import fold

# Whole entries, folded: what school systems and their users type for want of a name, in English and Welsh.
_FOR_ANY_NAME: Final = """
nk, n k, n a, nn, nfn, nln, fnu, lnu, unk, tbc, tba, tbd, nil, no name, not known, not given, not applicable, not provided,
not stated, not recorded, not yet named, unknown, unknown name, unknown unknown, name unknown, unnamed, unspecified,
undisclosed, withheld, refused, missing,
anon, anonymous, as above, same as above, see above, anhysbys, ddim yn hysbys, dim enw, heb enw
"""
# These are the names of families as well: Child, Male, Null.
_FOR_A_FORENAME: Final = """
baby, baby boy, baby girl, babi, infant, child, boy, girl, male, female, pupil, student, new pupil, new student, newborn,
null, none, blank, test, forename, first name, name, no forename, no first name, plentyn, disgybl, bachgen, merch, enw cyntaf
"""
_FOR_A_SURNAME: Final = "surname, last name, family name, no surname, no last name, cyfenw"


def _entries(*tables: str) -> frozenset[str]:
    return frozenset(" ".join(entry.split()) for table in tables for entry in table.split(","))


_FORENAMES: Final = _entries(_FOR_ANY_NAME, _FOR_A_FORENAME)
_SURNAMES: Final = _entries(_FOR_ANY_NAME, _FOR_A_SURNAME)


@lru_cache(1 << 16)
def is_placeholder_name(name: str, *, surname: bool = False) -> bool:
    """Say whether something stands in the field of a name that is no name: `.`, `X`, `XXX`, `NK`, `Unknown`, `Baby`.

    Nothing at all is none. One letter is an initial, unless it is X. A few of what is typed for a forename are the names
    of families, so say where it stands. A surname that is repeated as a forename is known by both fields only
    (`whole_names`).
    """
    if not name.strip():
        return False
    entry = fold(name)
    letters = entry.replace(" ", "")
    return not letters.strip("x") or letters.isdigit() or entry in (_SURNAMES if surname else _FORENAMES)


def fold_names(surname: str, forename: str) -> tuple[str, str]:
    """Return surname and forename folded, as far as they are names.

    A child with one name has it as the surname, and no forename, in whichever field it stood, and if it stood in both. Where
    the field of the surname is empty nothing is known.
    """
    if not surname.strip():
        return "", ""
    last = "" if is_placeholder_name(surname, surname=True) else fold(surname)
    first = "" if is_placeholder_name(forename) else fold(forename)
    return (last, first) if last and first and last != first else (last or first, "")
