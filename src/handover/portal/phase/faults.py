"""What can be wrong with a list of offers besides what can be wrong with any list, as a table; each with its remedy."""

from collections.abc import Mapping
from typing import Final

from handover.common.lists.faults import NOTHING_TO_DO, list_faults
from handover.common.problems import ProblemKind, Severity
from handover.common.text import Text

_ROW: Final = Text(
    "Correct the row in the list of offers and bring the list again.",
    "Cywirwch y rhes yn y rhestr gynigion a lanlwythwch y rhestr eto.",
)
_HEADING: Final = Text(
    "Give the list a first line that names its columns, for example: UPN, Surname, Forename, Birth date, Destination.",
    "Rhowch linell gyntaf sy'n enwi'r colofnau i'r rhestr, er enghraifft: UPN, Cyfenw, Enw cyntaf, Dyddiad geni, "
    "Ysgol sy'n cynnig lle.",
)


def _kind(severity: Severity, code: str, en: str, cy: str, remedy: Text) -> ProblemKind:
    return ProblemKind(f"offers.{code}", severity, Text(en, cy), remedy)


_WARNING, _NOTE = Severity.WARNING, Severity.NOTE
FAULTS: Final[Mapping[str, ProblemKind]] = list_faults(
    "offers",
    row=_ROW,
    heading=_HEADING,
    more=(
        _kind(
            _WARNING,
            "formula",
            "A cell begins like a formula of a spreadsheet, so the row was left out.",
            "Mae cell yn dechrau fel fformiwla taenlen, felly gadawyd y rhes allan.",
            _ROW,
        ),
        _kind(
            _WARNING,
            "nobody",
            "The row has no UPN, and not a name and a date of birth either.",
            "Nid oes UPN yn y rhes, nac enw a dyddiad geni chwaith.",
            _ROW,
        ),
        _kind(
            _WARNING,
            "upn",
            "The UPN is not a possible one, so the row was left out.",
            "Nid yw'r UPN yn un posibl, felly gadawyd y rhes allan.",
            _ROW,
        ),
        _kind(
            _WARNING,
            "date",
            "The date of birth cannot be read, so the row was left out.",
            "Nid oes modd darllen y dyddiad geni, felly gadawyd y rhes allan.",
            _ROW,
        ),
        _kind(
            _WARNING,
            "school",
            "No open school has the number or the name “{value}”.",
            "Nid oes gan unrhyw ysgol agored y rhif na'r enw “{value}”.",
            _ROW,
        ),
        _kind(
            _WARNING,
            "school_alike",
            "Several schools are called “{value}”: {numbers}.",
            "Mae sawl ysgol o'r enw “{value}”: {numbers}.",
            Text(
                "Say which school is meant, or write its number into the list.",
                "Dywedwch pa ysgol sydd dan sylw, neu ysgrifennwch ei rhif yn y rhestr.",
            ),
        ),
        _kind(
            Severity.ERROR,
            "back",
            "{count:# offer is|# offers are} for the school that the record came from. Lines: {rows}.",
            "Nifer y cynigion ar gyfer yr ysgol y daeth y cofnod ohoni: {count}. Llinellau: {rows}.",
            Text(
                "Check which column is the school that offers a place, and bring the list again. Leave out the rows of "
                "children who stay at their school: it has their records.",
                "Gwiriwch pa golofn yw'r ysgol sy'n cynnig lle, a lanlwythwch y rhestr eto. Gadewch allan resi plant "
                "sy'n aros yn eu hysgol: mae eu cofnodion ganddi.",
            ),
        ),
        _kind(
            _WARNING,
            "two_offers",
            "Line {other} offers the same child another school. Neither of the two rows counts.",
            "Mae llinell {other} yn cynnig ysgol arall i'r un plentyn. Nid yw'r naill res na'r llall yn cyfrif.",
            Text(
                "Leave the offer that still stands and take the other out.",
                "Cadwch y cynnig sy'n sefyll o hyd a thynnwch y llall.",
            ),
        ),
        _kind(
            _NOTE,
            "duplicate",
            "The row says what line {other} says.",
            "Mae'r rhes yn dweud yr hyn y mae llinell {other} yn ei ddweud.",
            NOTHING_TO_DO,
        ),
    ),
)
"""The faults of a list of offers, by code."""
