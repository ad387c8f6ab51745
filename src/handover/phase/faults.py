"""What can be wrong with a list of offers, as a table; each with its remedy.

An error ends the reading: no list is taken. A warning leaves out one row, which is shown. A note only informs.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from handover.common.problems import ProblemKind, Severity
from handover.common.text import Text

_AS_CSV: Final = Text(
    "Open the list where it was made and save it as “CSV UTF-8 (comma delimited)”.",
    "Agorwch y rhestr lle y gwnaed hi a'i chadw fel “CSV UTF-8 (comma delimited)”.",
)
_ROW: Final = Text(
    "Correct the row in the list of offers and bring the list again.",
    "Cywirwch y rhes yn y rhestr gynigion a dewch â'r rhestr eto.",
)
_NOTHING: Final = Text("Nothing need be done.", "Nid oes angen gwneud dim.")


def _kind(severity: Severity, code: str, en: str, cy: str, remedy: Text) -> ProblemKind:
    return ProblemKind(f"offers.{code}", severity, Text(en, cy), remedy)


_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE
_KINDS: Final = (
    _kind(_ERROR, "empty", "The file is empty.", "Mae'r ffeil yn wag.", _AS_CSV),
    _kind(
        _ERROR,
        "not_csv",
        "This is a {what} file, not a CSV file.",
        "Ffeil {what} yw hon, nid ffeil CSV.",
        _AS_CSV,
    ),
    _kind(
        _ERROR,
        "not_text",
        "The line holds bytes that no text has.",
        "Mae'r llinell yn cynnwys beitiau nad ydynt mewn unrhyw destun.",
        _AS_CSV,
    ),
    _kind(
        _ERROR,
        "long_line",
        "The file has a line that is longer than any offer.",
        "Mae gan y ffeil linell sy'n hwy nag unrhyw gynnig.",
        _AS_CSV,
    ),
    _kind(
        _ERROR,
        "too_many",
        "The list has more than {limit:row}.",
        "Mae gan y rhestr fwy na {limit} o resi.",
        Text(
            "Check that this is the list of one authority and one year.",
            "Gwiriwch mai rhestr un awdurdod ac un flwyddyn yw hon.",
        ),
    ),
    _kind(
        _ERROR,
        "header",
        "The first line does not name the columns that are needed: {columns} not found.",
        "Nid yw'r llinell gyntaf yn enwi'r colofnau angenrheidiol: ni chafwyd {columns}.",
        Text(
            "Give the list a first line that names its columns, for example: UPN, Surname, Forename, Birth date, Destination.",
            "Rhowch linell gyntaf sy'n enwi'r colofnau i'r rhestr, er enghraifft: UPN, Cyfenw, Enw cyntaf, Dyddiad geni, "
            "Cyrchfan.",
        ),
    ),
    _kind(
        _ERROR,
        "header_twice",
        "Two columns are named {column}.",
        "Enwir dwy golofn yn {column}.",
        Text("Leave one of the two out and bring the list again.", "Gadewch un o'r ddwy allan a dewch â'r rhestr eto."),
    ),
    _kind(
        _ERROR,
        "quote",
        "A quotation mark opens in this line and never closes.",
        "Mae dyfynnod yn agor yn y llinell hon heb gau byth.",
        _AS_CSV,
    ),
    _kind(
        _WARNING,
        "cells",
        "The row has {found:cell} where the first line has {wanted}.",
        "Mae gan y rhes {found:cell} lle mae gan y llinell gyntaf {wanted}.",
        _ROW,
    ),
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
        "The row has no UPN, and not a surname, a forename and a date of birth either.",
        "Nid oes UPN yn y rhes, na chyfenw, enw cyntaf a dyddiad geni chwaith.",
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
        "Ni ellir darllen y dyddiad geni, felly gadawyd y rhes allan.",
        _ROW,
    ),
    _kind(
        _WARNING,
        "school",
        "No open school has the number {value}.",
        "Nid oes gan unrhyw ysgol agored y rhif {value}.",
        _ROW,
    ),
    _kind(
        _WARNING,
        "two_offers",
        "Line {other} offers the same child another school. Neither of the two rows counts.",
        "Mae llinell {other} yn cynnig ysgol arall i'r un plentyn. Nid yw'r naill res na'r llall yn cyfrif.",
        Text(
            "Leave the offer that still stands and take the other out.",
            "Gadewch y cynnig sy'n sefyll o hyd a thynnwch y llall.",
        ),
    ),
    _kind(
        _NOTE,
        "duplicate",
        "The row says what line {other} says.",
        "Mae'r rhes yn dweud yr hyn y mae llinell {other} yn ei ddweud.",
        _NOTHING,
    ),
    _kind(
        _NOTE,
        "encoding",
        "The list is not UTF-8; it was read as Windows-1252.",
        "Nid UTF-8 yw'r rhestr; fe'i darllenwyd fel Windows-1252.",
        _NOTHING,
    ),
    _kind(
        _NOTE,
        "letters_broken",
        "Letters that a spreadsheet had broken were put right.",
        "Cywirwyd llythrennau a dorrwyd gan daenlen.",
        _NOTHING,
    ),
)

FAULTS: Final[Mapping[str, ProblemKind]] = MappingProxyType({kind.code: kind for kind in _KINDS})
"""The faults of a list of offers, by code."""
