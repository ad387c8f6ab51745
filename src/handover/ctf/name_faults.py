"""What can be wrong with a file name, in both languages (seed Appendix 2; reference/ctf.md section 3)."""

from handover.common.problems import ProblemKind, Severity
from handover.common.text import Text

_EXPORT_AGAIN = Text(
    "Export the file again from your school's software, which names it for you, for example "
    "6812990_CTF_6814990_001.xml. We never guess a number: a wrong guess would send a child's record to a stranger.",
    "Allforiwch y ffeil eto o feddalwedd eich ysgol, sy'n ei henwi ar eich rhan, er enghraifft "
    "6812990_CTF_6814990_001.xml. Nid ydym byth yn dyfalu rhif: byddai dyfalu'n anghywir yn anfon cofnod plentyn at "
    "ddieithryn.",
)
_AGREE = Text(
    "Say yes to the corrected name, or export the file again. What is inside the file does not change.",
    "Cytunwch i'r enw wedi'i gywiro, neu allforiwch y ffeil eto. Nid yw cynnwys y ffeil yn newid.",
)


def _error(code: str, en: str, cy: str, remedy: Text = _EXPORT_AGAIN) -> ProblemKind:
    return ProblemKind(f"name.{code}", Severity.ERROR, Text(en, cy), remedy)


def _repaired(code: str, en: str, cy: str) -> ProblemKind:
    return ProblemKind(f"name.{code}", Severity.WARNING, Text(en, cy), _AGREE)


def _note(code: str, en: str, cy: str, remedy: Text) -> ProblemKind:
    return ProblemKind(f"name.{code}", Severity.NOTE, Text(en, cy), remedy)


# What a repair says. Only these may be repaired, and only with the sender's yes.
OUTER_BLANKS = _repaired(
    "outer_blanks",
    "The file name begins or ends with a blank.",
    "Mae enw'r ffeil yn dechrau neu'n gorffen â bwlch.",
)
BROWSER_SUFFIX = _repaired(
    "browser_suffix",
    "The file name holds a number that a web browser or the computer added when the file was saved twice.",
    "Mae enw'r ffeil yn cynnwys rhif y mae porwr gwe neu'r cyfrifiadur wedi'i ychwanegu pan gadwyd y ffeil ddwywaith.",
)
COPY = _repaired(
    "copy",
    "The file name says that this is a copy, which the computer added when the file was copied.",
    "Mae enw'r ffeil yn dweud mai copi ydyw: y cyfrifiadur a ychwanegodd hynny pan gopïwyd y ffeil.",
)
NO_EXTENSION = _repaired(
    "no_extension",
    "The file name lacks .xml at its end.",
    "Nid oes .xml ar ddiwedd enw'r ffeil.",
)
TWICE_XML = _repaired(
    "twice_xml",
    "The file name ends twice in the same way, such as .xml.xml.",
    "Mae enw'r ffeil yn gorffen ddwywaith yn yr un modd, fel .xml.xml.",
)
SEPARATORS = _repaired(
    "separators",
    "Between the parts of the name stands a blank, a hyphen or too much. It should be one underscore.",
    "Mae bwlch, cysylltnod neu ormod rhwng rhannau'r enw. Un tanlinell ddylai fod.",
)
ACCENTS = _repaired(
    "accents",
    "The last part of the name holds accents, or signs that are no plain letters. It is written without them.",
    "Mae rhan olaf yr enw yn cynnwys acenion, neu arwyddion nad ydynt yn llythrennau plaen. Rhaid ei hysgrifennu "
    "hebddynt.",
)
EIGHT_X = _repaired(
    "eight_x",
    "The destination is written with eight X. It should be seven: XXXXXXX.",
    "Mae'r derbynnydd wedi'i ysgrifennu ag wyth X. Saith ddylai fod: XXXXXXX.",
)
EIGHT_M = _repaired(
    "eight_m",
    "The destination is written with eight M. It should be seven: MMMMMMM.",
    "Mae'r derbynnydd wedi'i ysgrifennu ag wyth M. Saith ddylai fod: MMMMMMM.",
)
FIVE_L = _repaired(
    "five_l",
    "A local authority is written with five L. It should be four, for example 681LLLL.",
    "Mae awdurdod lleol wedi'i ysgrifennu â phum L. Pedair ddylai fod, er enghraifft 681LLLL.",
)
NO_UNDERSCORE = _repaired(
    "no_underscore",
    "There is no underscore after CTF.",
    "Nid oes tanlinell ar ôl CTF.",
)
NO_NUMBER = _repaired(
    "no_number",
    "The file number is missing at the end of the name. The site gives the next free number.",
    "Mae rhif y ffeil ar goll ar ddiwedd yr enw. Bydd y wefan yn rhoi'r rhif rhydd nesaf.",
)
SHORT_NUMBER = _repaired(
    "short_number",
    "The file number has fewer than three digits. It should have three, for example 001.",
    "Mae gan rif y ffeil lai na thri digid. Tri ddylai fod, er enghraifft 001.",
)

# What informs the sender of an accepted name.
OTHER_LA = _note(
    "other_la",
    "The file goes to a local authority other than your own.",
    "Mae'r ffeil yn mynd i awdurdod lleol heblaw eich un chi.",
    Text(
        "This is allowed. If you know the school, send the file straight to the school instead.",
        "Cewch wneud hyn. Os ydych yn gwybod pa ysgol, anfonwch y ffeil yn syth i'r ysgol.",
    ),
)
OWN_SCHOOL = _note(
    "own_school",
    "The file goes from a school to itself. It moves data between two systems and is not a pupil's transfer.",
    "Mae'r ffeil yn mynd o ysgol iddi hi ei hun. Mae'n symud data rhwng dwy system ac nid yw'n drosglwyddiad disgybl.",
    Text(
        "If a pupil is leaving, export again with the new school.",
        "Os yw disgybl yn gadael, allforiwch eto gyda'r ysgol newydd.",
    ),
)

# What refuses.
PATH_PARTS = _error(
    "path_parts",
    "The file name holds a folder. A slash, a backslash or two dots are never part of a name.",
    "Mae enw'r ffeil yn cynnwys ffolder. Nid yw slaes, ôl-slaes na dau ddot byth yn rhan o enw.",
)
CHARACTERS = _error(
    "characters",
    "The file name holds a character that is not a plain letter, digit or sign, or it is longer than 100 characters.",
    "Mae enw'r ffeil yn cynnwys nod nad yw'n llythyren, digid neu arwydd plaen, neu mae'n hirach na 100 nod.",
)
DOUBLE_EXTENSION = _error(
    "double_extension",
    "The file name has something after .xml.",
    "Mae rhywbeth ar ôl .xml yn enw'r ffeil.",
)
ZIPPED = _error(
    "zipped",
    "A Common Transfer File is sent as .xml; .zip is for generic files.",
    "Ffeil .xml yw Ffeil Drosglwyddo Gyffredin; mae .zip ar gyfer ffeiliau generig.",
    Text("Take the .xml file out of the zip and send that.", "Tynnwch y ffeil .xml o'r zip ac anfonwch honno."),
)
EXTENSION = _error(
    "extension",
    "The file name ends in {extension}. A Common Transfer File ends in .xml, a generic file in .zip.",
    "Mae enw'r ffeil yn gorffen â {extension}. Mae Ffeil Drosglwyddo Gyffredin yn gorffen ag .xml, a ffeil generig â "
    ".zip.",
)
MARKER_SOURCE = _error(
    "marker_source",
    "The sender's number is missing: XXXXXXX or MMMMMMM can only be a destination.",
    "Mae rhif yr anfonwr ar goll: dim ond derbynnydd all XXXXXXX neu MMMMMMM fod.",
)
MARKER = _error(
    "marker",
    "The destination {destination} is neither a number nor exactly seven X or seven M.",
    "Nid yw'r derbynnydd {destination} yn rhif nac yn saith X neu saith M yn union.",
)
DIGITS = _error(
    "digits",
    "{part} is not an establishment number. It has seven digits: three for the authority and four for the school.",
    "Nid yw {part} yn rhif sefydliad. Mae ganddo saith digid: tri ar gyfer yr awdurdod a phedwar ar gyfer yr ysgol.",
)
NUMBER = _error(
    "number",
    "{part} is not the number of a file. It has three digits, for example 001.",
    "Nid yw {part} yn rhif ffeil. Mae ganddo dri digid, er enghraifft 001.",
)
ORDER = _error(
    "order",
    "The parts of the name are in the wrong order. It reads sender, CTF, destination, number.",
    "Mae rhannau'r enw yn y drefn anghywir. Dyma'r drefn: anfonwr, CTF, derbynnydd, rhif.",
)
GENERIC_TEXT = _error(
    "generic_text",
    "The last part of a generic file's name has 1 to 15 letters, digits or plain signs; this one has {length}.",
    "Mae gan ran olaf enw ffeil generig 1 i 15 llythyren, digid neu arwydd plaen; mae gan yr un yma {length}.",
    Text(
        "Shorten the last part of the name and leave out blanks, for example 6812990_6814990_reports.zip.",
        "Byrhewch ran olaf yr enw a thynnwch y bylchau, er enghraifft 6812990_6814990_reports.zip.",
    ),
)
GENERIC_BLANK = _error(
    "generic_blank",
    "The last part of the name, {text}, holds a blank.",
    "Mae bwlch yn rhan olaf yr enw, {text}.",
    Text(
        "Leave out the blank or write a hyphen instead, for example 6812990_6814990_my-file.zip.",
        "Tynnwch y bwlch neu rhowch gysylltnod yn ei le, er enghraifft 6812990_6814990_my-file.zip.",
    ),
)
GENERIC_LETTERS = _error(
    "generic_letters",
    "The last part of a generic file's name holds letters or signs that are not plain: a to z, digits and - . only.",
    "Mae rhan olaf enw ffeil generig yn cynnwys llythrennau neu arwyddion nad ydynt yn blaen: a i z, digidau a - . yn unig.",
    Text(
        "Write the last part of the name in plain letters, for example 6812990_6814990_reports.zip.",
        "Ysgrifennwch ran olaf yr enw mewn llythrennau plaen, er enghraifft 6812990_6814990_reports.zip.",
    ),
)
GENERIC_EXTENSION = _error(
    "generic_extension",
    "A generic file must be a .zip file; this one ends in {extension}.",
    "Rhaid i ffeil generig fod yn ffeil .zip; mae hon yn gorffen â {extension}.",
    Text("Put the file into a zip and send the zip.", "Rhowch y ffeil mewn zip ac anfonwch y zip."),
)
OTHER_KIND = _error(
    "other_kind",
    "This is an XML data transfer of kind {kind}, not a Common Transfer File.",
    "Trosglwyddiad data XML o'r math {kind} yw hwn, nid Ffeil Drosglwyddo Gyffredin.",
    Text(
        "Load it into your school's software. To move a pupil, export a Common Transfer File.",
        "Llwythwch ef i feddalwedd eich ysgol. I symud disgybl, allforiwch Ffeil Drosglwyddo Gyffredin.",
    ),
)
ADMISSIONS = _error(
    "admissions",
    "This is an admissions file of kind {kind}, not a Common Transfer File.",
    "Ffeil dderbyn o'r math {kind} yw hon, nid Ffeil Drosglwyddo Gyffredin.",
    Text(
        "Admissions files go between local authorities' admissions teams and schools. Do not send one as a CTF.",
        "Mae ffeiliau derbyn yn mynd rhwng timau derbyn awdurdodau lleol ac ysgolion. Peidiwch ag anfon un fel CTF.",
    ),
)
MISSING_CHILDREN = _error(
    "missing_children",
    "This is a file of kind {kind} about a child joining or missing education, not a Common Transfer File.",
    "Ffeil o'r math {kind} am blentyn sy'n ymuno neu sy'n colli addysg yw hon, nid Ffeil Drosglwyddo Gyffredin.",
    Text(
        "Ask your local authority how it wants such files.",
        "Gofynnwch i'ch awdurdod lleol sut y mae am gael ffeiliau o'r fath.",
    ),
)
UNKNOWN_KIND = _error(
    "unknown_kind",
    "The name says who sends the file and to whom, but {part} between them is no kind of file, or the end is not right.",
    "Mae'r enw'n dweud pwy sy'n anfon y ffeil ac at bwy, ond nid yw {part} rhyngddynt yn fath o ffeil, neu nid yw'r "
    "diwedd yn iawn.",
    Text(
        "The help page “Kinds of files” shows how each kind is named. Export the file again, or send it in a generic zip.",
        "Mae'r dudalen gymorth “Mathau o ffeiliau” yn dangos beth yw enw pob math. Allforiwch y ffeil eto, neu "
        "anfonwch hi mewn zip generig.",
    ),
)
UNREADABLE = _error(
    "unreadable",
    "The file name does not say who sends the file and to whom.",
    "Nid yw enw'r ffeil yn dweud pwy sy'n anfon y ffeil nac at bwy.",
)

NAME_FAULTS: dict[str, ProblemKind] = {
    kind.code: kind for kind in list(globals().values()) if isinstance(kind, ProblemKind)
}
