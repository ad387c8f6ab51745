"""What an officer asks the store: the fields of the seed's search page (section 4.1), and whether they are enough."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from handover.common.folding import fold
from handover.common.text import Text

LEAST_LETTERS = 3

FIELDS: dict[str, Text] = {
    "upn": Text("UPN", "UPN"),
    "surname": Text("surname", "cyfenw"),
    "forename": Text("forename", "enw cyntaf"),
    "town": Text("town", "tref"),
    "birth_date": Text("date of birth", "dyddiad geni"),
    "gender": Text("gender", "rhyw"),
}
"""What can be asked, in the order of the page."""

ENOUGH: tuple[frozenset[str], ...] = (
    frozenset({"upn"}),
    frozenset({"surname"}),
    frozenset({"birth_date", "forename"}),
    frozenset({"birth_date", "town"}),
)
"""A search must hold one of these, or it would list the store instead of finding a child in it."""

NARROWING: tuple[str, ...] = ("birth_date", "surname", "forename", "town")
"""What to add to a search that fits too many, the most telling first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One search. `begins`: the surname starts with exactly these letters; otherwise it sounds like them."""

    upn: str = ""
    surname: str = ""
    begins: bool = False
    forename: str = ""
    town: str = ""
    birth_date: date | None = None
    gender: str = ""

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the fields that say something."""
        return tuple(name for name in FIELDS if self.says(name))

    def says(self, name: str) -> bool:
        """Say whether a field holds anything that can be searched for."""
        value = getattr(self, name)
        return bool(fold(value)) if isinstance(value, str) else value is not None

    @property
    def enough(self) -> bool:
        """Whether the fields can point to one child."""
        return any(fields <= set(self.fields) for fields in ENOUGH)

    @property
    def begins_too_short(self) -> bool:
        """Whether it asks for a beginning of a surname that would fit half the store."""
        return self.begins and 0 < len(fold(self.surname).replace(" ", "")) < LEAST_LETTERS

    @property
    def to_add(self) -> tuple[str, ...]:
        """The fields that would narrow the search."""
        return tuple(name for name in NARROWING if not self.says(name))

    def stored(self) -> dict[str, object]:
        """Return the search as plain values, to be kept."""
        kept = {name: getattr(self, name) for name in FIELDS if self.says(name) and name != "birth_date"}
        if self.birth_date:
            kept["birth_date"] = self.birth_date.isoformat()
        return {**kept, "begins": self.begins}

    @classmethod
    def restored(cls, kept: Mapping[str, object]) -> "Question":
        """Return a search that was kept."""
        born = kept.get("birth_date")
        texts = {name: str(kept.get(name, "")) for name in FIELDS if name != "birth_date"}
        return cls(**texts, begins=bool(kept.get("begins")), birth_date=date.fromisoformat(str(born)) if born else None)
