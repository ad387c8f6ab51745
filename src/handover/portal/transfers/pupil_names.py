"""Who a pupil in a file is, as far as lists of files say it. It stands in the database only sealed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from handover.ctf.model import Pupil


@dataclass(frozen=True, slots=True)
class PupilNames:
    """Surname, forename, birth date and UPN of a pupil, as the file says; empty where it does not."""

    surname: str = ""
    forename: str = ""
    birth_date: date | None = None
    upn: str = ""

    @classmethod
    def of(cls, pupil: Pupil) -> "PupilNames":
        """Return what a file says of a pupil."""
        return cls(pupil.surname or "", pupil.forename or "", pupil.birth_date, pupil.upn or "")

    @property
    def full_name(self) -> str:
        """Forename and surname."""
        return " ".join(part for part in (self.forename, self.surname) if part)

    def stored(self) -> list[str]:
        """Return it as plain values, to be sealed."""
        return [self.surname, self.forename, self.birth_date.isoformat() if self.birth_date else "", self.upn]

    @classmethod
    def restored(cls, kept: Sequence[str]) -> "PupilNames":
        """Return what was kept."""
        surname, forename, born, upn = kept
        return cls(surname, forename, date.fromisoformat(born) if born else None, upn)


NOBODY = PupilNames()
"""A pupil of whom nothing is known any more."""
