"""What can be wrong with a list of people besides what can be wrong with any list; each with its remedy."""

from collections.abc import Mapping
from typing import Final

from handover.common.lists.faults import NOTHING_TO_DO, list_faults
from handover.common.problems import ProblemKind, Severity
from handover.common.text import Text

_ROW: Final = Text(
    "Correct the row and bring the list again. Nobody is added twice.",
    "Cywirwch y rhes a lanlwythwch y rhestr eto. Ni fydd neb yn cael ei ychwanegu ddwywaith.",
)
_HEADING: Final = Text(
    "Give the list a first line that names its columns; for example: Name, E-mail, Role, School.",
    "Rhowch linell gyntaf sy'n enwi'r colofnau i'r rhestr; er enghraifft: Enw, E-bost, Rôl, Ysgol.",
)


def _kind(severity: Severity, code: str, en: str, cy: str, remedy: Text) -> ProblemKind:
    return ProblemKind(f"people.{code}", severity, Text(en, cy), remedy)


_W, _N = Severity.WARNING, Severity.NOTE
PEOPLE_LIST_FAULTS: Final[Mapping[str, ProblemKind]] = list_faults(
    "people",
    row=_ROW,
    heading=_HEADING,
    more=(
        _kind(_W, "no_email", "{who} has no e-mail address.", "Nid oes cyfeiriad e-bost gan {who}.", _ROW),
        _kind(
            _W, "no_name", "The name that belongs to {email} is missing.", "Mae'r enw ar gyfer {email} ar goll.", _ROW
        ),
        _kind(
            _W,
            "place",
            "“{value}” is no school or authority that you look after.",
            "Nid yw “{value}” yn ysgol nac yn awdurdod yr ydych yn gofalu amdano.",
            Text(
                "Give its number, such as 6814990, or its name exactly as it stands under Schools.",
                "Rhowch ei rhif, fel 6814990, neu ei henw yn union fel y mae o dan Ysgolion.",
            ),
        ),
        _kind(
            _W,
            "places",
            "More than one school is called “{value}”: {numbers}.",
            "Mae mwy nag un ysgol o'r enw “{value}”: {numbers}.",
            Text("Give the number in place of the name.", "Rhowch y rhif yn lle'r enw."),
        ),
        _kind(
            _W,
            "no_place",
            "The row says no school or authority.",
            "Nid yw'r rhes yn dweud pa ysgol nac awdurdod.",
            _ROW,
        ),
        _kind(
            _W,
            "role",
            "“{value}” is no role.",
            "Nid yw “{value}” yn rôl.",
            Text("Write one of: {roles}.", "Ysgrifennwch un o'r rhain: {roles_cy}."),
        ),
        _kind(
            _W,
            "twice",
            "Line {first} has the same person.",
            "Mae'r un person ar linell {first}.",
            Text(
                "If the rows differ in school or role, keep the right one. Nobody is added twice.",
                "Os yw'r rhesi'n wahanol o ran ysgol neu rôl, cadwch yr un gywir. Ni fydd neb yn cael ei ychwanegu "
                "ddwywaith.",
            ),
        ),
        _kind(
            _W,
            "address_taken",
            "The address {email} belongs to {full_name} ({username}).",
            "Mae'r cyfeiriad {email} yn perthyn i {full_name} ({username}).",
            Text(
                "If it is the same person, correct the name on their page. If two people share the address, invite this "
                "one by hand.",
                "Os yr un person ydyw, cywirwch yr enw ar ei dudalen. Os yw dau yn rhannu'r cyfeiriad, gwahoddwch hwn â llaw.",
            ),
        ),
        _kind(
            _W,
            "elsewhere",
            "{full_name} is here already, as {username}, with another role or at another school: {role_name}, {number}.",
            "Mae {full_name} yma eisoes, fel {username}, â rôl arall neu mewn ysgol arall: {role_name_cy}, {number}.",
            Text("Change the role on the person's page.", "Newidiwch y rôl ar dudalen y person."),
        ),
        _kind(
            _W,
            "closed",
            "{full_name} has an account, {username}, that is closed.",
            "Mae gan {full_name} gyfrif, {username}, sydd ar gau.",
            Text("Open it again on the person's page.", "Ailagorwch ef ar dudalen y person."),
        ),
        _kind(
            _N,
            "language",
            "“{value}” is neither English nor Welsh; the person gets English.",
            "Nid Saesneg na Chymraeg yw “{value}”; bydd y person yn cael Saesneg.",
            NOTHING_TO_DO,
        ),
        _kind(
            _W,
            "no_longer_yours",
            "Whoever brought the list may no longer add people.",
            "Nid yw'r person a lanlwythodd y rhestr yn cael ychwanegu pobl mwyach.",
            Text(
                "Somebody who may do so brings the list again.",
                "Gofynnwch i rywun sy'n cael gwneud hynny lanlwytho'r rhestr eto.",
            ),
        ),
    ),
)
