"""What can be wrong with a census extract, as a table; each with its remedy.

An error ends the reading. A warning leaves out one row, or one value of it: what is missing is not different. A note only
informs.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from handover.common.problems import ProblemKind, Severity
from handover.common.text import Text

_AS_CSV: Final = Text(
    "Open the extract where it was made and save it as “CSV UTF-8 (comma delimited)”.",
    "Agorwch yr allbwn lle y gwnaed ef a'i gadw fel “CSV UTF-8 (comma delimited)”.",
)
_ROW: Final = Text(
    "Correct the row in the extract and match again, or look for this pupil by hand.",
    "Cywirwch y rhes yn yr allbwn a pharu eto, neu chwiliwch am y disgybl hwn â llaw.",
)
_VALUE: Final = Text(
    "The pupil is matched without this value. Correct it at the school for the next census.",
    "Parir y disgybl heb y gwerth hwn. Cywirwch ef yn yr ysgol ar gyfer y cyfrifiad nesaf.",
)
_NOTHING: Final = Text("Nothing need be done.", "Nid oes angen gwneud dim.")


def _kind(severity: Severity, code: str, en: str, cy: str, remedy: Text) -> ProblemKind:
    return ProblemKind(f"census.{code}", severity, Text(en, cy), remedy)


_KINDS: Final = (
    _kind(
        Severity.ERROR,
        "damaged",
        "The site can no longer open its copy of the extract. This is the site's fault.",
        "Ni all y wefan agor ei chopi o'r allbwn mwyach. Bai'r wefan yw hyn.",
        Text("Bring the extract again.", "Dewch â'r allbwn eto."),
    ),
    _kind(Severity.ERROR, "empty", "The file is empty.", "Mae'r ffeil yn wag.", _AS_CSV),
    _kind(
        Severity.ERROR,
        "not_csv",
        "This is a {what} file, not a CSV file.",
        "Ffeil {what} yw hon, nid ffeil CSV.",
        _AS_CSV,
    ),
    _kind(
        Severity.ERROR,
        "not_text",
        "The line holds bytes that no text has.",
        "Mae'r llinell yn cynnwys beitiau nad ydynt mewn unrhyw destun.",
        _AS_CSV,
    ),
    _kind(
        Severity.ERROR,
        "long_line",
        "The file has a line that is longer than any row of a census.",
        "Mae gan y ffeil linell sy'n hwy nag unrhyw res o gyfrifiad.",
        _AS_CSV,
    ),
    _kind(
        Severity.ERROR,
        "header",
        "The first line does not name the columns that are needed: {columns} not found.",
        "Nid yw'r llinell gyntaf yn enwi'r colofnau angenrheidiol: ni chafwyd {columns}.",
        Text(
            "Give the extract a first line that names its columns, for example: UPN, Former UPN, Surname, Forename, "
            "Birth date, Gender, Postcode, Establishment.",
            "Rhowch linell gyntaf sy'n enwi'r colofnau i'r allbwn, er enghraifft: UPN, Former UPN, Cyfenw, Enw cyntaf, "
            "Dyddiad geni, Rhywedd, Cod post, Sefydliad.",
        ),
    ),
    _kind(
        Severity.ERROR,
        "header_twice",
        "Two columns are both called {column}.",
        "Gelwir dwy golofn yn {column}.",
        Text("Take one of them out of the extract.", "Tynnwch un ohonynt o'r allbwn."),
    ),
    _kind(
        Severity.ERROR,
        "quote",
        "The line opens a quotation mark that is not closed, or is longer than any row of a census.",
        "Mae'r llinell yn agor dyfynnod nad yw'n cael ei gau, neu'n hwy nag unrhyw res o gyfrifiad.",
        _AS_CSV,
    ),
    _kind(
        Severity.WARNING,
        "encoding",
        "The file is not UTF-8; lines like this one were read as Windows-1252.",
        "Nid yw'r ffeil yn UTF-8; darllenwyd llinellau fel hon fel Windows-1252.",
        Text(
            "If accents look right in the results, nothing need be done. If not, save the extract as CSV UTF-8.",
            "Os yw'r acenion yn edrych yn iawn yn y canlyniadau, nid oes angen gwneud dim. Os na, cadwch yr allbwn fel "
            "CSV UTF-8.",
        ),
    ),
    _kind(
        Severity.WARNING,
        "letters_broken",
        "Accents were broken before this file was made (“{value}”); they were read as they must have been.",
        "Torrwyd acenion cyn gwneud y ffeil hon (“{value}”); fe'u darllenwyd fel y mae'n rhaid eu bod.",
        Text(
            "Make the extract anew from the census and do not open it in a spreadsheet in between.",
            "Gwnewch yr allbwn o'r newydd o'r cyfrifiad a pheidiwch â'i agor mewn taenlen yn y cyfamser.",
        ),
    ),
    _kind(
        Severity.WARNING,
        "cells",
        "The row has {found:value} in place of {wanted}.",
        "Mae gan y rhes {found:value} yn lle {wanted}.",
        _ROW,
    ),
    _kind(Severity.WARNING, "name", "The row has no surname.", "Nid oes cyfenw yn y rhes.", _ROW),
    _kind(
        Severity.WARNING,
        "establishment",
        "“{value}” is not the number of an establishment, so nobody can be told of this pupil.",
        "Nid rhif sefydliad yw “{value}”, felly ni ellir rhoi gwybod i neb am y disgybl hwn.",
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
        Severity.WARNING,
        "formula",
        "A spreadsheet would run “{value}” as a formula; it was read as text, without its first sign.",
        "Byddai taenlen yn rhedeg “{value}” fel fformiwla; fe'i darllenwyd fel testun, heb ei arwydd cyntaf.",
        _VALUE,
    ),
    _kind(
        Severity.NOTE,
        "duplicate",
        "The row is the same as an earlier one and was left out.",
        "Mae'r rhes yr un peth ag un gynharach ac fe'i gadawyd allan.",
        _NOTHING,
    ),
    _kind(
        Severity.NOTE,
        "more",
        "{count:# more problem like these was|# more problems like these were} met.",
        "Cafwyd {count:problem} arall fel y rhain.",
        _NOTHING,
    ),
)

FAULTS: Final[Mapping[str, ProblemKind]] = MappingProxyType({kind.code: kind for kind in _KINDS})
