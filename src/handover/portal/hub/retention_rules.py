"""How long is kept what the site has about the way of records."""

from handover.common.text import Text
from handover.portal.config import Config
from handover.portal.hub.forgetting import end_waiting, forget_child, list_known_children, list_waiting_for_school
from handover.portal.retention.counting import DayCount
from handover.portal.retention.rule import FOR_GOOD, LAST_STEP, WHILE_THERE, RetentionRule, kept_rule, old_rows_rule

ROWS = (
    kept_rule(
        "hub.zones",
        Text(
            "The hub in a zone, and the schools that it serves there",
            "Yr hwb mewn parth, a'r ysgolion y mae'n eu gwasanaethu yno",
        ),
        WHILE_THERE,
        ("hub.HubZone", "hub.HubSchool", "hub.SchoolProof", "hub.HubStranger"),
    ),
    RetentionRule(
        "hub.children",
        Text(
            "Whose record was on its way, what its software said, and what was lost on the way",
            "Cofnod pwy oedd ar ei ffordd, beth a ddywedodd ei feddalwedd, a beth a gollwyd ar y ffordd",
        ),
        Text("the end of the way", "diwedd y daith"),
        Text(
            "They are wiped. The way stays, without the child: from which school to which, its steps and its outcome.",
            "Maent yn cael eu dileu. Mae'r daith yn aros, heb y plentyn: o ba ysgol i ba un, ei chamau a'i chanlyniad.",
        ),
        ("hub.Move",),
        days=Config.move_child_days,
        rows=list_known_children,
        clock="ended_at",
        end=forget_child,
    ),
    RetentionRule(
        "hub.waiting",
        Text(
            "The way of a record that waits for the old school: for where the pupil goes, for a yes, or for a last day",
            "Taith cofnod sy'n aros am yr hen ysgol: i ddweud i ble mae'r disgybl yn mynd, i gytuno, neu am ddiwrnod olaf",
        ),
        LAST_STEP,
        Text(
            "The way ends as taken back; whose it was is wiped later, as of every other.",
            "Daw'r daith i ben fel un a dynnwyd yn ôl; caiff y plentyn ei ddileu ohoni'n ddiweddarach, fel o bob "
            "taith arall.",
        ),
        ("hub.Move",),
        days=Config.move_wait_days,
        rows=list_waiting_for_school,
        clock="moved_at",
        end=end_waiting,
        audited=True,
    ),
    kept_rule(
        "hub.moves",
        Text(
            "The way of a record without the child, for the figures", "Taith cofnod heb y plentyn, ar gyfer y ffigurau"
        ),
        FOR_GOOD,
        ("hub.Move", "hub.MoveStep", "hub.CountedMonth"),
    ),
    old_rows_rule(
        "hub.arrivals",
        Text(
            "A child who is new at a school, and whose record was looked for",
            "Plentyn newydd mewn ysgol, y chwiliwyd am ei gofnod",
        ),
        Text("the hub heard of the child", "clywodd yr hwb am y plentyn"),
        ("hub.ArrivalCase",),
        Config.expected_days,
        "heard_at",
        counted=DayCount.OUTSIDE_HOLIDAYS,
        place="establishment__la_number",
    ),
)
