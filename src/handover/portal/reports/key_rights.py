"""What a key may be given to do with reports."""

from handover.common.text import Text
from handover.portal.apikeys.right import KeyRight
from handover.portal.lostpupils.permissions import SEE_LOST_FIGURES
from handover.portal.reports.permissions import REPORT_PEOPLE, REPORT_PUPILS, RUN_REPORTS

ROWS = (
    KeyRight(
        "reports",
        Text("Reports", "Adroddiadau"),
        Text(
            "Fetch the reports on files, schools and the number of lost pupils.",
            "Nôl yr adroddiadau ar ffeiliau, ysgolion a nifer y disgyblion coll.",
        ),
        frozenset({RUN_REPORTS, SEE_LOST_FIGURES}),
    ),
    KeyRight(
        "reports_pupils",
        Text("Reports that name lost pupils", "Adroddiadau sy'n enwi disgyblion coll"),
        Text(
            "Fetch the reports in which lost pupils are named.",
            "Nôl yr adroddiadau lle mae disgyblion coll yn cael eu henwi.",
        ),
        frozenset({REPORT_PUPILS}),
    ),
    KeyRight(
        "reports_people",
        Text("Reports on people and messages", "Adroddiadau ar bobl a negeseuon"),
        Text(
            "Fetch the reports on who can sign in and who writes.",
            "Nôl yr adroddiadau ar bwy sy'n gallu mewngofnodi a phwy sy'n ysgrifennu.",
        ),
        frozenset({REPORT_PEOPLE}),
    ),
)
