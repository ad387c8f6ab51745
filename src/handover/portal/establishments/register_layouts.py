"""How public registers of schools name their columns, as a table: a register is known by its headings."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from handover.common.lists.meanings import bare_heading


class RegisterColumn(StrEnum):
    """What a column of a register holds."""

    LA = "la"
    NUMBER = "number"
    NAME = "name"
    STATUS = "status"
    LA_NAME = "la_name"
    URN = "urn"
    PHASE = "phase"
    TOWN = "town"
    POSTCODE = "postcode"
    OPENED = "opened"
    CLOSED = "closed"
    EMAIL = "email"


_C = RegisterColumn


@dataclass(frozen=True, slots=True)
class RegisterLayout:
    """One register: the names of its columns, in its languages, and those without which nothing can be taken."""

    name: str
    columns: Mapping[RegisterColumn, tuple[str, ...]]
    needed: tuple[RegisterColumn, ...]


GIAS: Final = RegisterLayout(
    "Get Information about Schools",
    MappingProxyType(
        {
            _C.LA: ("LA (code)",),
            _C.NUMBER: ("EstablishmentNumber",),
            _C.NAME: ("EstablishmentName",),
            _C.STATUS: ("EstablishmentStatus (name)",),
            _C.LA_NAME: ("LA (name)",),
            _C.URN: ("URN",),
            _C.PHASE: ("PhaseOfEducation (name)",),
            _C.TOWN: ("Town",),
            _C.POSTCODE: ("Postcode",),
            _C.OPENED: ("OpenDate",),
            _C.CLOSED: ("CloseDate",),
            _C.EMAIL: ("MainEmail",),
        }
    ),
    (_C.LA, _C.NUMBER, _C.NAME, _C.STATUS),
)
WALES: Final = RegisterLayout(
    "Address list of schools (Welsh Government)",
    MappingProxyType(
        {
            _C.LA: (
                "LA Code",
                "LEA Code",
                "LA number",
                "Local Authority Code",
                "Cod ALl",
                "Cod AALl",
                "Cod awdurdod lleol",
            ),
            _C.NUMBER: ("School Number", "School No", "School Code", "Rhif ysgol", "Rhif yr ysgol", "Cod ysgol"),
            _C.NAME: ("School Name", "Name of school", "School", "Enw ysgol", "Enw'r ysgol"),
            _C.STATUS: ("Status", "School status", "Statws"),
            _C.LA_NAME: (
                "LA Name",
                "Local Authority",
                "Local Authority Name",
                "Enw ALl",
                "Awdurdod lleol",
                "Enw'r awdurdod lleol",
            ),
            _C.URN: ("URN",),
            _C.PHASE: ("Sector", "Phase", "School type", "Sector yr ysgol", "Math o ysgol"),
            _C.TOWN: ("Town", "Address 3", "Tref", "Cyfeiriad 3"),
            _C.POSTCODE: ("Postcode", "Post code", "Cod post"),
            _C.OPENED: ("Date opened", "Opening date", "Open date", "Dyddiad agor"),
            _C.CLOSED: ("Date closed", "Closing date", "Close date", "Dyddiad cau"),
            _C.EMAIL: ("Email", "E-mail", "Email address", "E-bost"),
        }
    ),
    (_C.NUMBER, _C.NAME),
)
LAYOUTS: Final = (GIAS, WALES)
"""The registers that are known, in the order in which one is looked for."""

_NOTE: Final = re.compile(
    r"\s*(?:[-\u2013]?\s*(?:see notes?|gweler y? ?nodiadau)|[\[(](?:note|nodyn)[^\])]*[\])])\s*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class RegisterHeading:
    """A row read as the heading of a register: where each column stands, and which are missing, by the register's names."""

    layout: RegisterLayout
    places: Mapping[RegisterColumn, int]
    missing: tuple[str, ...]


def read_register_heading(cells: Sequence[str]) -> RegisterHeading:
    """Read a row as the heading of the register that it fits best; what stands behind “see notes” is passed over."""
    names = [bare_heading(_NOTE.sub("", " ".join(cell.split()))) for cell in cells]
    return min((_fit(layout, names) for layout in LAYOUTS), key=lambda each: (bool(each.missing), -len(each.places)))


def _fit(layout: RegisterLayout, names: Sequence[str]) -> RegisterHeading:
    places = {}
    for column, known in layout.columns.items():
        wanted = [bare_heading(name) for name in known]
        found = [names.index(name) for name in wanted if name in names]
        if found:
            places[column] = found[0]
    missing = tuple(layout.columns[column][0] for column in layout.needed if column not in places)
    return RegisterHeading(layout, places, missing)
