"""What can be wrong with a list of expected pupils, as a table; each with its remedy.

An error ends the reading, and nothing of the list is taken. A warning leaves out one row, or one value of it.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from handover.common.problems import ProblemKind, Severity
from handover.common.text import Text

MOST: Final = 5000
"""Pupils in one list: more than any authority expects at once."""

_AS_CSV: Final = Text(
    "Open the list where it was made and save it as “CSV UTF-8 (comma delimited)”.",
    "Agorwch y rhestr lle y gwnaed hi a'i chadw fel “CSV UTF-8 (comma delimited)”.",
)
_ROW: Final = Text(
    "Correct the row and upload the list again, or add this pupil by hand. Rows that were taken are not taken twice.",
    "Cywirwch y rhes a lanlwytho'r rhestr eto, neu ychwanegwch y disgybl hwn â llaw. Ni chymerir yr un rhes ddwywaith.",
)
_VALUE: Final = Text(
    "This value was left out. If the pupil is on your list, remove them there and add them with the right one.",
    "Gadawyd y gwerth hwn allan. Os yw'r disgybl ar eich rhestr, tynnwch ef yno a'i ychwanegu gyda'r un cywir.",
)
_NOTHING: Final = Text("Nothing need be done.", "Nid oes angen gwneud dim.")


def _kind(severity: Severity, code: str, en: str, cy: str, remedy: Text) -> ProblemKind:
    return ProblemKind(f"expected.{code}", severity, Text(en, cy), remedy)


_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE
_KINDS: Final = (
    _kind(_E, "empty", "The list is empty.", "Mae'r rhestr yn wag.", _AS_CSV),
    _kind(_E, "not_csv", "This is a {what} file, not a CSV file.", "Ffeil {what} yw hon, nid ffeil CSV.", _AS_CSV),
    _kind(
        _E,
        "not_text",
        "The line holds bytes that no text has.",
        "Mae'r llinell yn cynnwys beitiau nad ydynt mewn unrhyw destun.",
        _AS_CSV,
    ),
    _kind(
        _E,
        "long_line",
        "The list has a line that is longer than any row about a pupil.",
        "Mae gan y rhestr linell sy'n hwy nag unrhyw res am ddisgybl.",
        _AS_CSV,
    ),
    _kind(
        _E,
        "header",
        "The first line names neither a column UPN nor the columns Surname, Forename and Birth date.",
        "Nid yw'r llinell gyntaf yn enwi colofn UPN na'r colofnau Cyfenw, Enw cyntaf a Dyddiad geni.",
        Text(
            "Give the list a first line that names its columns, for example: UPN, Surname, Forename, Birth date, From "
            "school.",
            "Rhowch linell gyntaf sy'n enwi'r colofnau i'r rhestr, er enghraifft: UPN, Cyfenw, Enw cyntaf, Dyddiad geni, "
            "O ysgol.",
        ),
    ),
    _kind(
        _E,
        "header_twice",
        "Two columns mean the same: the second is {column}.",
        "Mae dwy golofn yn golygu'r un peth: yr ail yw {column}.",
        Text("Take one of them out of the list.", "Tynnwch un ohonynt o'r rhestr."),
    ),
    _kind(
        _E,
        "quote",
        "The line opens a quotation mark that is not closed.",
        "Mae'r llinell yn agor dyfynnod nad yw'n cael ei gau.",
        _AS_CSV,
    ),
    _kind(
        _E,
        "too_many",
        "The list has more than {most:pupil}.",
        "Mae mwy na {most} o ddisgyblion ar y rhestr.",
        Text("Upload it in parts.", "Lanlwythwch hi fesul rhan."),
    ),
    _kind(
        _W,
        "encoding",
        "The list is not UTF-8; lines like this one were read as Windows-1252.",
        "Nid yw'r rhestr yn UTF-8; darllenwyd llinellau fel hon fel Windows-1252.",
        Text(
            "If accents look right on the page, nothing need be done. If not, save the list as CSV UTF-8.",
            "Os yw'r acenion yn edrych yn iawn ar y dudalen, nid oes angen gwneud dim. Os na, cadwch y rhestr fel CSV UTF-8.",
        ),
    ),
    _kind(
        _W,
        "letters_broken",
        "Accents were broken before this file was made (“{value}”); they were read as they must have been.",
        "Torrwyd acenion cyn gwneud y ffeil hon (“{value}”); fe'u darllenwyd fel y mae'n rhaid eu bod.",
        Text("Check the names on the page.", "Gwiriwch yr enwau ar y dudalen."),
    ),
    _kind(
        _W,
        "cells",
        "The row has {found:value} in place of {wanted}.",
        "Mae gan y rhes {found:value} yn lle {wanted}.",
        _ROW,
    ),
    _kind(
        _W,
        "too_little",
        "There is neither a UPN nor surname, forename and date of birth together.",
        "Nid oes UPN, na chyfenw, enw cyntaf a dyddiad geni gyda'i gilydd.",
        _ROW,
    ),
    _kind(_W, "upn", "“{value}” is not a UPN. {why}", "Nid UPN yw “{value}”. {why_cy}", _VALUE),
    _kind(
        _W,
        "upn_twice",
        "The UPN {value} belongs to another pupil of the list already (line {first}); this row was left out.",
        "Mae'r UPN {value} yn perthyn i ddisgybl arall ar y rhestr eisoes (llinell {first}); gadawyd y rhes hon allan.",
        _ROW,
    ),
    _kind(
        _W,
        "same_name",
        "Line {first} has the same name and date of birth with another UPN. Both are on the list.",
        "Mae gan linell {first} yr un enw a'r un dyddiad geni â UPN arall. Mae'r ddau ar y rhestr.",
        Text(
            "If they are one child, find out which UPN is right and remove the other.",
            "Os un plentyn ydynt, canfyddwch pa UPN sy'n gywir a thynnwch y llall.",
        ),
    ),
    _kind(_W, "date", "“{value}” is not a day.", "Nid diwrnod yw “{value}”.", _VALUE),
    _kind(
        _W,
        "age",
        "Nobody born on {value} starts at a school.",
        "Nid oes neb a anwyd ar {value} yn dechrau mewn ysgol.",
        _VALUE,
    ),
    _kind(
        _W,
        "school",
        "“{value}” is not the number of a school or an authority.",
        "Nid rhif ysgol nac awdurdod yw “{value}”.",
        Text(
            "The pupil is on the list without it. Correct it, and upload the list or add the pupil again.",
            "Mae'r disgybl ar y rhestr hebddo. Cywirwch ef, a lanlwytho'r rhestr neu ychwanegu'r disgybl eto.",
        ),
    ),
    _kind(
        _W,
        "formula",
        "A spreadsheet would run “{value}” as a formula; it was read as text, without its first sign.",
        "Byddai taenlen yn rhedeg “{value}” fel fformiwla; fe'i darllenwyd fel testun, heb ei arwydd cyntaf.",
        _NOTHING,
    ),
    _kind(
        _N,
        "duplicate",
        "The pupil is on line {first} already; this row was left out.",
        "Mae'r disgybl ar linell {first} eisoes; gadawyd y rhes hon allan.",
        _NOTHING,
    ),
    _kind(
        _N,
        "more",
        "{count:# more problem like these was|# more problems like these were} met.",
        "Cafwyd {count:problem} arall fel y rhain.",
        _NOTHING,
    ),
)

FAULTS: Final[Mapping[str, ProblemKind]] = MappingProxyType({kind.code: kind for kind in _KINDS})
