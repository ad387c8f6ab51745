"""What somebody may choose for a report, on a page and through the API alike."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from handover.portal.reports.choosing import ReportChoice, ReportRefused, ask_report
from handover.portal.reports.period import Period
from handover.portal.reports.running import find_report
from handover.portal.reports.table import REPORTS
from handover.portal.transfers.senders import SendingOffice
from tests.moments import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(cast) -> SendingOffice:
    return SendingOffice(cast.caerwennol, "Figures", "lea-user")


def wrong(office, key, **chosen) -> list[str]:
    with pytest.raises(ReportRefused) as caught:
        ask_report(REPORTS[key], ReportChoice(**chosen), office, NOW, "en")
    return [problem.code for problem in caught.value.problems]


def test_a_report_for_software_is_about_its_own_authority(office):
    ask = ask_report(REPORTS["school"], ReportChoice(schools=("6814990",)), office, NOW, "cy")
    assert (ask.la_number, ask.schools, ask.language, ask.by) == ("681", ("6814990",), "cy", office)


@pytest.mark.parametrize(
    ("key", "chosen", "codes"),
    [
        ("school", {"schools": ("6602991",)}, ["report.unknown_school"]),
        ("school", {"schools": ("681LLLL",)}, ["report.unknown_school"]),
        ("cluster", {"authorities": ("681",)}, ["report.unknown_authority"]),
        ("cluster", {"authorities": ("999",)}, ["report.unknown_authority"]),
        ("school", {"status": "downloaded"}, ["report.not_narrowed_so"]),
        ("lost-uploaded", {"status": "gone"}, ["report.unknown_choice"]),
        ("lost-uploaded", {"lost_kind": "Z"}, ["report.unknown_choice"]),
        ("general", {"period": Period(date(2026, 9, 2), date(2026, 9, 1))}, ["report.ends_before"]),
    ],
)
def test_what_a_report_cannot_be_drawn_of_is_refused_with_the_reason(office, key, chosen, codes):
    assert wrong(office, key, **chosen) == codes


def test_more_schools_than_a_report_holds_are_refused(office):
    numbers = tuple(f"681{number:04d}" for number in range(21))
    assert wrong(office, "school", schools=numbers) == ["report.unknown_school"] * 21 + ["report.too_many_schools"]


def test_software_gets_the_reports_of_its_role_alone(cast):
    assert find_report("users", SendingOffice(cast.caerwennol, "Figures", "lea-user")) is REPORTS["users"]
    with pytest.raises(PermissionDenied):
        find_report("users", SendingOffice(cast.caerwennol, "Figures", "lea-plasc"))
    assert find_report("no-such", SendingOffice(cast.caerwennol, "Figures", "lea-user")) is None
