"""How two values of a field stand to each other, for all fields but names and birth dates. The same from either side."""

import re
from functools import lru_cache
from typing import Final

from jellyfish import damerau_levenshtein_distance

from handover.common.folding import fold
from handover.common.identifiers import check_upn
from handover.matching.child import Child
from handover.matching.fields import FieldAgreement
from handover.matching.names import parts, sound_alike

_BLANKS: Final = re.compile(r"[\W_]+")
SHORT_NAME: Final = 4  # in a name this short, one letter makes another name
SCHOOL_AND_YEAR: Final = slice(1, 10)  # of a UPN: where and when it was given
YEAR_OF_UPN: Final = slice(8, 10)
INWARD: Final = 3  # characters of a postcode behind its district
LONGEST_DISTRICT: Final = 4  # characters; a postcode that is no longer says its district alone
MEMORY: Final = 1 << 16


@lru_cache(MEMORY)
def plain_code(text: str) -> str:
    """Return a UPN or a postcode in capitals, without blanks and signs."""
    return _BLANKS.sub("", text).upper()


@lru_cache(MEMORY)
def permanent_upn(upn: str) -> str:
    """Return a correct permanent UPN in capitals, and nothing for any other text: only these tell children apart."""
    plain = "".join(upn.split()).upper()
    check = check_upn(plain)
    return plain if check.correct and check.form == "permanent" else ""


def year_of_upn(upn: str) -> int | None:
    """Return the year in which a permanent UPN was given; None for any other text."""
    permanent = permanent_upn(upn)
    return 2000 + int(permanent[YEAR_OF_UPN]) if permanent else None


def compare_upns(one: Child, other: Child) -> FieldAgreement:
    """Compare UPNs and former UPNs."""
    if not (one.upn or one.former_upn) or not (other.upn or other.former_upn):
        return FieldAgreement.MISSING
    given = plain_code(one.upn), plain_code(other.upn)
    if given[0] == given[1] and check_upn(given[0]).correct:
        return FieldAgreement.SAME
    ours, theirs = permanent_upn(one.upn), permanent_upn(other.upn)
    if {ours, permanent_upn(one.former_upn)} & {theirs, permanent_upn(other.former_upn)} - {""}:
        return FieldAgreement.FORMER
    if all(given) and is_one_slip(*given):
        return FieldAgreement.LETTER
    if not ours or not theirs:
        return FieldAgreement.MISSING
    if ours[SCHOOL_AND_YEAR] == theirs[SCHOOL_AND_YEAR]:
        return FieldAgreement.TOGETHER
    # a mistyped figure whose check letter fits by chance, or was made to fit
    return FieldAgreement.NEAR if is_one_slip(ours[1:], theirs[1:]) else FieldAgreement.DIFFERENT


def compare_genders(one: str, other: str) -> FieldAgreement:
    """Compare gender codes; only M and F are compared."""
    ours, theirs = one.strip().upper()[:1], other.strip().upper()[:1]
    if not {ours, theirs} <= {"M", "F"}:
        return FieldAgreement.MISSING
    return FieldAgreement.SAME if ours == theirs else FieldAgreement.DIFFERENT


def district_of(postcode: str) -> str:
    """Return the district of a postcode in capitals, `CF99` of `CF99 1AA` and of `CF99`; an empty text where there is none."""
    plain = plain_code(postcode)
    return plain[:-INWARD] if len(plain) > LONGEST_DISTRICT else plain


def compare_postcodes(one: str, other: str) -> FieldAgreement:
    """Compare postcodes: the same, one slip apart, in one district."""
    ours, theirs = plain_code(one), plain_code(other)
    if not ours or not theirs:
        return FieldAgreement.MISSING
    if ours == theirs:
        return FieldAgreement.SAME
    if district_of(ours) == ours or district_of(theirs) == theirs:
        return FieldAgreement.AREA if district_of(ours) == district_of(theirs) else FieldAgreement.DIFFERENT
    if is_one_slip(ours, theirs):
        return FieldAgreement.LETTER
    return FieldAgreement.AREA if district_of(ours) == district_of(theirs) else FieldAgreement.DIFFERENT


@lru_cache(MEMORY)
def compare_towns(one: str, other: str) -> FieldAgreement:
    """Compare towns by spelling and sound."""
    ours, theirs = fold(one), fold(other)
    if not ours or not theirs:
        return FieldAgreement.MISSING
    if ours.replace(" ", "") == theirs.replace(" ", ""):
        return FieldAgreement.SAME
    if sound_alike(one, other):
        return FieldAgreement.PART if len(parts(one)) != len(parts(other)) else FieldAgreement.SOUND
    long_enough = min(len(ours), len(theirs)) > SHORT_NAME
    return FieldAgreement.LETTER if long_enough and is_one_slip(ours, theirs) else FieldAgreement.DIFFERENT


def compare_codes(one: str, other: str) -> FieldAgreement:
    """Compare what is either the same or not: schools, school years."""
    ours, theirs = plain_code(one), plain_code(other)
    if not ours or not theirs:
        return FieldAgreement.MISSING
    return FieldAgreement.SAME if ours == theirs else FieldAgreement.DIFFERENT


def is_one_slip(one: str, other: str) -> bool:
    """Say whether one slip of the finger makes one text of the other: a character more, less, other, or exchanged."""
    return abs(len(one) - len(other)) <= 1 and damerau_levenshtein_distance(*sorted((one, other))) == 1
