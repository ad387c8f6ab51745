"""What can be wrong with a census extract besides what can be wrong with any list, as a table; each with its remedy."""

from collections.abc import Mapping
from typing import Final

from handover.common.lists.faults import NOTHING_TO_DO, list_faults
from handover.common.problems import ProblemKind, Severity
from handover.common.text import Text

_ROW: Final = Text(
    "Correct the row in the extract and match again, or look for this pupil by hand.",
    "Cywirwch y rhes yn yr allbwn a pharu eto, neu chwiliwch am y disgybl hwn â llaw.",
)
_VALUE: Final = Text(
    "The pupil is matched without this value. Correct it at the school for the next census.",
    "Mae'r disgybl yn cael ei baru heb y gwerth hwn. Cywirwch ef yn yr ysgol ar gyfer y cyfrifiad nesaf.",
)
_HEADING: Final = Text(
    "Give the extract a first line that names its columns, for example: UPN, Former UPN, Surname, Forename, "
    "Birth date, Gender, Postcode, Establishment.",
    "Rhowch linell gyntaf sy'n enwi'r colofnau i'r allbwn, er enghraifft: UPN, Former UPN, Cyfenw, Enw cyntaf, "
    "Dyddiad geni, Rhyw, Cod post, Sefydliad.",
)


def _kind(severity: Severity, code: str, en: str, cy: str, remedy: Text) -> ProblemKind:
    return ProblemKind(f"census.{code}", severity, Text(en, cy), remedy)


FAULTS: Final[Mapping[str, ProblemKind]] = list_faults(
    "census",
    row=_ROW,
    heading=_HEADING,
    more=(
        _kind(
            Severity.ERROR,
            "damaged",
            "The site can no longer open its copy of the extract. This is the site's fault.",
            "Ni all y wefan agor ei chopi o'r allbwn mwyach. Bai'r wefan yw hyn.",
            Text("Bring the extract again.", "Lanlwythwch yr allbwn eto."),
        ),
        _kind(Severity.WARNING, "name", "The row has no name.", "Nid oes enw yn y rhes.", _ROW),
        _kind(
            Severity.WARNING,
            "establishment",
            "“{value}” is not the number of an establishment, so nobody can be told of this pupil.",
            "Nid rhif sefydliad yw “{value}”, felly nid oes modd rhoi gwybod i neb am y disgybl hwn.",
            _ROW,
        ),
        _kind(Severity.WARNING, "date", "“{value}” is not a day.", "Nid diwrnod yw “{value}”.", _VALUE),
        _kind(
            Severity.WARNING,
            "age",
            "Nobody born on {value} is on a school's roll.",
            "Nid oes neb a anwyd ar {value} ar gofrestr ysgol.",
            _VALUE,
        ),
        _kind(
            Severity.NOTE,
            "duplicate",
            "The row is the same as an earlier one and was left out.",
            "Mae'r rhes yr un peth ag un gynharach a chafodd ei gadael allan.",
            NOTHING_TO_DO,
        ),
    ),
)
"""The faults of a census extract, by code."""
