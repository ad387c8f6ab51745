"""The row of a census that a pair was made with, so that a person can judge the pair. It stands in the database only sealed."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any, Self

from handover.common.folding import fold
from handover.matching.child import Child
from handover.matching.field_comparisons import permanent_upn
from handover.portal.sealed import token

CHILD_FIELDS = frozenset(each.name for each in fields(Child))


@dataclass(frozen=True, slots=True)
class RollRow:
    """The child as the census has it, and what each comparison of the pair weighed, in the order of its evidence.

    The weights are sealed with the row, because they tell how rare the child's name is.
    """

    child: Child
    points: tuple[float, ...] = ()

    def stored(self) -> dict[str, Any]:
        """Return the row as plain values, to be sealed."""
        child = {name: str(value) for name, value in asdict(self.child).items() if value}
        return {"child": child, "points": list(self.points)}

    @classmethod
    def restored(cls, kept: Mapping[str, Any]) -> Self:
        """Return the row that was kept. What an older version knew of a child and this one does not is left out."""
        known = {name: value for name, value in kept["child"].items() if name in CHILD_FIELDS}
        born = known.pop("birth_date", None)
        child = Child(**known, birth_date=date.fromisoformat(born) if born else None)
        return cls(child, tuple(kept["points"]))


def make_roll_code(child: Child) -> str:
    """Return the keyed code of a child on roll: by a correct permanent UPN, else by name and birth date.

    It does not hold the school, so that a child who changes schools stays known.
    """
    if upn := permanent_upn(child.upn):
        return token("census pairs", "upn", upn).hex()
    born = child.birth_date.isoformat() if child.birth_date else ""
    return token("census pairs", "name", fold(child.surname), fold(child.forename), born).hex()
