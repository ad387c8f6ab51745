"""What can be wrong with a zip file that a stranger sent, in both languages."""

from typing import Final

from handover.common.problems import ProblemKind, Severity
from handover.common.text import Text

_ZIP_AGAIN: Final = Text(
    "Zip the files again, with the tool that comes with your computer, and send the new zip.",
    "Sipiwch y ffeiliau eto, gyda'r offeryn sy'n dod gyda'ch cyfrifiadur, ac anfonwch y zip newydd.",
)
_FEWER: Final = Text(
    "Zip fewer or smaller files, and send several zips one after the other.",
    "Sipiwch lai o ffeiliau, neu rai llai, ac anfonwch sawl zip un ar ôl y llall.",
)


_RENAME: Final = Text(
    "Rename the file, zip the files again, and send the new zip.",
    "Ailenwch y ffeil, sipiwch y ffeiliau eto, ac anfonwch y zip newydd.",
)


def _error(code: str, en: str, cy: str, remedy: Text = _ZIP_AGAIN) -> ProblemKind:
    return ProblemKind(f"archive.{code}", Severity.ERROR, Text(en, cy), remedy)


def _warning(code: str, en: str, cy: str, remedy: Text) -> ProblemKind:
    return ProblemKind(f"archive.{code}", Severity.WARNING, Text(en, cy), remedy)


PROGRAMS = ProblemKind(
    "archive.programs",
    Severity.NOTE,
    Text(
        "The zip holds {count:# file that runs|# files that run} something when opened: {names}.",
        "Mae'r zip yn cynnwys {count:file} sy'n rhedeg rhywbeth pan agorir: {names}.",
    ),
    Text(
        "Open such a file only if you expected it from this sender. If in doubt, telephone them first.",
        "Agorwch ffeil o'r fath dim ond os oeddech yn ei disgwyl gan yr anfonwr hwn. Os oes amheuaeth, ffoniwch nhw yn gyntaf.",
    ),
)
NOT_A_ZIP = _error(
    "not_a_zip",
    "The file is called .zip but is not a zip file.",
    "Enw'r ffeil yw .zip ond nid ffeil zip ydyw.",
    Text(
        "Renaming a file does not make it a zip. Put the file into a zip, and send that.",
        "Nid yw ailenwi ffeil yn ei gwneud yn zip. Rhowch y ffeil mewn zip, ac anfonwch y zip.",
    ),
)
BROKEN = _error(
    "broken",
    "The zip is damaged or was cut short.",
    "Mae'r zip wedi'i difrodi neu wedi'i thorri'n fyr.",
)
DAMAGED = _error(
    "damaged",
    "{name} in the zip is damaged.",
    "Mae {name} yn y zip wedi'i difrodi.",
)
EMPTY = _error("empty", "The zip is empty.", "Mae'r zip yn wag.")
TOO_MANY = _error(
    "too_many",
    "The zip holds more than {limit:file}.",
    "Mae'r zip yn cynnwys mwy na {limit} o ffeiliau.",
    _FEWER,
)
TOO_LARGE = _error(
    "too_large",
    "Unpacked, the zip would be larger than {limit} MB.",
    "Wedi'i dadbacio, byddai'r zip yn fwy na {limit} MB.",
    _FEWER,
)
MEMBER_TOO_LARGE = _error(
    "member_too_large",
    "Unpacked, {name} would be larger than {limit} MB.",
    "Wedi'i dadbacio, byddai {name} yn fwy na {limit} MB.",
    Text(
        "Send the file in several parts, each in a zip of its own, or in another way.",
        "Anfonwch y ffeil mewn sawl rhan, pob un mewn zip ar wahân, neu mewn ffordd arall.",
    ),
)
RATIO = _error(
    "ratio",
    "{name} unpacks to more than {limit} times its size in the zip. That is the mark of a zip bomb.",
    "Mae {name} yn dadbacio i fwy na {limit} gwaith ei maint yn y zip. Dyna nod bom zip.",
    Text(
        "If the file is real, send it in a zip of its own that does not pack it so tightly.",
        "Os yw'r ffeil yn un go iawn, anfonwch hi mewn zip ar wahân nad yw'n ei phacio mor dynn.",
    ),
)
NESTED = _error(
    "nested",
    "{name} is a zip within a zip within a zip, too deep to look into.",
    "Zip y tu mewn i zip y tu mewn i zip yw {name}, yn rhy ddwfn i edrych i mewn iddi.",
    Text(
        "Unpack the inner zips first, and zip the files themselves.",
        "Dadbaciwch y ffeiliau zip mewnol yn gyntaf, a sipiwch y ffeiliau eu hunain.",
    ),
)
OVERLAP = _error(
    "overlap",
    "Two files of the zip share the same bytes. That is the mark of a zip bomb.",
    "Dwy ffeil y tu mewn i'r zip sy'n rhannu'r un beitiau. Dyna nod bom zip.",
)
PATH = _error(
    "path",
    "{name} would be unpacked outside its folder, or its name holds characters that no file name has.",
    "Byddai {name} yn cael ei dadbacio y tu allan i'w ffolder, neu mae ei henw'n cynnwys nodau nad ydynt mewn enw ffeil.",
)
RESERVED = _error(
    "reserved_name",
    "{name} cannot be the name of a file on every computer: it ends with a dot or a blank, or is kept for a device.",
    "Ni all {name} fod yn enw ffeil ar bob cyfrifiadur: mae'n gorffen â dot neu fwlch, neu wedi'i gadw i ddyfais.",
    _RENAME,
)
SAME_NAME = _error(
    "same_name",
    "{name} and {other} would be one file on some computers, and one would be lost.",
    "Byddai {name} a {other} yn un ffeil ar rai cyfrifiaduron, a byddai un yn cael ei cholli.",
    _RENAME,
)
TWO_NAMES = _error(
    "two_names",
    "The zip says two different things about {name}: its list and the place of the file do not agree.",
    "Mae'r zip yn dweud dau beth gwahanol am un ffeil, {name}: nid yw ei rhestr a lle'r ffeil yn cytuno.",
)
EXTRA_BYTES = _error(
    "extra_bytes",
    "The zip holds bytes before, between or behind its files that belong to none of them.",
    "Mae'r zip yn cynnwys beitiau cyn, rhwng neu ar ôl ei ffeiliau nad ydynt yn perthyn i'r un ohonynt.",
)
LINK = _error(
    "link",
    "{name} is not a file but a link to another place.",
    "Nid ffeil yw {name} ond dolen i le arall.",
)
METHOD = _error(
    "method",
    "{name} is packed in a way that the site cannot look into.",
    "Mae {name} wedi'i phacio mewn ffordd na all y wefan edrych i mewn iddi.",
)
ENCRYPTED = _warning(
    "encrypted",
    "Locked with a password, so that nobody could look into it: {names}. The receiver is told.",
    "Wedi'i gloi â chyfrinair, felly nid oedd modd i neb edrych i mewn: {names}. Caiff y derbynnydd wybod.",
    Text(
        "Give the receiver the password by telephone, never by e-mail. The site seals every file anyway.",
        "Rhowch y cyfrinair i'r derbynnydd dros y ffôn, byth drwy e-bost. Mae'r wefan yn selio pob ffeil beth bynnag.",
    ),
)
OTHER_ARCHIVE = _warning(
    "other_archive",
    "{name} is an archive of another kind ({what}), which the site does not look into.",
    "Mae {name} yn archif o fath arall ({what}), ac nid yw'r wefan yn edrych i mewn iddi.",
    Text("If you can, put the files themselves into the zip.", "Os gallwch, rhowch y ffeiliau eu hunain yn y zip."),
)

ARCHIVE_FAULTS: dict[str, ProblemKind] = {
    kind.code: kind for kind in list(globals().values()) if isinstance(kind, ProblemKind)
}
