"""How a list of expected pupils names its columns. Tables alone; `reading.py` reads them.

Who a child is, is named as in a census extract; only the school that the child comes from has names of its own.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from handover.matching import census_columns as census


class Column(StrEnum):
    """What a column holds."""

    UPN = "upn"
    SURNAME = "surname"
    FORENAME = "forename"
    BIRTH_DATE = "birth_date"
    SOURCE = "source"
    LA = "la"
    SCHOOL = "school"


COLUMNS: Final[Mapping[Column, tuple[str, ...]]] = MappingProxyType(
    {
        Column.UPN: census.COLUMNS[census.Column.UPN],
        Column.SURNAME: census.COLUMNS[census.Column.SURNAME],
        Column.FORENAME: census.COLUMNS[census.Column.FORENAME],
        Column.BIRTH_DATE: census.COLUMNS[census.Column.BIRTH_DATE],
        Column.SOURCE: (
            "From school",
            "From",
            "School from",
            "Coming from",
            "Previous school",
            "Previous school number",
            "Last school",
            "Current school",
            "Sending school",
            "Feeder school",
            "O ysgol",
            "Ysgol flaenorol",
            "Ysgol bresennol",
        ),
        Column.LA: (*census.COLUMNS[census.Column.LA], "From LA", "Previous LA"),
        Column.SCHOOL: census.COLUMNS[census.Column.ESTABLISHMENT],
    }
)
"""Names of columns; the first is the one we use. A column `SCHOOL` is read only where there is no `SOURCE`."""

ENOUGH: Final = ((Column.UPN,), (Column.SURNAME, Column.FORENAME, Column.BIRTH_DATE))
"""The columns of which a list must have one set: by less than this a child is not known."""
