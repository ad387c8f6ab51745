"""Who a child is that has come to a school, as far as the school's software or its list of expected pupils says."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from handover.matching.placeholder_names import fold_names


@dataclass(frozen=True, slots=True)
class ArrivedChild:
    """Names, birth date, UPN, the learner in the school's software, and the schools that the child was at, the last first.

    Stands in the database only sealed.
    """

    surname: str = ""
    forename: str = ""
    birth_date: date | None = None
    upn: str = ""
    learner: str = ""
    schools: tuple[str, ...] = ()

    @property
    def full_name(self) -> str:
        """Forename and surname."""
        return " ".join(part for part in (self.forename, self.surname) if part)

    def is_like(self, surname: str, forename: str, birth_date: date | None) -> bool:
        """Say whether a leaver of the same UPN may be this child: born on the same day, and one name the same.

        A UPN alone is not enough to have a record sent: somebody may have typed another child's.
        """
        pairs = zip(fold_names(self.surname, self.forename), fold_names(surname, forename), strict=True)
        same_day = self.birth_date is not None and self.birth_date == birth_date
        return same_day and any(ours and ours == theirs for ours, theirs in pairs)

    def stored(self) -> list[object]:
        """Return it as plain values, to be sealed."""
        born = self.birth_date.isoformat() if self.birth_date else ""
        return [self.surname, self.forename, born, self.upn, self.learner, list(self.schools)]

    @classmethod
    def restored(cls, kept: Sequence[object]) -> "ArrivedChild":
        """Return what was kept."""
        surname, forename, born, upn, learner = map(str, kept[:5])
        schools = kept[5] if isinstance(kept[5], list) else []
        return cls(surname, forename, date.fromisoformat(born) if born else None, upn, learner, tuple(schools))


NO_ARRIVED_CHILD = ArrivedChild()
"""A child of whom nothing is known any more, or yet."""
