"""A list of people as an office has it: its columns, and what each row says, in the words of the row.

CSV, Excel or OpenDocument, as every list.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Final, cast

from handover.common.lists.columns import ColumnNames
from handover.common.lists.kinds import ListKind, ProblemLog
from handover.common.lists.reader import ListRow, read_each_row
from handover.common.problems import Problem, has_errors
from handover.portal.accounts.people_list_faults import PEOPLE_LIST_FAULTS

MOST: Final = 20_000
"""People in one list: more than any country has to bring at once."""


class PersonColumn(StrEnum):
    """What a column of a list of people holds."""

    NAME = "name"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    EMAIL = "email"
    ROLE = "role"
    PLACE = "place"
    PLACE_NUMBER = "place_number"
    LA = "la"
    USERNAME = "username"
    LANGUAGE = "language"


PERSON_COLUMN_NAMES: Final = {
    PersonColumn.NAME: ("Name", "Full name", "Person", "User", "Contact name", "Enw", "Enw llawn"),
    PersonColumn.FIRST_NAME: ("First name", "Forename", "Given name", "Enw cyntaf"),
    PersonColumn.LAST_NAME: ("Surname", "Last name", "Family name", "Cyfenw"),
    PersonColumn.EMAIL: (
        "E-mail",
        "E-mail address",
        "Mail",
        "Work e-mail",
        "Contact e-mail",
        "E-bost",
        "Cyfeiriad e-bost",
    ),
    PersonColumn.ROLE: ("Role", "User role", "User type", "Rôl"),
    PersonColumn.PLACE: (
        "School",
        "School name",
        "Establishment",
        "Establishment name",
        "School or authority",
        "Organisation",
        "Ysgol",
        "Enw'r ysgol",
        "Ysgol neu awdurdod",
    ),
    # Beside a column of names it is the number that counts.
    PersonColumn.PLACE_NUMBER: (
        "School number",
        "Establishment number",
        "Estab",
        "LAESTAB",
        "DfE number",
        "Rhif yr ysgol",
    ),
    PersonColumn.LA: ("LA", "LEA", "LA number", "LA code", "Authority", "Local authority", "ALl", "Awdurdod"),
    PersonColumn.USERNAME: ("Username", "User name", "Login", "Sign-in name", "Enw defnyddiwr"),
    PersonColumn.LANGUAGE: ("Language", "Preferred language", "Iaith"),
}
"""Names of columns; the first is the one we use. Read without regard to case, accents, blanks and signs."""

PEOPLE_LIST: Final = ListKind(
    prefix="people",
    # The reader knows columns by their words alone, and takes any kind of them.
    columns=cast(ColumnNames, PERSON_COLUMN_NAMES),
    needed=cast(
        "tuple[tuple[object, ...], ...]",
        (
            (PersonColumn.NAME, PersonColumn.EMAIL),
            (PersonColumn.FIRST_NAME, PersonColumn.LAST_NAME, PersonColumn.EMAIL),
        ),
    ),  # type: ignore[arg-type]
    faults=PEOPLE_LIST_FAULTS,
    told=200,
    most_rows=MOST,
    formulas=False,
    leaving_out=frozenset({"no_email", "no_name"}),
)


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """What a row says, in its own words: nothing of it is checked yet. `line` is that of the list (from 1)."""

    line: int
    full_name: str
    email: str
    role: str
    place: str
    la: str
    username: str
    language: str

    def as_json(self) -> dict[str, object]:
        """Return the row as JSON takes it."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class PeopleReading:
    """What a list holds, in the order of its lines, and what is wrong with the list itself; after an error nobody."""

    people: tuple[ListedPerson, ...]
    problems: tuple[Problem, ...]

    @property
    def refused(self) -> bool:
        """Whether nothing of the list can be taken."""
        return has_errors(self.problems)


def read_people_list(chunks: Iterable[bytes]) -> PeopleReading:
    """Read a list from its bytes in pieces of any size. Never raises for what it holds."""
    log = ProblemLog(PEOPLE_LIST)

    def read_row(row: ListRow) -> ListedPerson | None:
        values = {str(column): value for column, value in row.values.items()}
        name = values.get(PersonColumn.NAME) or " ".join(
            (values.get(PersonColumn.FIRST_NAME, ""), values.get(PersonColumn.LAST_NAME, ""))
        )
        name, email = " ".join(name.split()), values.get(PersonColumn.EMAIL, "")
        if "@" not in email:
            log.add("no_email", row.line, who=name or email or "–")
            return None
        if not name:
            log.add("no_name", row.line, email=email)
            return None
        return ListedPerson(
            line=row.line,
            full_name=name,
            email=email,
            role=values.get(PersonColumn.ROLE, ""),
            place=values.get(PersonColumn.PLACE_NUMBER, "") or values.get(PersonColumn.PLACE, ""),
            la=values.get(PersonColumn.LA, ""),
            username=values.get(PersonColumn.USERNAME, ""),
            language=values.get(PersonColumn.LANGUAGE, ""),
        )

    people = tuple(read_each_row(chunks, log, read_row))
    log.add_counts()
    problems = tuple(log.problems)
    return PeopleReading(() if has_errors(problems) else people, problems)
