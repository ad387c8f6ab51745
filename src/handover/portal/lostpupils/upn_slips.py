"""A UPN that was mistyped: the number that was meant, and the numbers that one slip makes of another."""

from collections.abc import Iterator
from typing import Final

from handover.common.identifiers import check_upn

FIGURES: Final = "0123456789"


def plain_upn(upn: str) -> str:
    """Return a UPN in capitals and without blanks."""
    return "".join(upn.split()).upper()


def mend_check_letter(upn: str) -> str:
    """Return a UPN with the letter that its figures ask for; nothing where the letter is right, or no letter can be."""
    plain = plain_upn(upn)
    letter = check_upn(plain).expected_letter
    return letter + plain[1:] if letter and not plain.startswith(letter) else ""


def body_of_upn(upn: str) -> str:
    """Return what stands behind the check letter, which alone tells two numbers apart."""
    return plain_upn(upn)[1:]


def likely_bodies(upn: str) -> tuple[str, ...]:
    """Return what stands behind the check letter of a UPN, and what one slip makes of it: a figure, or two exchanged."""
    return tuple(dict.fromkeys(_bodies(body_of_upn(upn))))


def _bodies(body: str) -> Iterator[str]:
    yield body
    for place, character in enumerate(body):
        if character in FIGURES:
            yield from (body[:place] + figure + body[place + 1 :] for figure in FIGURES)
        yield body[:place] + body[place + 1 : place + 2] + character + body[place + 2 :]
