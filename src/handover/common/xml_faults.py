"""Why an XML document cannot be read, in both languages, and which fault of the parser is which of ours."""

from collections.abc import Mapping
from types import MappingProxyType

from handover.common.problems import ProblemKind, Severity
from handover.common.text import Text

_EXPORT = Text(
    "Export the file again and send the new one. If it happens again, show this message to your software supplier.",
    "Allforiwch y ffeil eto ac anfonwch yr un newydd. Os digwydd eto, dangoswch y neges hon i gyflenwr eich "
    "meddalwedd.",
)
_SUPPLIER = Text(
    "Show this message to your software supplier: the program that wrote the file must be put right.",
    "Dangoswch y neges hon i gyflenwr eich meddalwedd: rhaid cywiro'r rhaglen a ysgrifennodd y ffeil.",
)
_DAMAGED = Text(
    "Export the file again and do not open it in an editor before you send it.",
    "Allforiwch y ffeil eto a pheidiwch â'i hagor mewn golygydd cyn ei hanfon.",
)


_DOWNLOAD = Text(
    "Perhaps your sign-in had ended when you downloaded it. Sign in, download the file again and send that.",
    "Efallai fod eich mewngofnodi wedi dod i ben pan lawrlwythoch hi. Mewngofnodwch, lawrlwythwch y ffeil eto ac "
    "anfonwch honno.",
)
_SAVE = Text(
    "Do not open the file and copy what you see. Export it again, or download it with “Save link as”, and send that.",
    "Peidiwch ag agor y ffeil a chopïo'r hyn a welwch. Allforiwch hi eto, neu lawrlwythwch hi â “Cadw dolen fel”, ac anfonwch "
    "honno.",
)
_COPIED = Text(
    "Copying or saving it went wrong. Export or download the file again and send the new one.",
    "Aeth rhywbeth o'i le wrth ei chopïo neu ei chadw. Allforiwch neu lawrlwythwch y ffeil eto ac anfonwch yr un newydd.",
)


_KEPT = Text(
    "The file can be sent, and is passed on as it came. No school's software needs this: ask your supplier why it is there.",
    "Gallwch anfon y ffeil, a bydd yn mynd ymlaen fel y daeth. Nid oes angen hyn ar feddalwedd unrhyw ysgol: holwch "
    "eich cyflenwr pam y mae yno.",
)


def _fault(code: str, en: str, cy: str, remedy: Text) -> ProblemKind:
    return ProblemKind(f"xml.{code}", Severity.ERROR, Text(en, cy), remedy)


def _warning(code: str, en: str, cy: str, remedy: Text) -> ProblemKind:
    return ProblemKind(f"xml.{code}", Severity.WARNING, Text(en, cy), remedy)


_KINDS: tuple[ProblemKind, ...] = (
    _fault(
        "doctype",
        "A DOCTYPE is not allowed (line {line}).",
        "Nid oes hawl i gael DOCTYPE mewn ffeil (llinell {line}).",
        _SUPPLIER,
    ),
    _fault(
        "encoding_bytes",
        "The file is not valid {declared}: line {line}, column {column} holds a letter in some other encoding. "
        "The declaration and the bytes disagree.",
        "Nid yw'r ffeil yn {declared} dilys: mae llythyren mewn amgodiad arall yn llinell {line}, colofn {column}. "
        "Nid yw'r datganiad a'r beitiau'n cytuno.",
        _SUPPLIER,
    ),
    _fault(
        "encoding_disagrees",
        "The file says that it is {declared}, but its bytes are not. The declaration and the bytes disagree.",
        "Mae'r ffeil yn dweud mai {declared} yw hi, ond nid yw ei beitiau felly. Nid yw'r datganiad a'r beitiau'n "
        "cytuno.",
        _SUPPLIER,
    ),
    _fault(
        "encoding_mark",
        "The file says that it is {declared}, but begins with the mark of {mark}. "
        "The declaration and the bytes disagree.",
        "Mae'r ffeil yn dweud mai {declared} yw hi, ond mae'n dechrau â marc {mark}. "
        "Nid yw'r datganiad a'r beitiau'n cytuno.",
        _SUPPLIER,
    ),
    _fault(
        "encoding_no_mark",
        "The file looks like UTF-16 but does not begin with the byte-order mark.",
        "Mae'r ffeil yn edrych fel UTF-16 ond nid yw'n dechrau â'r marc trefn beitiau.",
        _SUPPLIER,
    ),
    _fault(
        "encoding_unknown",
        "The file is written in the encoding {declared}. "
        "We read UTF-8, UTF-16 with its mark, ISO-8859-1, windows-1252 and US-ASCII.",
        "Mae'r ffeil wedi'i hysgrifennu yn yr amgodiad {declared}. "
        "Rydym yn darllen UTF-8, UTF-16 â'i farc, ISO-8859-1, windows-1252 ac US-ASCII.",
        _SUPPLIER,
    ),
    _fault(
        "empty",
        "There is no XML in the file.",
        "Nid oes XML yn y ffeil.",
        _EXPORT,
    ),
    _fault(
        "zeros",
        "The file holds nothing but zeros.",
        "Dim ond seroau sydd yn y ffeil.",
        _COPIED,
    ),
    _fault(
        "web_page",
        "This is a web page that was saved under the file's name, not the file.",
        "Tudalen we a gadwyd o dan enw'r ffeil yw hon, nid y ffeil.",
        _DOWNLOAD,
    ),
    _fault(
        "json",
        "This is an answer of a program (JSON), often an error message, and not the file.",
        "Ateb rhaglen (JSON) yw hwn, neges gwall yn aml, ac nid y ffeil.",
        _DOWNLOAD,
    ),
    _fault(
        "e_mail",
        "This is an e-mail that was saved, not the file that was attached to it.",
        "E-bost a gadwyd yw hwn, nid y ffeil a oedd wedi'i hatodi iddo.",
        Text(
            "Open the e-mail, save the attached file and send that.",
            "Agorwch yr e-bost, cadwch y ffeil sydd wedi'i hatodi ac anfonwch honno.",
        ),
    ),
    _fault(
        "plain_text",
        "There is no XML in the file. It is plain text and begins with “{beginning}”.",
        "Nid oes XML yn y ffeil. Testun plaen ydyw, ac mae'n dechrau â “{beginning}”.",
        _EXPORT,
    ),
    _fault(
        "other_file",
        "This is a {what} file, not XML.",
        "Ffeil {what} yw hon, nid XML.",
        _EXPORT,
    ),
    _fault(
        "browser_view",
        "This was copied out of the window of a browser: the browser's own sentence or signs stand in it.",
        "Copïwyd hon o ffenestr porwr: mae brawddeg neu arwyddion y porwr ei hun ynddi.",
        _SAVE,
    ),
    _fault(
        "before_start",
        "Something stands before the beginning of the file (<?xml): {what}.",
        "Mae rhywbeth cyn dechrau'r ffeil (<?xml): {what}.",
        _SAVE,
    ),
    _fault(
        "blank_before",
        "Blanks or an empty line stand before the beginning of the file (<?xml), which must come first.",
        "Mae bylchau neu linell wag cyn dechrau'r ffeil (<?xml), sy'n gorfod dod gyntaf.",
        _DAMAGED,
    ),
    _fault(
        "after_end",
        "The file ends on line {line}, and something follows behind its end: {what}.",
        "Mae'r ffeil yn gorffen yn llinell {line}, a daw rhywbeth ar ôl ei diwedd: {what}.",
        _COPIED,
    ),
    _fault(
        "truncated",
        "The file is incomplete or damaged: it breaks off at line {line}, column {column}.",
        "Mae'r ffeil yn anghyflawn neu wedi'i difrodi: mae'n torri'n fyr yn llinell {line}, colofn {column}.",
        _EXPORT,
    ),
    _fault(
        "character",
        "The file is not well-formed XML: line {line}, column {column} holds a character that XML forbids.",
        "Nid yw'r ffeil yn XML cywir: mae nod y mae XML yn ei wahardd yn llinell {line}, colofn {column}.",
        _SUPPLIER,
    ),
    _fault(
        "tags",
        "The file is not well-formed XML: at line {line}, column {column} "
        "a tag is closed that is not open, or left open.",
        "Nid yw'r ffeil yn XML cywir: yn llinell {line}, colofn {column} "
        "mae tag yn cael ei gau nad yw ar agor, neu ei adael ar agor.",
        _DAMAGED,
    ),
    _fault(
        "entity",
        "The file is not well-formed XML: line {line}, column {column} holds an ampersand that begins nothing we know.",
        "Nid yw'r ffeil yn XML cywir: mae ampersand nad yw'n dechrau dim rydym yn ei adnabod yn llinell {line}, "
        "colofn {column}.",
        _SUPPLIER,
    ),
    _fault(
        "namespace",
        "The file is not well-formed XML: line {line}, column {column} uses a prefix that is not declared.",
        "Nid yw'r ffeil yn XML cywir: mae rhagddodiad heb ei ddatgan yn llinell {line}, colofn {column}.",
        _SUPPLIER,
    ),
    _fault(
        "not_well_formed",
        "The file is not well-formed XML: reading stopped at line {line}, column {column}.",
        "Nid yw'r ffeil yn XML cywir: daeth y darllen i ben yn llinell {line}, colofn {column}.",
        _DAMAGED,
    ),
    _fault(
        "depth",
        "Elements stand inside each other more than {limit:level} deep (line {line}).",
        "Mae elfennau y tu mewn i'w gilydd yn ddyfnach na {limit:level} (llinell {line}).",
        _SUPPLIER,
    ),
    _fault(
        "text_too_long",
        "The text of {element} is {length:character} long (line {line}). No text may be longer than {limit}.",
        "Mae testun {element} yn {length:character} o hyd (llinell {line}). Ni chaiff testun fod yn hirach na {limit}.",
        _SUPPLIER,
    ),
    _fault(
        "piece_too_big",
        "The file is no real record: at line {line}, column {column} one text, comment or name is far too long.",
        "Nid cofnod go iawn yw'r ffeil: yn llinell {line}, colofn {column} mae un testun, sylw neu enw yn llawer rhy "
        "hir.",
        _SUPPLIER,
    ),
    _fault(
        "too_much",
        "The file holds more tags than any real record needs: over {limit} without a complete record among them.",
        "Mae'r ffeil yn cynnwys mwy o dagiau nag sydd eu hangen ar unrhyw gofnod go iawn: dros {limit} heb gofnod "
        "cyflawn yn eu plith.",
        _SUPPLIER,
    ),
    _warning(
        "points_outside",
        "The file points to {address} (line {line}). This site does not go there, but another program may fetch it.",
        "Mae'r ffeil yn cyfeirio at {address} (llinell {line}). Nid yw'r wefan hon yn mynd yno, ond gallai rhaglen arall ei"
        " nôl.",
        _KEPT,
    ),
    _warning(
        "instruction",
        "The file holds an instruction for programs, <?{instruction}?> (line {line}). This site does not follow it, but "
        "another program may.",
        "Mae'r ffeil yn cynnwys cyfarwyddyd i raglenni, <?{instruction}?> (llinell {line}). Nid yw'r wefan hon yn ei ddilyn,"
        " ond gallai rhaglen arall.",
        _KEPT,
    ),
)

XML_FAULTS: Mapping[str, ProblemKind] = MappingProxyType({kind.code: kind for kind in _KINDS})

# Numbers of libxml2's errors (xmlerror.h); any other is `xml.not_well_formed`.
PARSER_FAULTS: Mapping[int, str] = MappingProxyType(
    {
        77: "xml.truncated",
        8: "xml.character",
        9: "xml.character",
        76: "xml.tags",
        5: "xml.tags",
        23: "xml.entity",
        26: "xml.entity",
        68: "xml.entity",
        201: "xml.namespace",
        45: "xml.piece_too_big",
        110: "xml.piece_too_big",
        114: "xml.piece_too_big",
    }
)
