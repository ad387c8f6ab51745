"""RefIds: those that the destination zone has already, else stable ones, so that a record sent again is an update.

A stable RefId is a version-5 UUID of what makes an object that object, as 32 hexadecimal digits in capitals.
"""

import uuid
from typing import Final

from handover.common.identifiers import name_ref_id, ref_id_from_upn
from handover.ctf.model import Pupil

_SPACE: Final = uuid.UUID("0c9a4c52-7a39-5f3e-8d5b-3f6c1e0b7d11").bytes


def derive_ref_id(of: str, *parts: object) -> str:
    """Return the RefId of an object of that kind, made of these parts: always the same for the same ones."""
    return name_ref_id(_SPACE, "\x1f".join((of, *map(str, parts))))


class SameNames:
    """Counts what cannot be told apart, so that two of a name stay two."""

    def __init__(self) -> None:
        self._met: dict[tuple[object, ...], int] = {}

    def number(self, *parts: object) -> int:
        """Return how many of these parts were met before."""
        met = self._met.get(parts, 0)
        self._met[parts] = met + 1
        return met


def identify_learner(pupil: Pupil, school: str, same: SameNames) -> str:
    """Return the stable RefId of a pupil: by UPN, else by school, name and date of birth."""
    if pupil.upn is not None:
        return ref_id_from_upn(pupil.upn)
    parts = (school, pupil.surname, pupil.forename, pupil.birth_date)
    return derive_ref_id("LearnerPersonal", *parts, same.number(*parts))
