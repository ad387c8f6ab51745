"""The numbers by which pupils, schools and records are known: UPN, ULN, establishment number, RefId.

A number is checked, never mended: a wrong guess would join two children's records.
"""

import re
import uuid
from dataclasses import dataclass
from hashlib import sha1
from operator import mul
from typing import Final, Literal, NamedTuple

from handover.common.authorities import LA_NUMBERS, WELSH_LAS
from handover.common.text import Text

__all__ = [
    "CHECK_LETTERS",
    "LA_NUMBERS",
    "LA_SUFFIX",
    "WELSH_LAS",
    "EstablishmentNumber",
    "UpnCheck",
    "check_ref_id",
    "check_uln",
    "check_upn",
    "guess_upn",
    "is_upn",
    "make_uln",
    "make_upn",
    "ref_id_from_upn",
    "split_establishment",
]

LA_SUFFIX: Final = "LLLL"
"""What stands in place of a school's four digits in the number of an authority: `681LLLL`."""

CHECK_LETTERS: Final = "ABCDEFGHJKLMNPQRTUVWXYZ"
"""The 23 letters a UPN may hold, each worth its place; I, O and S are left out because they look like digits."""

_WEIGHTS: Final = tuple(range(2, 14))
_VALUES: Final = {
    **{digit: int(digit) for digit in "0123456789"},
    **{letter: value for value, letter in enumerate(CHECK_LETTERS)},
}
_UPN_BODY: Final = re.compile(r"[0-9]{11}[0-9A-HJ-NP-RT-Z]")
_ESTABLISHMENT: Final = re.compile(r"([0-9]{3})[/ ]?([0-9]{4})")
_REF_ID: Final = re.compile(r"[0-9A-F]{32}")
_ULN: Final = re.compile(r"[1-9][0-9]{9}")
_REF_ID_SPACE: Final = uuid.UUID("5f0a8a4e-6d0c-5c0b-9a3e-1d7c2b64c0de").bytes
_PLAIN: Final = ~(0xF << 76 | 0x3 << 62)
_VERSION_5: Final = 0x5 << 76 | 0x2 << 62
"""The bits of a UUID that say its version and variant."""

UPN_LENGTH: Final = 13

_CORRECT: Final = Text("A correct UPN.", "UPN cywir.")
_CORRECT_ELSEWHERE: Final = Text(
    "A correct UPN. No local authority has the number {number}.",
    "UPN cywir. Nid oes awdurdod lleol â'r rhif {number}.",
)
_TEMPORARY: Final = Text("A correct temporary UPN.", "UPN dros dro cywir.")
_TEMPORARY_ELSEWHERE: Final = Text(
    "A correct temporary UPN. No local authority has the number {number}.",
    "UPN dros dro cywir. Nid oes awdurdod lleol â'r rhif {number}.",
)
_WRONG_LETTER: Final = Text(
    "The check letter should be {expected}, not {given}: a character was mistyped.",
    "Dylai'r llythyren wirio fod yn {expected}, nid {given}: cafodd nod ei gamdeipio.",
)
_WRONG_FIRST_LETTER: Final = Text(
    "A UPN begins with a capital letter other than I, O and S; here it should be {expected}.",
    "Mae UPN yn dechrau â phriflythyren heblaw I, O ac S; yma dylai fod yn {expected}.",
)
_WRONG_LENGTH: Final = Text(
    "A UPN has {length:character}; this has {given}.", "Mae gan UPN {length:character}; mae gan hwn {given}."
)
_WRONG_SHAPE: Final = Text(
    "A UPN is a letter and twelve digits; in a temporary one the last digit is a letter (never I, O or S).",
    "Llythyren a deuddeg digid yw UPN; mewn un dros dro mae'r digid olaf yn llythyren (byth I, O nac S).",
)


@dataclass(frozen=True, slots=True)
class UpnCheck:
    """What a unique pupil number looks like.

    `expected_letter` is the letter that belongs in front, or None where the twelve characters behind it cannot be
    those of a UPN. `correct` says that form and letter are right; `la_known` is a hint only, since a number whose
    authority nobody knows may still be a pupil's own.
    """

    form: Literal["permanent", "temporary", "malformed"]
    given: str
    expected_letter: str | None
    correct: bool
    la_number: str | None
    la_known: bool

    def explain(self) -> Text:
        """Say in a sentence what is right or wrong with the number."""
        if self.form == "malformed":
            return _explain_shape(self)
        if not self.correct:
            return _WRONG_LETTER.filled(expected=self.expected_letter, given=self.given[0])
        if self.la_known:
            return _TEMPORARY if self.form == "temporary" else _CORRECT
        return (_TEMPORARY_ELSEWHERE if self.form == "temporary" else _CORRECT_ELSEWHERE).filled(number=self.la_number)


def _explain_shape(check: UpnCheck) -> Text:
    if len(check.given) != UPN_LENGTH:
        return _WRONG_LENGTH.filled(length=UPN_LENGTH, given=len(check.given))
    if check.expected_letter is not None:
        return _WRONG_FIRST_LETTER.filled(expected=check.expected_letter)
    return _WRONG_SHAPE


def check_letter(body: str) -> str:
    """Return the letter in front of these twelve characters: their sum, weighted 2 to 13, by its remainder over 23."""
    return CHECK_LETTERS[sum(map(mul, _WEIGHTS, map(_VALUES.__getitem__, body))) % len(CHECK_LETTERS)]


def is_upn(text: str) -> bool:
    """Say what `check_upn(text).correct` says, and nothing else."""
    body = text[1:]
    return _UPN_BODY.fullmatch(body) is not None and text[0] == check_letter(body)


def check_upn(text: str) -> UpnCheck:
    """Look at a unique pupil number as it stands: capitals matter, blanks are not taken away."""
    body = text[1:]
    if not _UPN_BODY.fullmatch(body):
        return UpnCheck("malformed", text, None, correct=False, la_number=None, la_known=False)
    expected = check_letter(body)
    la_number = body[:3]
    return UpnCheck(
        form="malformed" if text[0] not in CHECK_LETTERS else "permanent" if body[-1].isdigit() else "temporary",
        given=text,
        expected_letter=expected,
        correct=text[0] == expected,
        la_number=la_number,
        la_known=la_number in LA_NUMBERS,
    )


_LOOK_ALIKE: Final = str.maketrans({"O": "0", "I": "1", "L": "1", "S": "5"})
_JOINTS: Final = re.compile(r"[\s/.\-\u2010-\u2015]+")


@dataclass(frozen=True, slots=True)
class UpnGuess:
    """What a number that is no UPN was meant to be, and what was taken for granted: small letters, blanks or signs
    between its parts, letters that look like digits.
    """

    meant: UpnCheck
    small: bool
    parted: bool
    look_alike: bool


def guess_upn(text: str) -> UpnGuess | None:
    """Return how a malformed number reads with capitals, without blanks and with digits for the letters like them.

    None where that is no UPN either. It is only ever shown: a wrong guess would be another child.
    """
    joined = _JOINTS.sub("", text)
    capitals = joined.upper()
    digits = capitals[:1] + capitals[1:].translate(_LOOK_ALIKE)
    meant = check_upn(digits)
    if meant.form == "malformed" or digits == text:
        return None
    return UpnGuess(meant, small=joined != capitals, parted=joined != text, look_alike=digits != capitals)


def make_upn(la: str, estab: str, year: int, serial: int, temporary: bool = False) -> str:
    """Return the UPN that a school gives: LA number, school number, year of allocation (2025 or 25), serial.

    A permanent serial runs from 0 to 999. A temporary one from 0 to 2299: two digits, then a letter that counts the
    hundreds. Raises ValueError for a number that cannot be written so.
    """
    if not _ESTABLISHMENT.fullmatch(la + estab) or len(la) != 3:
        raise ValueError(f"{la}/{estab} is not a school's number: three digits of the authority and four of the school")
    highest = 100 * len(CHECK_LETTERS) if temporary else 1000
    if not 0 <= serial < highest:
        raise ValueError(f"serial {serial} is not between 0 and {highest - 1}")
    hundreds, rest = divmod(serial, 100)
    last = f"{rest:02}{CHECK_LETTERS[hundreds]}" if temporary else f"{serial:03}"
    body = f"{la}{estab}{year % 100:02}{last}"
    return check_letter(body) + body


def check_uln(text: str) -> bool:
    """Say whether this is a unique learner number: ten digits whose sum, weighted 10 to 1, leaves 10 over 11."""
    if not _ULN.fullmatch(text):
        return False
    return sum(weight * int(digit) for weight, digit in zip(range(10, 0, -1), text, strict=True)) % 11 == 10


def make_uln(stem: str) -> str | None:
    """Return the ULN that begins with these nine digits, or None where no check digit exists (such are not issued)."""
    return next((uln for digit in "0123456789" if check_uln(uln := stem + digit)), None)


class EstablishmentNumber(NamedTuple):
    """A school's number: three digits of its local authority, four of its own."""

    la: str
    school: str

    def __str__(self) -> str:
        return f"{self.la}/{self.school}"

    @property
    def joined(self) -> str:
        """The seven digits as file names hold them."""
        return self.la + self.school


def split_establishment(text: str) -> EstablishmentNumber | None:
    """Read a school's number as people write it (`681/2990`, `6812990`, `681 2990`), or return None."""
    match = _ESTABLISHMENT.fullmatch(text.strip())
    return EstablishmentNumber(match[1], match[2]) if match else None


def check_ref_id(text: str) -> bool:
    """Say whether this is a SIF RefId: 32 hexadecimal digits in capitals."""
    return _REF_ID.fullmatch(text) is not None


def ref_id_from_upn(upn: str, of: str = "LearnerPersonal") -> str:
    """Return the RefId of a pupil's object of that kind: always the same for the same UPN, so a re-send updates."""
    return name_ref_id(_REF_ID_SPACE, f"{of}/{upn}")


def name_ref_id(space: bytes, name: str) -> str:
    """Return the RefId that this name has in a space, which is the bytes of a UUID: the name's version-5 UUID.

    It is `uuid.uuid5`, without the steps of its class: a pupil's objects have some fifteen of them.
    """
    digest = sha1(space + name.encode(), usedforsecurity=False).digest()
    return f"{int.from_bytes(digest[:16], 'big') & _PLAIN | _VERSION_5:032X}"
