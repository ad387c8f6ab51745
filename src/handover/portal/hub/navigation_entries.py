"""The lines of the menu about records that move by themselves."""

from handover.common.text import Text
from handover.portal.hub.of_use import has_records_on_the_way, is_asked_for_records, is_school_of_hub, is_served_by_hub
from handover.portal.hub.permissions import ANSWER_FOR_LEAVERS, CHOOSE_FOR_SOFTWARE, SEE_MOVES, SEE_OUTCOMES
from handover.portal.transfers.permissions import COLLECT_CTF, SEND_CTF
from handover.portal.web.navigation import MenuEntry

ROWS = (
    MenuEntry(
        36,
        "records-to-take",
        Text("Records to take over", "Cofnodion i'w derbyn"),
        COLLECT_CTF,
        Text(
            "See what goes into your school's software, and say yes.",
            "Gweld beth sy'n mynd i feddalwedd eich ysgol, a chytuno.",
        ),
        group="collect",
        of_use=is_school_of_hub,
    ),
    MenuEntry(
        37,
        "arrivals",
        Text("Records asked for", "Ceisiadau am gofnodion"),
        (COLLECT_CTF, SEND_CTF),
        Text(
            "See whose records schools ask for, and whose of your own are looked for.",
            "Gweld cofnodion pwy y mae ysgolion yn gofyn amdanynt, a pha rai rydym yn chwilio amdanynt i chi.",
        ),
        group="collect",
        of_use=is_asked_for_records,
    ),
    MenuEntry(
        115,
        "moves",
        Text("Records on their way", "Cofnodion ar eu ffordd"),
        SEE_MOVES,
        Text(
            "See what became of the record of each child who leaves or comes.",
            "Gweld beth ddigwyddodd i gofnod pob plentyn sy'n gadael neu'n dod.",
        ),
        group="schools",
        of_use=has_records_on_the_way,
    ),
    MenuEntry(
        142,
        "outcomes",
        Text("Outcomes", "Canlyniadau"),
        SEE_OUTCOMES,
        Text(
            "What became of the records of children who moved, how long it took, and why some did not arrive.",
            "Beth ddigwyddodd i gofnodion plant a symudodd, faint o amser a gymerodd, a pham na chyrhaeddodd rhai.",
        ),
        group="reports",
    ),
    MenuEntry(
        25,
        "leavers",
        Text("Leavers", "Disgyblion sy'n gadael"),
        ANSWER_FOR_LEAVERS,
        Text(
            "Say which school a leaver goes to, if your software does not know.",
            "Dweud i ba ysgol mae disgybl sy'n gadael yn mynd, os nad yw eich meddalwedd yn gwybod.",
        ),
        group="send",
        of_use=is_school_of_hub,
    ),
    MenuEntry(
        158,
        "hub-choices",
        Text("What school software may do", "Beth y caiff meddalwedd ysgol ei wneud"),
        CHOOSE_FOR_SOFTWARE,
        Text(
            "Whether records follow leavers by themselves, after your yes, or not at all.",
            "A yw cofnodion disgyblion sy'n gadael yn dilyn ohonynt eu hunain, ar ôl i chi gytuno, neu ddim o gwbl.",
        ),
        group="schools",
        of_use=is_served_by_hub,
    ),
)
