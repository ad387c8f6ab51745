"""Which reports people may run."""

from handover.portal.web.access import Permission
from handover.portal.web.roles import ANSWERABLE, KEEPERS, LEA_DBA_VIEW, OFFICES, SCHOOL

RUN_REPORTS = Permission("run_reports", "run the reports on files, schools and the number of lost pupils", OFFICES)
REPORT_PUPILS = Permission("report_pupils", "run the reports that name lost pupils", ANSWERABLE)
REPORT_PEOPLE = Permission(
    "report_people", "run the reports on people and messages", ANSWERABLE | KEEPERS | {LEA_DBA_VIEW}
)
GATHER_CHILD = Permission("gather_child", "gather everything that is held on a child", ANSWERABLE | {SCHOOL})

ROWS = (
    RUN_REPORTS,
    REPORT_PUPILS,
    REPORT_PEOPLE,
    GATHER_CHILD,
)
