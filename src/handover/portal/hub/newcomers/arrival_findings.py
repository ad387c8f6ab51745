"""What became of looking for the record of a child who has come to a school: a closed list, in the words of an office."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from handover.common.text import Text


class FindingKey(StrEnum):
    """What was found."""

    LOOKING = "looking"
    HERE = "here"
    LEAVER_TOLD = "leaver_told"
    TO_ASK = "to_ask"
    ASKED = "asked"
    IN_STORE = "in_store"
    NOT_THEIRS = "not_theirs"
    NOBODY = "nobody"


F = FindingKey


@dataclass(frozen=True, slots=True)
class ArrivalFinding:
    """A finding: what it is called, what happens now, and the colour of its tag. `open`: the record is still to come."""

    key: FindingKey
    name: Text
    next: Text
    colour: str
    open: bool = True


ARRIVAL_FINDINGS: Final = (
    ArrivalFinding(
        F.LOOKING,
        Text("Being looked for", "Yn chwilio amdano"),
        Text(
            "The school's software is asked who the child is.", "Rydym yn gofyn i feddalwedd yr ysgol pwy yw'r plentyn."
        ),
        "blue",
    ),
    ArrivalFinding(
        F.HERE,
        Text("The record is here or on its way", "Mae'r cofnod yma neu ar ei ffordd"),
        Text("Nobody needs to be asked.", "Nid oes angen gofyn i neb."),
        "green",
        open=False,
    ),
    ArrivalFinding(
        F.LEAVER_TOLD,
        Text("The old school knows where the child is", "Mae'r hen ysgol yn gwybod ble mae'r plentyn"),
        Text("The old school's record comes by the way that it has chosen.", "Daw cofnod yr hen ysgol fel y dewisodd."),
        "light-blue",
    ),
    ArrivalFinding(
        F.TO_ASK,
        Text("Waits for your yes", "Yn aros i chi gytuno"),
        Text("Say yes, and the record is asked for.", "Cytunwch, a byddwn yn gofyn am y cofnod."),
        "yellow",
    ),
    ArrivalFinding(
        F.ASKED,
        Text("Asked for", "Gofynnwyd amdano"),
        Text(
            "Whoever was asked sends the record, or says that it is not theirs.",
            "Bydd pwy bynnag y gofynnwyd iddo yn anfon y cofnod, neu'n dweud nad yw ganddo.",
        ),
        "blue",
    ),
    ArrivalFinding(
        F.IN_STORE,
        Text("In the lost pupil store", "Yn y storfa disgyblion coll"),
        Text(
            "Your local authority was told where the child is, and can release the file to you.",
            "Cafodd eich awdurdod lleol wybod ble mae'r plentyn, a gall ryddhau'r ffeil i chi.",
        ),
        "turquoise",
    ),
    ArrivalFinding(
        F.NOT_THEIRS,
        Text("Not with those who were asked", "Ddim gan y rhai y gofynnwyd iddynt"),
        Text(
            "Ask the family which school the child was at, and put the child on your list of expected pupils.",
            "Gofynnwch i'r teulu ym mha ysgol yr oedd y plentyn, a rhowch y plentyn ar eich rhestr o ddisgyblion disgwyliedig.",
        ),
        "orange",
    ),
    ArrivalFinding(
        F.NOBODY,
        Text("Nobody is known who has it", "Nid oes neb yn gwybod pwy sydd â'r cofnod"),
        Text(
            "Ask the family which school the child was at, and put the child on your list of expected pupils.",
            "Gofynnwch i'r teulu ym mha ysgol yr oedd y plentyn, a rhowch y plentyn ar eich rhestr o ddisgyblion disgwyliedig.",
        ),
        "orange",
    ),
)
ARRIVAL_FINDING: Final = {row.key: row for row in ARRIVAL_FINDINGS}
OPEN_FINDINGS: Final = tuple(row.key.value for row in ARRIVAL_FINDINGS if row.open)
