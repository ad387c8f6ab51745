"""What is sealed, or found by a code, under the master key: the table by which all of it comes under the next one.

Columns that say by their own class what they are need no row: texts of `SealedTextField`, the `content` of every
`SealedRecord`, codes of `CodeField`. A feature lists its others in `resealed_columns.py`. A test holds the table against that
of what is personal (`personal_columns`), so that no sealed column is forgotten.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from handover.common.keyring import WRAPPED, KeyRing, generation_of_wrapped

Value = Any
"""What a column holds, as the database's driver gives it: bytes or text."""


@dataclass(frozen=True, slots=True)
class ResealedRow:
    """A row of the table: a column of a table such as `transfers.SealedFile`."""

    table: str
    column: str

    @property
    def place(self) -> str:
        """Return the name of the column with its table."""
        return f"{self.table}.{self.column}"


@dataclass(frozen=True, slots=True)
class SealedForm:
    """How values of a column are sealed: under which generation one is, and how it is sealed anew under today's.

    `renew` gets the value and those of the columns that it is bound to. `older` is the condition, in SQL, by which the
    database itself finds values of earlier generations than that of a mark, which `mark` makes; empty where it cannot.
    """

    generation: Callable[[Value], int]
    renew: Callable[..., Value]
    older: str = ""
    mark: Callable[[int], Value] = lambda generation: bytes([generation])


@dataclass(frozen=True, slots=True)
class ResealedColumn(ResealedRow):
    """A column whose values are sealed one by one, bound to the values of other columns of the row."""

    form: SealedForm
    bound: tuple[str, ...] = ()
    renamed: str = ""
    """The column of codes, the row's key, that takes its newest form with the value, for the value is bound to it."""


@dataclass(frozen=True, slots=True)
class OwnedNumbers(ResealedRow):
    """Numbers that are codes and hang on a sealed record (`owner`, a foreign key): they change in the record's transaction."""

    owner: str


@dataclass(frozen=True, slots=True)
class RecordJoins(ResealedRow):
    """What a sealed record is bound to in another table: the foreign keys that are read with it."""

    joins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotResealed(ResealedRow):
    """A column that stays as it is, and why."""

    why: str


OLDER_RECORD: Final = "length({0}) > 0 AND substr({0}, 1, 1) < %s"
OLDER_WRAPPED: Final = f"length({{0}}) = {WRAPPED} OR (length({{0}}) > {WRAPPED} AND substr({{0}}, 1, 1) < %s)"


def form_of_wrapped(ring: Callable[[], KeyRing]) -> SealedForm:
    """Return the form of the wrapped keys of files, bound to the identity of what they open."""

    def renew(value: Value, identity: object) -> bytes:
        name = str(identity)
        return ring().wrap(ring().unwrap(bytes(value), name), name)

    return SealedForm(lambda value: generation_of_wrapped(bytes(value)), renew, OLDER_WRAPPED)
