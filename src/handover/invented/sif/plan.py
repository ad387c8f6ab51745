"""What a sample school is made of, before its objects are written: size, ids, dates."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from random import Random
from typing import Final

_YEARS: Final = (7, 8, 9, 10, 11)
_FORM: Final = 30
_SATURDAY: Final = 5


@dataclass(frozen=True, slots=True)
class PlannedLearner:
    """A learner to be: their ids, year and age on 31 August."""

    serial: int
    ref_id: str
    enrolment: str
    nc_year: str
    age: int
    form: int


@dataclass
class SchoolPlan:
    """A school of a size. The same seed and sizes give the same school."""

    seed: int
    learners: int
    days: int
    year: int
    la: str = "681"
    number: str = "4999"
    chance: Random = field(init=False)

    def __post_init__(self) -> None:
        self.chance = Random(self.seed)  # noqa: S311 - not for secrets

    def new_id(self) -> str:
        """Return the next id."""
        return f"{self.chance.getrandbits(128):032X}"

    @property
    def first_day(self) -> date:
        """The first day of the school year."""
        return date(self.year - 1, 9, 1)

    @property
    def last_day(self) -> date:
        """The last day of the school year."""
        return date(self.year, 7, 20)

    @cached_property
    def authority(self) -> str:
        """The id of the local authority."""
        return self.new_id()

    @cached_property
    def school(self) -> str:
        """The id of the school."""
        return self.new_id()

    @cached_property
    def forms(self) -> int:
        """The number of forms."""
        return max(1, -(-self.learners // _FORM))

    @cached_property
    def form_groups(self) -> tuple[str, ...]:
        """The ids of the forms' groups."""
        return tuple(self.new_id() for _ in range(self.forms))

    @cached_property
    def staff(self) -> tuple[str, ...]:
        """The ids of the members of staff."""
        return tuple(self.new_id() for _ in range(max(2, self.learners // 16)))

    @cached_property
    def pupils(self) -> tuple[PlannedLearner, ...]:
        """The learners."""
        made = []
        for serial in range(1, self.learners + 1):
            form = (serial - 1) % self.forms
            year = _YEARS[form % len(_YEARS)]
            made.append(PlannedLearner(serial, self.new_id(), self.new_id(), str(year), year + 4, form))
        return tuple(made)

    @cached_property
    def school_days(self) -> tuple[date, ...]:
        """The first days on which attendance was marked."""
        days: list[date] = []
        day = self.first_day
        while len(days) < self.days:
            if day.weekday() < _SATURDAY:
                days.append(day)
            day += timedelta(days=1)
        return tuple(days)
