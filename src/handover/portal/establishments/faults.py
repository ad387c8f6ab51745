"""What can be wrong with a row of the public register, or with a change to it, as a table; each with its remedy."""

from collections.abc import Mapping

from handover.common.lists.faults import list_faults
from handover.common.problems import ProblemKind, Severity
from handover.common.text import Text

REGISTER = Text(
    "Correct the row in the register's extract, or ask the register's helpdesk; then import again.",
    "Cywirwch y rhes yn allbwn y gofrestr, neu gofynnwch i ddesg gymorth y gofrestr; yna mewnforiwch eto.",
)


WITHOUT_IT = Text(
    "The school was taken without it. Correct it in the register, and import again.",
    "Cymerwyd yr ysgol hebddo. Cywirwch ef yn y gofrestr, a mewnforio eto.",
)


def row_fault(code: str, en: str, cy: str, remedy: Text = REGISTER) -> ProblemKind:
    """Return a fault for which one row is left out."""
    return ProblemKind(f"establishment.{code}", Severity.ERROR, Text(en, cy), remedy)


def value_fault(code: str, en: str, cy: str) -> ProblemKind:
    """Return a fault for which one value is left out; the school is taken without it."""
    return ProblemKind(f"establishment.{code}", Severity.WARNING, Text(en, cy), WITHOUT_IT)


FAULTS: dict[str, ProblemKind] = {
    kind.code: kind
    for kind in (
        row_fault(
            "columns",
            "The file has no column {columns}.",
            "Nid oes colofn {columns} yn y ffeil.",
            Text(
                "Export all columns of the register (“all establishment data”) as CSV, or take the Welsh Government's "
                "address list of schools as it is published (.ods). Do not rename the columns.",
                "Allforiwch bob colofn o'r gofrestr (“all establishment data”) fel CSV, neu cymerwch restr cyfeiriadau "
                "ysgolion Llywodraeth Cymru fel y mae wedi'i chyhoeddi (.ods). Peidiwch ag ailenwi'r colofnau.",
            ),
        ),
        row_fault(
            "not_text",
            "The file is not a CSV of text: it holds bytes that are neither UTF-8 nor Windows-1252.",
            "Nid CSV o destun yw'r ffeil: mae ynddi feitiau nad ydynt yn UTF-8 nac yn Windows-1252.",
            Text("Export it again as CSV UTF-8.", "Allforiwch hi eto fel CSV UTF-8."),
        ),
        row_fault(
            "short",
            "The row has {found:column} in place of {wanted}.",
            "Mae gan y rhes {found:column} yn lle {wanted}.",
        ),
        row_fault(
            "quote_row",
            "A quotation mark in this row takes in what is not its own.",
            "Mae dyfynnod yn y rhes hon yn cynnwys yr hyn nad yw'n perthyn iddo.",
        ),
        row_fault(
            "quote",
            "A quotation mark in the row that begins on line {number} takes in what is not its own, and nobody knows where the "
            "next row begins.",
            "Mae dyfynnod yn y rhes sy'n dechrau ar linell {number} yn cynnwys yr hyn nad yw'n perthyn iddo, ac nid "
            "oes neb yn gwybod ble mae'r rhes nesaf yn dechrau.",
            Text("Export it again, or correct that line.", "Allforiwch hi eto, neu cywirwch y llinell honno."),
        ),
        row_fault(
            "link",
            "“{urn}” and “{other}” are not the URNs of two schools.",
            "Nid URNau dwy ysgol yw “{urn}” ac “{other}”.",
        ),
        row_fault("la", "“{la}” is not the number of a local authority.", "Nid rhif awdurdod lleol yw “{la}”."),
        row_fault(
            "number_missing",
            "“{name}” has no establishment number, so no file can be addressed to it.",
            "Nid oes rhif sefydliad gan “{name}”, felly nid oes modd anfon ffeil yno.",
            Text("Nothing need be done if it is not a school.", "Nid oes angen gwneud dim os nad ysgol ydyw."),
        ),
        row_fault(
            "number",
            "“{number}” is not an establishment number of four figures.",
            "Nid rhif sefydliad pedwar ffigur yw “{number}”.",
        ),
        row_fault(
            "number_of_other",
            "“{number}” begins with another authority's number than {la}.",
            "Mae “{number}” yn dechrau â rhif awdurdod heblaw {la}.",
        ),
        row_fault(
            "name",
            "The name is missing or longer than 200 letters.",
            "Mae'r enw ar goll neu'n hirach na 200 llythyren.",
        ),
        row_fault(
            "status",
            "“{status}” is not a status that the register knows.",
            "Nid yw “{status}” yn statws y mae'r gofrestr yn ei adnabod.",
        ),
        value_fault("date", "“{date}” in {column} is not a day.", "Nid diwrnod yw “{date}” yn {column}."),
        value_fault(
            "dates",
            "It closed on {closed:date}, before it opened on {opened:date}.",
            "Caeodd ar {closed:date}, cyn iddi agor ar {opened:date}.",
        ),
        row_fault(
            "opening_unknown",
            "It is proposed to open, and the day is not known yet.",
            "Bwriedir ei agor, ac nid yw'r diwrnod yn hysbys eto.",
            Text("Import again when the register has the day.", "Mewnforiwch eto pan fydd y diwrnod yn y gofrestr."),
        ),
        row_fault(
            "twice",
            "Line {other} holds the same number {number} for a school that is open as well.",
            "Mae llinell {other} yn cynnwys yr un rhif {number} ar gyfer ysgol sydd hefyd ar agor.",
        ),
        row_fault(
            "several_successors",
            "The closed school {number} has several successors: {successors}.",
            "Mae gan yr ysgol gaeedig {number} sawl olynydd: {successors}.",
            Text(
                "Name the one that takes its files: handover manage set_successor {number} SUCCESSOR",
                "Enwch yr un sy'n cymryd ei ffeiliau: handover manage set_successor {number} OLYNYDD",
            ),
        ),
        row_fault(
            "unknown",
            "There is no school or authority {number}.",
            "Nid oes ysgol nac awdurdod {number}.",
            Text(
                "Check the number, or import the register first.",
                "Gwiriwch y rhif, neu mewnforiwch y gofrestr yn gyntaf.",
            ),
        ),
        row_fault(
            "successor_circle",
            "{successor} cannot follow {number}: {number} follows {successor} already, or is the same.",
            "Ni all {successor} olynu {number}: mae {number} yn olynu {successor} eisoes, neu'r un ydynt.",
            Text("Name another successor.", "Enwch olynydd arall."),
        ),
        row_fault(
            "email",
            "“{email}” is not an e-mail address.",
            "Nid yw “{email}” yn gyfeiriad e-bost.",
            Text(
                "Enter an address in the form office@school.example.",
                "Rhowch gyfeiriad ar y ffurf swyddfa@ysgol.example.",
            ),
        ),
        row_fault(
            "name_missing",
            "The name is missing.",
            "Mae'r enw ar goll.",
            Text(
                "Enter the name of the school or authority.",
                "Rhowch enw'r ysgol neu'r awdurdod.",
            ),
        ),
        row_fault(
            "too_long",
            "This is longer than {most:letter}.",
            "Mae hyn yn hirach na {most:letter}.",
            Text(
                "Shorten it.",
                "Byrhewch ef.",
            ),
        ),
        row_fault(
            "school_number",
            "“{number}” is not the number of a school.",
            "Nid rhif ysgol yw “{number}”.",
            Text(
                "Enter seven figures: three of the authority, four of the school, such as 6814990.",
                "Rhowch saith ffigur: tri ar gyfer yr awdurdod a phedwar ar gyfer yr ysgol, fel 6814990.",
            ),
        ),
        row_fault(
            "la_unknown",
            "There is no authority {la}.",
            "Nid oes awdurdod {la}.",
            Text(
                "Check the first three figures.",
                "Gwiriwch y tri ffigur cyntaf.",
            ),
        ),
        row_fault(
            "number_taken",
            "The number {number} belongs to {name}.",
            "Mae ysgol neu awdurdod arall yn defnyddio'r rhif {number} eisoes: {name}.",
            Text(
                "Check the number; if the school exists already, change its details.",
                "Gwiriwch y rhif; os yw'r ysgol yn bod eisoes, newidiwch ei manylion.",
            ),
        ),
        row_fault(
            "other_authority",
            "{number} does not belong to your authority.",
            "Nid yw {number} yn perthyn i'ch awdurdod chi.",
            Text(
                "Give the number of one of your own schools; they begin with {la}.",
                "Rhowch rif un o'ch ysgolion eich hun; maent yn dechrau â {la}.",
            ),
        ),
        row_fault(
            "not_a_day",
            "“{day}” is not a day.",
            "Nid diwrnod yw “{day}”.",
            Text(
                "Enter a day such as 31 8 2026.",
                "Rhowch ddiwrnod fel 31 8 2026.",
            ),
        ),
        row_fault(
            "closed_already",
            "{number} has closed, or will close, on {day:date}.",
            "Mae {number} wedi cau, neu bydd yn cau, ar {day:date}.",
            Text(
                "Open it again first if the day is wrong.",
                "Ailagorwch hi yn gyntaf os yw'r diwrnod yn anghywir.",
            ),
        ),
        row_fault(
            "closes_first",
            "The school opened on {opened:date}, after this day.",
            "Agorodd yr ysgol ar {opened:date}, ar ôl y diwrnod hwn.",
            Text(
                "Enter a later day.",
                "Rhowch ddiwrnod diweddarach.",
            ),
        ),
        row_fault(
            "successor_closed",
            "{number} is not a school that is open on that day.",
            "Nid yw {number} yn ysgol sydd ar agor ar y diwrnod hwnnw.",
            Text(
                "Name an open school; add a new one first.",
                "Enwch ysgol sydd ar agor; ychwanegwch un newydd yn gyntaf.",
            ),
        ),
        row_fault(
            "merge_none",
            "No school was named.",
            "Nid enwyd ysgol.",
            Text(
                "Give the number of each school that closes.",
                "Rhowch rif pob ysgol sy'n cau.",
            ),
        ),
        row_fault(
            "files_wait",
            "Files still wait for {name} ({number}): {count}.",
            "{name} ({number}): mae ffeiliau yn dal i aros, {count} ohonynt.",
            Text(
                "Ask the school to collect and confirm them, or their senders to call them back. Or enter a closing day "
                "that is still to come.",
                "Gofynnwch i'r ysgol eu casglu a'u cadarnhau, neu i'r anfonwyr eu galw'n ôl. Neu rhowch ddiwrnod cau "
                "sydd eto i ddod.",
            ),
        ),
    )
}

REGISTER_FILES: Mapping[str, ProblemKind] = list_faults("register", row=REGISTER, heading=REGISTER)
"""What can be wrong with a spreadsheet that holds a register."""
