"""Codes by which rows are found, across changes of the master key.

A code is made by HMAC with a key that the database does not hold. The first form of a code is that of generation 1. Each
later generation puts a layer over it: the HMAC of the form before, under a key of its own. So a stored code comes to the next
generation without what it stands for, which for many nobody knows any more; and who has the key of before alone recognises
none. While two generations are valid a look-up asks for both forms, and what is written has the newer.

A code of letters says its generation by its first letter: one of `g` to `z`, which no hexadecimal digit is. A number has no
room for that: its generation is that under which its owner's row is sealed.
"""

import hashlib
import hmac
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from django.db import models
from django.db.models import lookups

from handover.common.keyring import FIRST, KeyRing
from handover.common.sealing import derived_key
from handover.portal.masterkeys.purposes import CODE_PURPOSES
from handover.portal.masterkeys.ring import key_ring

_MARKED_FROM: Final = ord("g") - 2
"""Generation 2 is marked `g`."""
HEXADECIMAL: Final = "0123456789abcdef"

if TYPE_CHECKING:
    _Characters = models.CharField[str, str]
else:
    _Characters = models.CharField  # generic in the stubs only


def code_key(purpose: str) -> bytes:
    """Return the key of the first form of the codes of a purpose. Raises KeyError for one that is not in the table."""
    if purpose not in CODE_PURPOSES:
        raise KeyError(f"{purpose} is missing in masterkeys/purposes.py: its codes would be lost with the master key")
    ring = key_ring()
    if ring.current == FIRST:
        return ring.derive(purpose.encode())
    kept = ring.retained
    return kept.codes.get(purpose) or derived_key(kept.root, purpose.encode())


def generation_of_code(code: str) -> int:
    """Return the generation of a stored code."""
    return FIRST if code[:1] in HEXADECIMAL else ord(code[0]) - _MARKED_FROM


def mark_of_generation(generation: int) -> str:
    """Return the letter with which codes of a generation after the first begin."""
    return chr(_MARKED_FROM + generation)


def lay_over(code: str, generation: int, ring: KeyRing) -> str:
    """Return the form that a generation gives to the form before it; as long as that."""
    digits = hmac.digest(ring.retained.layers[generation], code.encode(), hashlib.sha256).hex()
    return mark_of_generation(generation) + digits[: len(code) - 1]


def forms_of_code(code: str, ring: KeyRing | None = None) -> tuple[str, ...]:
    """Return all forms of a code from the one that is given on, the newest last; an empty one stays."""
    if not code:
        return (code,)
    ring = ring or key_ring()
    forms = [code]
    for generation in range(generation_of_code(code) + 1, ring.current + 1):
        forms.append(lay_over(forms[-1], generation, ring))
    return tuple(forms)


def newest_form(code: str) -> str:
    """Return a code in the form in which it is written now, whichever form is given: so two can be compared."""
    return forms_of_code(code)[-1]


def valid_forms(code: str) -> tuple[str, ...]:
    """Return the forms in which a code may stand in the database now."""
    ring = key_ring() if code else None
    forms = forms_of_code(code, ring)
    return tuple(each for each in forms if not each or ring is None or generation_of_code(each) >= ring.oldest) or forms


def forms_of_number(number: int, until: int | None = None) -> tuple[int, ...]:
    """Return all forms of a number of 64 bits from its first on, up to that of a generation (today's)."""
    ring = key_ring()
    forms = [number]
    for generation in range(FIRST + 1, (ring.current if until is None else until) + 1):
        forms.append(lay_over_number(forms[-1], generation, ring))
    return tuple(forms)


def number_at(number: int, generation: int) -> int:
    """Return the form of a number in which it stands beside a row that is sealed under a generation."""
    return forms_of_number(number, generation)[-1]


def lay_over_number(number: int, generation: int, ring: KeyRing) -> int:
    """Return the form that a generation gives to a number's form before it."""
    digest = hmac.digest(ring.retained.layers[generation], number.to_bytes(8, "big", signed=True), hashlib.sha256)
    return int.from_bytes(digest[:8], "big", signed=True)


def valid_numbers(numbers: Iterable[int]) -> list[int]:
    """Return the forms in which any of these numbers may stand in the database now."""
    oldest = key_ring().oldest
    if oldest == FIRST == key_ring().current:
        return list(numbers)
    return [form for number in numbers for form in forms_of_number(number)[oldest - FIRST :]]


class CodeField(_Characters):
    """A column of codes of letters. The code works with first forms; the column knows the others."""

    def deconstruct(self) -> Any:
        """Say what a migration makes: a column of characters, whatever this code comes to be."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        """Give a code its newest form on its way to the database."""
        return super().get_db_prep_save(newest_form(value) if isinstance(value, str) else value, connection)


@CodeField.register_lookup
class AnyFormExact(lookups.Exact):
    """A code in any form that is valid."""

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """Ask for one form, or for several."""
        if not isinstance(self.rhs, str):
            return super().as_sql(compiler, connection)
        forms = valid_forms(self.rhs)
        if len(forms) > 1:
            return lookups.In(self.lhs, forms).as_sql(compiler, connection)
        return lookups.Exact(self.lhs, forms[0]).as_sql(compiler, connection)


@CodeField.register_lookup
class AnyFormIn(lookups.In):
    """One of some codes, in any form that is valid."""

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """Ask for all forms of all codes; what another question finds stays as it is stored."""
        if not self.rhs_is_direct_value():
            return super().as_sql(compiler, connection)
        forms = [form for code in self.rhs for form in (valid_forms(code) if isinstance(code, str) else (code,))]
        return lookups.In(self.lhs, forms).as_sql(compiler, connection)
