"""What the audit log holds about the hub, and about the way of a record: a row for each step of it."""

from handover.common.text import Text
from handover.portal.audit.action import Action
from handover.portal.hub.life import MOVE_LIFE

ROWS = (
    Action(
        "move.noted",
        Text(
            "What a school's software said came too late for a record",
            "Daeth yr hyn a ddywedodd meddalwedd ysgol yn rhy hwyr i gofnod",
        ),
    ),
    Action(
        "move.settled",
        Text("Somebody saw to a record that could not be sent", "Deliodd rhywun â chofnod nad oedd modd ei anfon"),
    ),
    Action(
        "move.leavers_listed",
        Text(
            "Looked at the leavers that need somebody",
            "Edrychwyd ar y disgyblion sy'n gadael y mae angen i rywun ddelio â nhw",
        ),
    ),
    Action(
        "hub.chosen",
        Text("Chose what a school's software may do", "Dewiswyd beth y caiff meddalwedd ysgol ei wneud"),
    ),
    Action("hub.set_up", Text("Set the hub up in a zone", "Gosodwyd yr hwb mewn parth")),
    Action("hub.turned_off", Text("Turned the hub off in a zone", "Diffoddwyd yr hwb mewn parth")),
    Action("hub.turned_on", Text("Turned the hub on in a zone", "Trowyd yr hwb ymlaen mewn parth")),
    Action("hub.removed", Text("Removed the hub from a zone", "Tynnwyd yr hwb o barth")),
    Action("hub.zone_whose", Text("Said whether a zone is one school's", "Dywedwyd ai parth un ysgol yw parth")),
    Action("hub.school_added", Text("Let the hub serve a school", "Gadawyd i'r hwb wasanaethu ysgol")),
    Action(
        "hub.school_changed", Text("Changed which agent a school's software is", "Newidiwyd asiant meddalwedd ysgol")
    ),
    Action("hub.school_removed", Text("Ended the hub's service to a school", "Daeth gwasanaeth yr hwb i ysgol i ben")),
    Action(
        "hub.spoke_for_another",
        Text(
            "Refused what software said of a school not its own",
            "Gwrthodwyd yr hyn a ddywedodd meddalwedd am ysgol arall",
        ),
    ),
    *(Action(step.audit, step.name) for step in MOVE_LIFE),
    Action(
        "move.offered_listed",
        Text("Looked at the records that wait for a yes", "Edrychwyd ar y cofnodion sy'n aros i rywun gytuno"),
    ),
    Action(
        "move.looked_at",
        Text(
            "Looked at a record beside what the software holds",
            "Edrychwyd ar gofnod ochr yn ochr â'r hyn sydd gan y feddalwedd",
        ),
    ),
    Action(
        "move.given",
        Text(
            "Gave records to the school's software, which asked for them",
            "Rhoddwyd cofnodion i feddalwedd yr ysgol, a ofynnodd amdanynt",
        ),
    ),
    Action(
        "arrival.heard", Text("Heard of a child who is new at a school", "Clywyd am blentyn sy'n newydd mewn ysgol")
    ),
    Action(
        "arrival.held_back",
        Text(
            "Held new children of a school back until the next day: they were too many for one",
            "Cadwyd plant newydd ysgol yn ôl tan y diwrnod nesaf: roedd gormod ar gyfer un diwrnod",
        ),
    ),
    Action("arrival.found", Text("Looked for a new child's record", "Chwiliwyd am gofnod plentyn newydd")),
    Action("arrival.asked", Text("Asked for a new child's record", "Gofynnwyd am gofnod plentyn newydd")),
    Action(
        "arrival.answered",
        Text("Said that a new child's record is not theirs", "Dywedwyd nad yw cofnod plentyn newydd ganddynt"),
    ),
    Action(
        "arrival.listed",
        Text(
            "Looked at the children whose records are asked for",
            "Edrychwyd ar y plant y mae rhywun yn gofyn am eu cofnodion",
        ),
    ),
)
