"""What in a record one person at the receiving school must know, as a table: what it is, whom to tell, how it is recognised.

Sources: reference/ctf.md sections 4.4, 10.9 and 10.10; keeping children safe in education and its Welsh counterpart for the
designated people; the covenant of the armed forces for service children. Elements of service children and of child protection
have no name that a public source confirms, so these are recognised by words in the names of elements that we do not know.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from handover.common.text import Text
from handover.ctf.model import Pupil
from handover.ctf.strangers import EMPTY, read_stranger

NO_PROVISION: Final = "N"
NO_NEED: Final = "DNA"
DEPLOYED: Final = "MD"
_NO: Final = frozenset({"n", "no", "false", "0", "na", EMPTY})


@dataclass(frozen=True, slots=True)
class PersonToTell:
    """A kind of content that matters to one person: its name, who that is, and whether a record has it.

    `note` is the code of the check's note that says the same of each pupil: it is not said again beside.
    """

    key: str
    what: Text
    who: Text
    holds: Callable[[Pupil], bool]
    note: str = ""


@dataclass(frozen=True, slots=True)
class PupilsToTellOf:
    """Of which pupils somebody must be told, by their positions in the file (from 1)."""

    person: PersonToTell
    pupils: tuple[int, ...]


def _needs_support(pupil: Pupil) -> bool:
    wales = pupil.wales
    return (
        any(stage.provision not in (None, NO_PROVISION) for stage in pupil.sen.stages)
        or any(need.need not in (None, NO_NEED) for need in pupil.sen.needs)
        or any((wales.curriculum, wales.grouping, wales.resources, wales.advice))
        or any(code.upper() not in ("NONE", "N") for code in pupil.basic.disabilities)
        or _speaks_of(pupil, _SUPPORT)
    )


def _speaks_of(pupil: Pupil, words: re.Pattern[str]) -> bool:
    """Say whether elements that we do not know are called so, and do not just say no."""
    return any(
        words.search(label.replace(" ", "")) and value.strip().casefold() not in _NO
        for unknown in pupil.unknown
        for label, value in read_stranger(unknown)
    )


_SERVICE: Final = re.compile(r"service.?(?:child|pupil|famil)|armedforces", re.IGNORECASE)
_PROTECTION: Final = re.compile(r"childprotection|safeguard|protectionplan|childinneed|atrisk", re.IGNORECASE)
_SUPPORT: Final = re.compile(r"^(?:additionallearning|ALN|EHC|IDP|individualdevelopment)", re.IGNORECASE)
_MEDICAL: Final = re.compile(r"medical|allerg|medication|health", re.IGNORECASE)
_CARE: Final = re.compile(r"lookedafter|incare|previouslylooked|adopted", re.IGNORECASE)

PEOPLE: Final[tuple[PersonToTell, ...]] = (
    PersonToTell(
        "protection",
        Text("Child protection", "Amddiffyn plant"),
        Text("the designated person for safeguarding", "y person dynodedig ar gyfer diogelu"),
        lambda pupil: _speaks_of(pupil, _PROTECTION),
    ),
    PersonToTell(
        "care",
        Text("Looked after by a local authority", "Yn derbyn gofal gan awdurdod lleol"),
        Text("the designated teacher for looked-after children", "yr athro dynodedig ar gyfer plant sy'n derbyn gofal"),
        lambda pupil: bool(pupil.care.in_care) or _speaks_of(pupil, _CARE),
        note="ctf.in_care",
    ),
    PersonToTell(
        "medical",
        Text("Medical information is held", "Mae gwybodaeth feddygol ar gael"),
        Text(
            "whoever looks after medical needs, who should ask the sending school for it",
            "pwy bynnag sy'n gofalu am anghenion meddygol, a ddylai ofyn i'r ysgol sy'n anfon am y wybodaeth",
        ),
        lambda pupil: bool(pupil.basic.medical_flag) or _speaks_of(pupil, _MEDICAL),
        note="ctf.medical",
    ),
    PersonToTell(
        "support",
        Text("Additional learning needs, SEN or a disability", "Anghenion dysgu ychwanegol, AAA neu anabledd"),
        Text("the ALNCo or SENCo", "y CADY neu'r SENCo"),
        _needs_support,
    ),
    PersonToTell(
        "service",
        Text("Service child", "Plentyn i aelod o'r lluoedd arfog"),
        Text(
            "whoever looks after service children; if nothing is said of worries, telephone the sending school",
            "pwy bynnag sy'n gofalu am blant y lluoedd arfog; os nad oes sôn am bryderon, ffoniwch yr ysgol sy'n anfon",
        ),
        lambda pupil: _speaks_of(pupil, _SERVICE) or any(spell.reason == DEPLOYED for spell in pupil.schools),
    ),
)
"""The people of whom the receiving school must think, the most pressing first."""


def find_people_to_tell(pupils: Sequence[Pupil]) -> tuple[PupilsToTellOf, ...]:
    """Return whom to tell of which of these pupils, by their positions; nothing if nobody need be told."""
    found = (
        PupilsToTellOf(person, tuple(position for position, pupil in enumerate(pupils, 1) if person.holds(pupil)))
        for person in PEOPLE
    )
    return tuple(told for told in found if told.pupils)
