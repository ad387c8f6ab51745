"""Every report by page, as CSV and on paper: for every role, in both languages, with odd questions and empty data."""

import csv
from io import StringIO

import pytest

from handover.common.text import LANGUAGES
from handover.portal.accounts.roles import ROLES
from handover.portal.audit.models import Entry
from handover.portal.establishments.models import Establishment, EstablishmentKind
from handover.portal.lostpupils.models import LostPupil
from handover.portal.reports.table import REPORTS
from tests.files import SIAN, Child, send

pytestmark = pytest.mark.django_db
FORMS = ("", "csv/", "print/")
EVERY = {"run": "yes"}


def text(answer) -> str:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return body.decode("utf-8-sig")


def table(answer) -> list[list[str]]:
    return list(csv.reader(StringIO(text(answer))))


def needed(report, person) -> dict[str, str]:
    """The nation must say which authority, where a report is not for all at once."""
    return EVERY if person.establishment or report.everywhere else {**EVERY, "la": "681"}


@pytest.mark.parametrize("key", REPORTS)
@pytest.mark.parametrize("role", ROLES)
def test_each_role_runs_the_reports_of_its_permissions_and_no_others(cast, signed_in, key, role):
    report = REPORTS[key]
    browser = signed_in(person := next(person for person in cast.people if person.role == role))
    allowed = {report.permission} <= ROLES[role].permissions
    for form in FORMS:
        answer = browser.get(f"/reports/{key}/{form}", needed(report, person))
        assert answer.status_code == (200 if allowed else 403)
    assert Entry.objects.filter(action="report.run").count() == (len(FORMS) if allowed else 0)


@pytest.mark.parametrize("role", ROLES)
def test_menu_of_reports_holds_what_the_role_may_run(cast, signed_in, role):
    person = next(person for person in cast.people if person.role == role)
    answer = signed_in(person).get("/reports/")
    if role == "school":
        assert answer.status_code == 403
        return
    for key, report in REPORTS.items():
        assert (f'href="/reports/{key}/"' in text(answer)) is person.may(report.permission)


@pytest.mark.parametrize("key", REPORTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_report_is_in_the_language_of_its_reader(cast, signed_in, key, language):
    send(cast.alis, "XXXXXXX")
    person = cast.hana if REPORTS[key].pupils else cast.lowri
    person.language = language
    person.save()
    browser = signed_in(person)
    for form in FORMS:
        page = text(browser.get(f"/reports/{key}/{form}", EVERY))
        shown = REPORTS[key].title if form != "csv/" else REPORTS[key].columns[0].heading
        assert shown.say(language) in page.replace("&#39;", "'")


@pytest.mark.parametrize("key", REPORTS)
def test_a_period_that_ends_before_it_begins_is_refused_with_the_reason(cast, signed_in, key):
    browser = signed_in(cast.hana if REPORTS[key].pupils else cast.lowri)
    for form in FORMS:
        answer = browser.get(f"/reports/{key}/{form}", EVERY | {"first": "3/9/2026", "last": "2/9/2026"})
        assert answer.status_code == 422
        assert text(answer).count("The report ends before it begins.") == 2
    assert not Entry.objects.filter(action="report.run").exists()


@pytest.mark.parametrize("key", REPORTS)
def test_odd_question_is_answered_and_not_a_fault(cast, signed_in, key):
    browser = signed_in(cast.hana if REPORTS[key].pupils else cast.lowri)
    for form in FORMS:
        for query in (
            {"first": "29/2/2024", "last": "29/2/2024"},
            {"after": "9" * 30},
            {"after": "1~\0"},
            {"after": "-1"},
            {"la": "999"},
            {"scope": "all"},
        ):
            assert browser.get(f"/reports/{key}/{form}", EVERY | query).status_code == 200


@pytest.mark.parametrize("day", ["yesterday", "30/2/2026", "2026-13-01", "\0"])
def test_no_day_is_said_so_beside_the_field(cast, signed_in, day):
    answer = signed_in(cast.efa).get("/reports/general/", EVERY | {"first": day})
    assert answer.status_code == 422
    assert text(answer).count("Enter a real date, such as 27 3 2015.") == 2


@pytest.mark.parametrize("key", [key for key, report in REPORTS.items() if not report.pupils])
def test_report_of_nothing_says_so(cast, signed_in, key):
    Establishment.objects.filter(kind=EstablishmentKind.SCHOOL).update(opened_on="2026-01-01")
    page = text(signed_in(cast.lowri).get(f"/reports/{key}/", EVERY | {"last": "31/1/1999"}))
    assert "There is nothing to report" in page or key in {"general", "lost-numbers"}


@pytest.mark.parametrize("value", ["=cmd()", "+1", "-1", "@SUM(A1)", "\tx", " =1"])
def test_no_cell_of_a_csv_is_run_as_a_formula(cast, signed_in, value):
    Establishment.objects.filter(number="6814990").update(name=value)
    cast.efa.full_name = value
    cast.efa.save()
    for key in ("schools", "users", "general"):
        rows = table(signed_in(cast.lowri).get(f"/reports/{key}/csv/"))
        assert f"'{value}" in {cell for row in rows for cell in row}
        assert value not in {cell for row in rows for cell in row}


def test_childs_name_that_is_a_formula_is_harmless(cast, signed_in):
    send(cast.alis, "XXXXXXX", children=[Child(SIAN.upn, "=cmd()", "+Siân", SIAN.born)])
    rows = table(signed_in(cast.hana).get("/reports/lost-uploaded/csv/"))
    assert rows[1][:2] == ["'=cmd()", "'+Siân"]


def test_csv_is_marked_as_utf8_is_not_kept_and_holds_days_and_numbers_plainly(cast, signed_in):
    send(cast.alis, "6814990")
    answer = signed_in(cast.efa).get("/reports/school/csv/")
    body = b"".join(answer.streaming_content)
    assert body.startswith(b"\xef\xbb\xbf")
    assert answer["Cache-Control"] == "no-store"
    assert answer["Content-Disposition"].startswith('attachment; filename="school-')
    rows = list(csv.reader(StringIO(body.decode("utf-8-sig"))))
    assert rows[1][0] == "2026-09-03 10:30"


def test_twenty_one_schools_are_one_too_many(cast, signed_in):
    for number in range(2000, 2021):
        Establishment.objects.create(
            number=f"681{number}", kind=EstablishmentKind.SCHOOL, la_number="681", name=f"School {number}"
        )
    chosen = [f"681{number}" for number in range(2000, 2021)]
    browser = signed_in(cast.efa)
    answer = browser.get("/reports/general/", EVERY | {"schools": chosen})
    assert answer.status_code == 422
    assert "Choose up to 20 schools" in text(answer)
    assert browser.get("/reports/general/", EVERY | {"schools": chosen[:20]}).status_code == 200


def test_eleven_authorities_are_one_too_many_with_ones_own(cast, signed_in):
    for number in range(901, 911):
        Establishment.objects.create(
            number=f"{number}LLLL", kind=EstablishmentKind.LA, la_number=str(number), name=f"LA {number}"
        )
    chosen = [str(number) for number in range(901, 911)]
    browser = signed_in(cast.efa)
    answer = browser.get("/reports/cluster/", EVERY | {"authorities": chosen})
    assert answer.status_code == 422
    assert "Choose up to 9 authorities" in text(answer)
    assert browser.get("/reports/cluster/", EVERY | {"authorities": chosen[:9]}).status_code == 200
    assert browser.get("/reports/cluster/", EVERY | {"authorities": chosen, "scope": "all"}).status_code == 200


def test_all_authorities_are_a_file_and_not_a_screen(cast, signed_in):
    send(cast.alis, "6602991")
    send(cast.dev, "6602991", note="2")
    browser = signed_in(cast.efa)
    assert "too much for a screen" in text(browser.get("/reports/cluster/", EVERY | {"scope": "all"}))
    rows = table(browser.get("/reports/cluster/csv/", EVERY | {"scope": "all"}))
    assert [(row[0], row[2]) for row in rows[1:]] == [("681", "660"), ("936", "660")]


def test_nation_chooses_an_authority_where_a_report_needs_one(cast, signed_in):
    browser = signed_in(cast.gwilym)
    answer = browser.get("/reports/school/", EVERY)
    assert answer.status_code == 422
    assert "Choose an authority." in text(answer)
    send(cast.alis, "6814990")
    assert "6812990_CTF_6814990_001.xml" in text(browser.get("/reports/school/", EVERY | {"la": "681"})).replace(
        "<wbr>", ""
    )


@pytest.mark.parametrize("key", REPORTS)
def test_many_lines_take_as_many_queries_as_one(cast, signed_in, key, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    browser = signed_in(cast.hana if REPORTS[key].pupils else cast.lowri)

    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            browser.get(f"/reports/{key}/", EVERY)
        return len(seen)

    fill(cast, 1)
    queries()
    few = queries()
    fill(cast, 12)
    assert queries() <= few


def fill(cast, upto: int) -> None:
    for number in range(upto):
        note = f"{upto}.{number}"
        send(cast.alis, "6814990", number=number + 1, note=note)
        send(
            cast.alis, "XXXXXXX", note=note, children=[Child("", f"Name {number}", "Siân", f"2015-02-{number + 1:02}")]
        )
        Establishment.objects.create(
            number=f"681{2000 + upto + number}", kind=EstablishmentKind.SCHOOL, la_number="681", name=f"School {number}"
        )


def test_pictures_stand_beside_their_numbers(cast, signed_in):
    send(cast.alis, "6602991")
    browser = signed_in(cast.efa)
    for key, query in (("general", {}), ("cluster", {"authorities": ["660"]}), ("lost-numbers", {})):
        page = text(browser.get(f"/reports/{key}/", EVERY | query))
        assert "<svg" in page
        assert page.count("<table") == 2


def test_no_name_of_a_child_is_in_the_audit_log(cast, signed_in):
    send(cast.alis, "XXXXXXX")
    signed_in(cast.hana).get("/reports/lost-uploaded/", EVERY)
    assert LostPupil.objects.exists()
    entry = Entry.objects.filter(action="report.run").get()
    assert entry.facts == {"report": "lost-uploaded", "place": "681", "as": "screen"}
