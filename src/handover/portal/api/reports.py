"""Reports as CSV: which the key may run, and one of them, of its own authority."""

from typing import Annotated, Final

from django.http import Http404
from django.http.response import HttpResponseBase
from ninja import Query
from pydantic import Field

from handover.common.text import Text
from handover.portal import clock
from handover.portal.api.answers import make_answer
from handover.portal.api.bodies import ResponseBody
from handover.portal.api.office_examples import OFFICE_EXAMPLES
from handover.portal.api.operation import ApiOperation, ApiRequest
from handover.portal.api.refusals import ApiRefusal, describe_problems
from handover.portal.api.watching import DayFilter
from handover.portal.reports.choosing import ReportChoice, ReportRefused, ask_report
from handover.portal.reports.period import Period
from handover.portal.reports.permissions import REPORT_PEOPLE, REPORT_PUPILS, RUN_REPORTS
from handover.portal.reports.running import find_report, run_as_csv
from handover.portal.reports.table import REPORTS
from handover.portal.web import wording
from handover.portal.web.spreadsheet import csv_response

MOST_NUMBERS: Final = 200
"""Numbers in one address; a report says itself how many it takes."""
Numbers = Annotated[
    list[Annotated[str, Query(max_length=7)]],
    Query([], max_length=MOST_NUMBERS, description="May be given several times."),
]
Choice = Annotated[str, Query("", max_length=20)]


class ReportBody(ResponseBody):
    """A report that the key may run."""

    key: str
    title: str
    about: str
    takes: list[str] = Field(description="By what it can be narrowed.")
    names_pupils: bool


class ReportListBody(ResponseBody):
    """The reports that the key may run."""

    items: list[ReportBody]


def list_reports(request: ApiRequest) -> HttpResponseBase:
    """List the reports that the key may run."""
    items = [
        ReportBody(
            key=report.key,
            title=wording.say_text(report.title),
            about=wording.say_text(report.about),
            takes=[each.value for each in report.filters],
            names_pupils=report.pupils,
        )
        for report in REPORTS.values()
        if request.auth.may(report.permission)
    ]
    return make_answer(ReportListBody(items=items)).write()


def fetch_report(
    request: ApiRequest,
    key: str,
    first: DayFilter = None,
    last: DayFilter = None,
    schools: Numbers = [],  # noqa: B006  # never changed
    authorities: Numbers = [],  # noqa: B006  # never changed
    all_authorities: bool = False,
    status: Choice = "",
    type: Choice = "",  # the word that the page's address has for it
) -> HttpResponseBase:
    """Give a report as CSV, in the language that is asked for."""
    report = find_report(key, request.auth)
    if report is None:
        raise Http404
    choice = ReportChoice(
        Period(first, last), tuple(schools), tuple(authorities), all_authorities, status=status, lost_kind=type
    )
    try:
        ask = ask_report(report, choice, request.auth, clock.now(), wording.language())
    except ReportRefused as refused:
        raise ApiRefusal("api.report_refused", problems=describe_problems(refused.problems)) from refused
    return csv_response(*run_as_csv(report, ask))


RUNNING: Final = (RUN_REPORTS, REPORT_PUPILS, REPORT_PEOPLE)
OPERATIONS = (
    ApiOperation(
        "list_reports",
        "GET",
        "/reports",
        "reports",
        RUNNING,
        Text("List reports", "Rhestru adroddiadau"),
        Text(
            "The reports that the key may run, and by what each can be narrowed.",
            "Yr adroddiadau y caiff yr allwedd eu rhedeg, ac yn ôl beth y mae modd cyfyngu pob un.",
        ),
        list_reports,
        {200: ReportListBody},
        OFFICE_EXAMPLES["list_reports"],
    ),
    ApiOperation(
        "fetch_report",
        "GET",
        "/reports/{key}",
        "reports",
        RUNNING,
        Text("Fetch a report", "Nôl adroddiad"),
        Text(
            "One report about your own authority as CSV in UTF-8, its headings in the language of Accept-Language: the same "
            "lines as on the page. `first` and `last` are days; `schools` and `authorities` may be given several times. Each "
            "run is written into the audit log.",
            "Un adroddiad am eich awdurdod eich hun ar ffurf CSV mewn UTF-8, â'i benawdau yn iaith Accept-Language: yr un "
            "llinellau ag ar y dudalen. Dyddiau yw `first` a `last`; mae modd rhoi `schools` ac `authorities` sawl gwaith. "
            "Ysgrifennir pob rhediad yn y cofnod archwilio.",
        ),
        fetch_report,
        {200: None},
        OFFICE_EXAMPLES["fetch_report"],
        ("api.not_found", "api.report_refused"),
        gives_file=True,
        file_types=("text/csv",),
    ),
)
