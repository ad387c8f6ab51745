"""What the database says of people, as one table: for each column, whether it is personal and in which form it is kept.

`docs/reference/personal.md` is written from it, and a test finds a row for every column of the database that holds words,
numbers, dates or bytes. Moments, yes-or-no columns, links between rows and random references are not in it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from handover.common.text import Text
from handover.portal.features import collect_rows


class StorageForm(StrEnum):
    """How a column keeps what it says."""

    SEALED = "sealed"
    TOKEN = "token"  # noqa: S105  # a word for a keyed code
    TELLS = "tells"
    STAFF = "staff"
    NOBODY = "nobody"


FORMS: Final[dict[StorageForm, Text]] = {
    StorageForm.SEALED: Text(
        "Sealed: it opens only with the master key, which the database does not hold.",
        "Wedi'i selio: dim ond y brif allwedd, nad yw yn y gronfa ddata, sy'n ei agor.",
    ),
    StorageForm.TOKEN: Text(
        "A keyed code: the same for the same words, and nobody without the master key can try words.",
        "Cod ag allwedd: yr un peth am yr un geiriau, ac ni all neb heb y brif allwedd roi cynnig ar eiriau.",
    ),
    StorageForm.TELLS: Text(
        "Plain, and it tells something of children without naming one, or people may have written more than they should.",
        "Heb ei selio, ac mae'n dweud rhywbeth am blant heb enwi'r un, neu efallai fod pobl wedi ysgrifennu mwy nag "
        "y dylent.",
    ),
    StorageForm.STAFF: Text(
        "Plain, about people who work with the site.",
        "Heb ei selio, am bobl sy'n gweithio gyda'r wefan.",
    ),
    StorageForm.NOBODY: Text("Plain, and about nobody.", "Heb ei selio, ac am neb."),
}
"""What each form means."""

S, K, T, W, N = StorageForm.SEALED, StorageForm.TOKEN, StorageForm.TELLS, StorageForm.STAFF, StorageForm.NOBODY


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one table of the database, such as `lostpupils.LostPupil`, by the form in which they are kept."""

    table: str
    by_form: Mapping[StorageForm, str]


@cache
def tables() -> dict[str, Mapping[StorageForm, str]]:
    """Return the columns of each table, by their form: the rows that the features list in `personal_columns.py`."""
    return {each.table: each.by_form for each in collect_rows("personal_columns", Columns)}


def find_form(label: str, column: str) -> StorageForm | None:
    """Return the form of a column of a table such as `lostpupils.LostPupil`; None where the table does not say."""
    return next((form for form, names in tables().get(label, {}).items() if column in names.split()), None)
