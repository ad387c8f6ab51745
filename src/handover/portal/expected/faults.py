"""What can be wrong with a list of expected pupils besides what can be wrong with any list; each with its remedy."""

from collections.abc import Mapping
from typing import Final

from handover.common.lists.faults import NOTHING_TO_DO, list_faults
from handover.common.problems import ProblemKind, Severity
from handover.common.text import Text

_ROW: Final = Text(
    "Correct the row and upload the list again, or add this pupil by hand. Rows that were taken are not taken twice.",
    "Cywirwch y rhes a lanlwythwch y rhestr eto, neu ychwanegwch y disgybl hwn â llaw. Ni fydd yr un rhes yn cael ei "
    "chymryd ddwywaith.",
)
_VALUE: Final = Text(
    "This value was left out. If the pupil is on your list, remove them there and add them with the right one.",
    "Gadawyd y gwerth hwn allan. Os yw'r disgybl ar eich rhestr, tynnwch ef yno a'i ychwanegu gyda'r un cywir.",
)
_HEADING: Final = Text(
    "Give the list a first line that names its columns: UPN, or Surname, Forename and Birth date; for example: UPN, "
    "Surname, Forename, Birth date, From school.",
    "Rhowch linell gyntaf sy'n enwi'r colofnau i'r rhestr: UPN, neu Cyfenw, Enw cyntaf a Dyddiad geni; er enghraifft: "
    "UPN, Cyfenw, Enw cyntaf, Dyddiad geni, O ysgol.",
)


def _kind(severity: Severity, code: str, en: str, cy: str, remedy: Text) -> ProblemKind:
    return ProblemKind(f"expected.{code}", severity, Text(en, cy), remedy)


_W, _N = Severity.WARNING, Severity.NOTE
FAULTS: Final[Mapping[str, ProblemKind]] = list_faults(
    "expected",
    row=_ROW,
    heading=_HEADING,
    more=(
        _kind(
            _W,
            "too_little",
            "There is neither a UPN nor a name and a date of birth together.",
            "Nid oes UPN, nac enw a dyddiad geni gyda'i gilydd.",
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
                "Os un plentyn ydynt, holwch pa UPN sy'n gywir a thynnwch y llall.",
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
            "school_alike",
            "Several schools are called “{value}”: {numbers}.",
            "Mae sawl ysgol o'r enw “{value}”: {numbers}.",
            Text(
                "The pupil is on the list without it. Write the number of the school, and upload the list or add the pupil "
                "again.",
                "Mae'r disgybl ar y rhestr hebddo. Ysgrifennwch rif yr ysgol, a lanlwytho'r rhestr neu ychwanegu'r disgybl "
                "eto.",
            ),
        ),
        _kind(
            _W,
            "school",
            "“{value}” is not the number or the name of a school, nor the number of an authority.",
            "Nid rhif nac enw ysgol na rhif awdurdod yw “{value}”.",
            Text(
                "The pupil is on the list without it. Correct it, and upload the list or add the pupil again.",
                "Mae'r disgybl ar y rhestr hebddo. Cywirwch ef, a lanlwytho'r rhestr neu ychwanegu'r disgybl eto.",
            ),
        ),
        _kind(
            _N,
            "duplicate",
            "The pupil is on line {first} already; this row was left out.",
            "Mae'r disgybl ar linell {first} eisoes; gadawyd y rhes hon allan.",
            NOTHING_TO_DO,
        ),
    ),
)
"""The faults of a list of expected pupils, by code."""
