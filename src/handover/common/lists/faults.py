"""What can be wrong with any list of an office, as one table; each kind of list has it under a prefix of its own.

An error ends the reading, and nothing of the list counts. A warning leaves out one row, or one value of it. A note only
informs. What a person should do about a row depends on the kind of list, and is given by it.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from handover.common.problems import ProblemKind, Severity
from handover.common.text import Text

SAVE_AGAIN: Final = Text(
    "Open the list where it was made and save it as “CSV UTF-8 (comma delimited)”, or as an Excel workbook (.xlsx) "
    "without a password.",
    "Agorwch y rhestr lle cafodd ei gwneud a'i chadw fel “CSV UTF-8 (comma delimited)”, neu fel llyfr gwaith Excel "
    "(.xlsx) heb gyfrinair.",
)
NOTHING_TO_DO: Final = Text("Nothing need be done.", "Nid oes angen gwneud dim.")


def list_faults(
    prefix: str, *, row: Text, heading: Text, more: Iterable[ProblemKind] = ()
) -> Mapping[str, ProblemKind]:
    """Return the faults of one kind of list by their public codes, which begin with its prefix.

    `row` and `heading` say what to do where a row was left out, or the columns are not named. `more` are the faults that
    this kind alone has, or has in words of its own.
    """

    def kind(severity: Severity, code: str, en: str, cy: str, remedy: Text) -> ProblemKind:
        return ProblemKind(f"{prefix}.{code}", severity, Text(en, cy), remedy)

    error, warning, note = Severity.ERROR, Severity.WARNING, Severity.NOTE
    kinds = (
        kind(error, "empty", "The file is empty.", "Mae'r ffeil yn wag.", SAVE_AGAIN),
        kind(
            error,
            "not_csv",
            "This is a {what} file, neither CSV nor a spreadsheet (.xlsx, .ods).",
            "Ffeil {what} yw hon, nid CSV na thaenlen (.xlsx, .ods).",
            SAVE_AGAIN,
        ),
        kind(
            error,
            "workbook",
            "The spreadsheet is damaged, or larger than any list, and was not opened.",
            "Mae'r daenlen wedi'i difrodi, neu'n fwy nag unrhyw restr, ac ni chafodd ei hagor.",
            SAVE_AGAIN,
        ),
        kind(
            error,
            "not_text",
            "The line holds bytes that no text has.",
            "Mae'r llinell yn cynnwys beitiau nad ydynt mewn unrhyw destun.",
            SAVE_AGAIN,
        ),
        kind(
            error,
            "long_line",
            "The file has a line that is longer than any row about a pupil.",
            "Mae gan y ffeil linell sy'n hirach nag unrhyw res am ddisgybl.",
            SAVE_AGAIN,
        ),
        kind(
            error,
            "header",
            "The list does not name the columns that are needed: {columns} not found.",
            "Nid yw'r rhestr yn enwi'r colofnau sydd eu hangen. Ar goll: {columns}.",
            heading,
        ),
        kind(
            error,
            "header_twice",
            "Two columns mean the same: the second is {column}.",
            "Mae dwy golofn yn golygu'r un peth: yr ail yw {column}.",
            Text("Take one of them out of the list.", "Tynnwch un ohonynt o'r rhestr."),
        ),
        kind(
            error,
            "columns_asked",
            "It is not certain what these mean: {columns}.",
            "Nid yw'n sicr beth yw ystyr y rhain: {columns}.",
            Text("Say what each column means.", "Dywedwch beth yw ystyr pob colofn."),
        ),
        kind(
            note,
            "hidden_rows",
            "The sheet hides {count:# row|# rows}, from this one on; read all the same.",
            "Mae'r ddalen yn cuddio {count:row}, o'r un hon ymlaen; cawsant eu darllen er hynny.",
            Text(
                "If hidden rows should not count, take them out of the list and bring it again.",
                "Os na ddylai rhesi cudd gyfrif, tynnwch nhw o'r rhestr a'i lanlwytho eto.",
            ),
        ),
        kind(
            error,
            "quote",
            "A quotation mark in the row that begins on this line takes in what is not its own.",
            "Mae dyfynnod yn y rhes sy'n dechrau ar y llinell hon yn cynnwys yr hyn nad yw'n perthyn iddo.",
            SAVE_AGAIN,
        ),
        kind(
            warning,
            "quote_row",
            "A quotation mark in this row takes in what is not its own, so the row was left out.",
            "Mae dyfynnod yn y rhes hon yn cynnwys yr hyn nad yw'n perthyn iddo, felly gadawyd y rhes allan.",
            row,
        ),
        kind(
            note,
            "heading_again",
            "The row names the columns once more and was left out.",
            "Mae'r rhes yn enwi'r colofnau unwaith eto a chafodd ei gadael allan.",
            NOTHING_TO_DO,
        ),
        kind(
            warning,
            "long_cell",
            "A cell has more than {limit:character}; only the first of them were read.",
            "Mae gan gell fwy na {limit:character}; dim ond y rhai cyntaf a ddarllenwyd.",
            Text("Check the row.", "Gwiriwch y rhes."),
        ),
        kind(
            note,
            "rows",
            "{read:# row was|# rows were} read: {used} used, {left_out} left out.",
            "Darllenwyd {read:row}: defnyddiwyd {used}, gadawyd {left_out} allan.",
            Text(
                "The rows that were left out are named with their lines.",
                "Mae'r rhesi a adawyd allan yn cael eu henwi gyda'u llinellau.",
            ),
        ),
        kind(
            error,
            "too_many",
            "The list has more than {limit:row}.",
            "Mae gan y rhestr fwy na {limit} o resi.",
            Text(
                "Check that it is the right list. If it is, bring it in parts.",
                "Gwiriwch mai hon yw'r rhestr gywir. Os felly, lanlwythwch hi fesul rhan.",
            ),
        ),
        kind(
            warning,
            "sheets",
            "The workbook has {count} sheets; only “{sheet}” was read.",
            "Nifer y dalennau yn y llyfr gwaith: {count}. Dim ond “{sheet}” a ddarllenwyd.",
            Text(
                "If the others hold pupils too, put all of them on one sheet and bring the list again.",
                "Os yw'r lleill yn cynnwys disgyblion hefyd, rhowch y cyfan ar un ddalen a lanlwythwch y rhestr eto.",
            ),
        ),
        kind(
            warning,
            "encoding",
            "The list is not UTF-8; lines like this one were read as Windows-1252.",
            "Nid yw'r rhestr yn UTF-8; darllenwyd llinellau fel hon fel Windows-1252.",
            Text(
                "If accents look right on the page, nothing need be done. If not, save the list as CSV UTF-8.",
                "Os yw'r acenion yn edrych yn iawn ar y dudalen, nid oes angen gwneud dim. Os na, cadwch y rhestr fel "
                "CSV UTF-8.",
            ),
        ),
        kind(
            warning,
            "letters_broken",
            "Accents were broken before this file was made (“{value}”); they were read as they must have been.",
            "Cafodd acenion eu torri cyn gwneud y ffeil hon (“{value}”); cawsant eu darllen fel y mae'n rhaid eu bod.",
            Text("Check the names on the page.", "Gwiriwch yr enwau ar y dudalen."),
        ),
        kind(
            warning,
            "cells",
            "The row has {found:value} in place of {wanted}.",
            "Mae gan y rhes {found:value} yn lle {wanted}.",
            row,
        ),
        kind(
            warning,
            "formula",
            "A spreadsheet would run “{value}” as a formula; it was read as text, without its first sign.",
            "Byddai taenlen yn rhedeg “{value}” fel fformiwla; cafodd ei ddarllen fel testun, heb ei arwydd cyntaf.",
            Text(
                "If something else is meant, correct the cell and bring the list again.",
                "Os oes ystyr arall iddo, cywirwch y gell a lanlwythwch y rhestr eto.",
            ),
        ),
        kind(
            note,
            "more",
            "{count:# more problem like these was|# more problems like these were} met.",
            "Daeth {count:problem} arall fel y rhain i'r golwg.",
            NOTHING_TO_DO,
        ),
        *more,
    )
    return MappingProxyType({each.code: each for each in kinds})
