"""What is typed into a field for a name where no name is known. A table; it is treated as missing, and never compared."""

from functools import lru_cache
from typing import Final

from handover.common.folding import fold

# Whole entries, folded: what school systems and their users type for want of a name, in English and Welsh.
_PLACEHOLDERS: Final = frozenset(
    """
    nk na nn nfn nln fnu lnu noname nosurname noforename nomiddlename nofirstname nolastname notknown notgiven
    notapplicable notprovided notstated notrecorded unknown unknownname unnamed unk none null nil blank missing tbc tba
    tbd test baby babyboy babygirl infant child pupil student newpupil newstudent boy girl male female surname forename
    firstname lastname name anhysbys dimenw babi plentyn disgybl anon anonymous unspecified undisclosed withheld refused
    asabove sameasabove
    """.split()  # noqa: SIM905 a table is read more easily so
)


@lru_cache(1 << 16)
def is_placeholder_name(name: str) -> bool:
    """Say whether something stands in the field of a name that is no name: `.`, `X`, `XXX`, `NK`, `Unknown`, `Baby`.

    Nothing at all is none. One letter is an initial, unless it is X; a figure is no letter.
    """
    if not name.strip():
        return False
    letters = fold(name).replace(" ", "")
    return letters.isdigit() or letters in _PLACEHOLDERS or not letters.strip("x")
