"""A found child's case: the authority whose school lost the child knows whose it is until it has closed it, nobody else."""

from datetime import date, timedelta

import pytest

from handover.portal.accounts.giving_offices import store_office
from handover.portal.accounts.models import Office
from handover.portal.audit.models import Entry
from handover.portal.lostpupils import found_cases
from handover.portal.lostpupils.models import LostPupil, SearchKey
from handover.portal.lostpupils.question import Question
from handover.portal.lostpupils.releasing import release_file
from handover.portal.lostpupils.removing import remove_pupil
from handover.portal.lostpupils.searching import find_hits
from handover.portal.notices.models import Notice
from handover.portal.reports.asking import ReportQuery
from handover.portal.reports.table import REPORTS
from handover.portal.retention import keeping
from handover.portal.transfers.moving import take_step
from tests.files import SIAN, TOMOS, Child, send
from tests.moments import NOW

pytestmark = pytest.mark.django_db
NESTA = Child("", "Bethan", "Nest", "2016-05-04")
MORE = Child("B681299003017", "Prydderch", "Siân", "2015-02-11", "F", "<MiddleNames>Haf</MiddleNames>")


def find(cast, *children: Child) -> list[LostPupil]:
    """Let children of Nant y Wennol be lost, found by Jac, and be at Grug Bay, whose secretary has confirmed each file."""
    for number, child in enumerate(children, start=1):
        pupil = send(cast.alis, "XXXXXXX", children=[child], number=number).transfer.lost_pupil
        onward = release_file(pupil, cast.grug_primary, cast.jac, NOW)
        for event in ("collect", "confirm"):
            take_step(event, onward, by=cast.carys, now=NOW)
            onward.refresh_from_db()
    return list(LostPupil.objects.order_by("pk"))


def page(browser, address: str) -> str:
    return browser.get(address).content.decode().replace("<wbr>", "")


def test_the_authority_knows_whose_case_it_is_and_of_the_child_no_more_than_that(cast):
    (pupil,) = find(cast, MORE)
    kept = {"upn": "B681299003017", "surname": "Prydderch", "forename": "Siân", "birth_date": "2015-02-11"}
    assert pupil.case_facts.stored() == kept
    assert (pupil.surname, pupil.leaves_on, pupil.in_store) == ("", None, False)
    assert not SearchKey.objects.exists()
    assert find_hits(Question(surname="Prydderch", birth_date=date(2015, 2, 11))).hits == ()


def test_the_e_mail_leads_to_the_pupil_where_the_case_is_closed(cast, signed_in):
    (pupil,) = find(cast, SIAN)
    told = Notice.objects.get(kind="lost_found", recipient="hana@example.org")
    assert f"/lost/{pupil.reference}/" in told.body
    browser = signed_in(cast.hana)
    shown = page(browser, f"/lost/{pupil.reference}/")
    assert "Siân Prydderch" in shown
    assert SIAN.upn in shown
    assert "The case is closed" in shown
    answer = browser.post("/lost/cases/", {"case": pupil.reference}, follow=True).content.decode()
    assert "1 case is closed. The name, birth date and UPN were deleted." in answer
    shown = page(browser, f"/lost/{pupil.reference}/")
    assert "Prydderch" not in shown
    assert "A pupil who is no longer in the store" in shown


def test_the_cases_of_a_morning_are_closed_together(cast, signed_in):
    pupils = find(cast, SIAN, TOMOS, NESTA)
    browser = signed_in(cast.hana)
    assert "3 lost pupils were found" in page(browser, "/")
    assert "3 found pupils: close the cases" in page(browser, "/lost/ours/")
    listed = page(browser, "/lost/cases/")
    assert [name in listed for name in ("Prydderch, Siân", "Prydderch, Tomos", "Bethan, Nest")] == [True] * 3
    assert "Grug Bay Primary School" in listed
    assert browser.post("/lost/cases/", {"case": ["nonsense"]}).status_code == 422
    answer = browser.post("/lost/cases/", {"case": [pupils[0].reference, pupils[2].reference]}, follow=True)
    assert "2 cases are closed." in answer.content.decode()
    assert [each.case_open for each in LostPupil.objects.order_by("pk")] == [False, True, False]
    assert Entry.objects.filter(action="lost.case_closed", username="hana").count() == 2


def test_of_two_who_close_a_case_at_once_the_second_is_told_so(cast, signed_in):
    (pupil,) = find(cast, SIAN)
    assert found_cases.close_cases([pupil.reference], cast.hana, NOW) == 1
    answer = signed_in(cast.hana).post("/lost/cases/", {"case": pupil.reference}, follow=True).content.decode()
    assert "1 case had been closed before." in answer
    assert "is closed. The name" not in answer


def test_no_other_authority_reads_or_closes_the_case_not_even_the_finder(cast, signed_in):
    (pupil,) = find(cast, SIAN)
    shown = page(signed_in(cast.jac), f"/lost/{pupil.reference}/")
    assert "Prydderch" not in shown
    assert SIAN.upn not in shown
    assert found_cases.close_cases([pupil.reference], cast.jac, NOW) == 0
    assert "Siân" not in page(signed_in(cast.jac), "/lost/cases/")
    assert LostPupil.objects.get().case_open


def test_who_only_searches_reads_the_case_and_is_told_who_closes_it(cast, signed_in):
    (pupil,) = find(cast, SIAN)
    shown = page(signed_in(cast.idris), f"/lost/{pupil.reference}/")
    assert "This colleague can close the case: Hana Tegid (hana@example.org)" in shown
    assert signed_in(cast.idris).post("/lost/cases/", {"case": pupil.reference}).status_code == 403


def test_the_report_on_uploaded_pupils_and_its_csv_name_the_found_until_the_case_is_closed(cast, signed_in):
    pupils = find(cast, SIAN, TOMOS)
    found_cases.close_cases([pupils[1].reference], cast.hana, NOW)
    lines = list(REPORTS["lost-uploaded"].source.lines(ReportQuery(cast.hana, NOW, "681")))
    assert {
        str(getattr(line[0], "en", line[0])): (str(getattr(line[1], "en", line[1])), line[3]) for line in lines
    } == {
        "Prydderch": ("Siân", "B681299003017"),
        "no longer kept": ("no longer kept", None),
    }
    taken = list(REPORTS["lost-downloaded"].source.lines(ReportQuery(cast.jac, NOW, "660")))
    assert [line[0].en for line in taken] == ["no longer kept"] * 2


def test_whose_case_it_was_is_forgotten_after_ninety_days(cast):
    (pupil,) = find(cast, SIAN)
    keeping.keep_retention(NOW + timedelta(days=90))
    assert LostPupil.objects.get().case_facts.forename == "Siân"
    keeping.keep_retention(NOW + timedelta(days=91))
    gone = LostPupil.objects.get()
    assert (bytes(gone.content), gone.case_open) == (b"", False)
    assert Entry.objects.get(action="lost.case_closed").username == "handover"
    assert not found_cases.end_case(pupil, NOW + timedelta(days=92))


def test_an_authority_that_finds_a_pupil_another_way_has_closed_the_case_by_that(cast):
    pupil = send(cast.alis, "XXXXXXX").transfer.lost_pupil
    remove_pupil(pupil, "found", cast.hana, NOW)
    assert not LostPupil.objects.get().case_open
    assert found_cases.open_cases("681").count() == 0


def test_a_finder_without_the_right_to_send_is_told_who_has_it(cast, signed_in):
    pupil = send(cast.carys, "XXXXXXX").transfer.lost_pupil
    shown = page(signed_in(cast.idris), f"/lost/{pupil.reference}/")
    assert "ask this colleague to send the file: Hana Tegid (hana@example.org)." in shown
    cast.hana.is_active = False
    cast.hana.save()
    shown = page(signed_in(cast.idris), f"/lost/{pupil.reference}/")
    assert "Nobody at your authority can." in shown


def test_a_colleague_who_works_here_in_a_second_office_is_named_and_nobody_whose_office_here_is_over(cast, signed_in):
    pupil = send(cast.carys, "XXXXXXX").transfer.lost_pupil
    store_office(Office(user=cast.jac, role="lea-lost-pupil-transfer", establishment=cast.caerwennol))
    Office.objects.filter(user=cast.hana).update(is_open=False)
    shown = page(signed_in(cast.idris), f"/lost/{pupil.reference}/")
    assert f"{cast.jac.full_name} ({cast.jac.email})" in shown
    assert "Hana Tegid" not in shown


def test_all_cases_of_the_page_are_ticked_at_once_without_scripts_too(cast, signed_in):
    find(cast, SIAN, TOMOS)
    browser = signed_in(cast.hana)
    assert "Tick all: 2" in page(browser, "/lost/cases/")
    assert page(browser, "/lost/cases/?tick=page").count(" checked") == 2
