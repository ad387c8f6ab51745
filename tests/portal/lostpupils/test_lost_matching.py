"""The yearly matching on pages: the nation uploads, the authorities look and decide, a spreadsheet runs nothing."""

import csv
import re
import sys
from datetime import date
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from handover.matching.child import Child as OnRoll
from handover.portal.audit.models import Entry
from handover.portal.lostpupils import census, pairs
from handover.portal.lostpupils.models import Finding, LostPupil, Matching
from tests.files import SIAN, TOMOS, Child, send
from tests.lost import lost_pupil, make_pair
from tests.moments import NOW

pytestmark = pytest.mark.django_db

EXTRACT = (
    "UPN,Former UPN,Surname,Forename,Date of birth,Gender,Postcode,Establishment\n"
    "B681299003017,,Prydderch,Sian,2015-02-11,F,LL99 1AA,6602991\n"
)
ON_ROLL = OnRoll("Prydderch", "Sian", date(2015, 2, 11), "B681299003017", gender="F")


def page(response) -> str:
    return response.content.decode()


def upload(browser, text: str = EXTRACT):
    return browser.post("/census-matching/", {"census": SimpleUploadedFile("plasc.csv", text.encode())}, follow=True)


def test_extract_whose_columns_are_in_doubt_waits_for_what_they_mean(cast, signed_in):
    browser = signed_in(cast.gwilym)
    row = "D681299026017,Rees,Llŷr,Siân,2015-03-11,681/2990,Nant y Wennol Primary School"
    heading = "UPN,Surname,Legal surname,Forename,DOB,Estab,Current school"
    asked = upload(browser, f"{heading}\n{row}\n")
    assert "What the columns mean" in page(asked)
    assert not Matching.objects.exists()
    selects = re.findall(r'<select[^>]* name="(column-\d+)">(.*?)</select>', page(asked), re.DOTALL)
    said = {name: re.search(r'value="(\w*)" selected', options)[1] for name, options in selects}
    assert (said["column-1"], said["column-2"], said["column-5"]) == ("preferred_surname", "surname", "establishment")
    shown = page(browser.post(asked.redirect_chain[-1][0], said, follow=True))
    assert "What the columns were taken for" in shown
    (on_roll,) = census.on_roll(Matching.objects.get(), NOW.date())
    assert (on_roll.child.surname, on_roll.establishment) == ("Llŷr", "6812990")


@pytest.fixture(autouse=True)
def english(cast) -> None:
    """Jac reads English here, so that what is on a page can be looked for."""
    cast.jac.language = "en"
    cast.jac.save()


@pytest.fixture
def found(cast) -> Finding:
    """A certain pair of Siân, who is lost, with a pupil of Grug Bay Primary School."""
    send(cast.alis, "XXXXXXX")
    return make_pair(cast, LostPupil.objects.get(), ON_ROLL, certainty="certain", score=20, probability=0.9999)


def test_the_nation_uploads_an_extract_and_sees_how_far_the_matching_is(cast, signed_in):
    send(cast.alis, "XXXXXXX")
    browser = signed_in(cast.gwilym)
    assert "Waiting for its turn" in page(upload(browser))
    census.run_waiting_matching(NOW)
    done = page(browser.get(f"/census-matching/{Matching.objects.get().reference}/"))
    assert "Finished" in done
    assert "Prydderch" not in done


def test_a_bad_extract_is_refused_with_the_reason(cast, signed_in):
    browser = signed_in(cast.gwilym)
    upload(browser, "Surname,Forename\nPrydderch,Sian\n")
    census.run_waiting_matching(NOW)
    answer = page(browser.get(f"/census-matching/{Matching.objects.get().reference}/"))
    assert "The extract was refused" in answer
    assert "does not name the columns that are needed" in answer


def test_no_file_is_said_so(cast, signed_in):
    answer = signed_in(cast.gwilym).post("/census-matching/", {})
    assert answer.status_code == 422
    assert "Choose the extract" in page(answer)


def test_a_site_without_the_libraries_for_a_matching_says_so_and_queues_nothing(cast, signed_in, monkeypatch):
    monkeypatch.setitem(sys.modules, "splink", None)  # as Python has it where a module is not installed
    answer = upload(signed_in(cast.gwilym))
    assert answer.status_code == 422
    assert "without the libraries for a matching" in page(answer)
    assert not Matching.objects.exists()


@pytest.mark.parametrize("who", ["alis", "efa", "hana", "idris"])
def test_nobody_else_matches(cast, signed_in, who):
    assert upload(signed_in(getattr(cast, who))).status_code == 403
    assert not Matching.objects.exists()


def test_a_matching_says_how_many_pairs_each_list_has_and_that_broken_letters_were_mended(found, cast, signed_in):
    browser = signed_in(cast.gwilym)
    upload(browser, EXTRACT.replace("Sian", "SiÃ¢n"))
    census.run_waiting_matching(NOW)
    matching = Matching.objects.get(rows=1)
    answer = page(browser.get(f"/census-matching/{matching.reference}/"))
    assert "Pairs: Certain" in answer
    assert "The names were mended for the comparison" in answer
    assert matching.findings.get().roll_row.child.forename == "Siân"


def test_both_authorities_see_the_pair_and_no_third(found, cast, signed_in):
    for who in (cast.hana, cast.idris, cast.jac):
        answer = page(signed_in(who).get("/lost/matches/"))
        assert "Prydderch, Siân" in answer
        assert "Prydderch, Sian" in answer
        pair = page(signed_in(who).get(f"/lost/matches/{found.reference}/"))
        assert "The UPN is the same." in pair
        assert "Grug Bay Primary School" in pair
        assert ("Two children" in pair.partition("What are they?")[2]) == (who == cast.jac)
    nerys = signed_in(cast.efa)
    assert nerys.get(f"/lost/matches/{found.reference}/").status_code in (403, 404)


def test_pair_is_shown_in_welsh_to_whoever_reads_welsh(found, cast, signed_in):
    cast.jac.language = "cy"
    cast.jac.save()
    browser = signed_in(cast.jac)
    assert "Ticiwch y parau rydych yn cytuno â nhw" in page(browser.get("/lost/matches/"))
    pair = page(browser.get(f"/lost/matches/{found.reference}/"))
    for words in ("Un plentyn, neu ddau?", "Tebygol iawn mai un plentyn", "Mae&#39;r UPN yr un peth.", "Yr un peth"):
        assert words in pair


def test_another_authority_finds_no_pair_that_is_not_its_own(found, cast, signed_in):
    Finding.objects.update(establishment="9362991")
    assert signed_in(cast.jac).get(f"/lost/matches/{found.reference}/").status_code == 404
    assert "Prydderch" not in page(signed_in(cast.jac).get("/lost/matches/"))


def test_the_authority_of_the_roll_decides_and_goes_on_to_send_the_file(found, cast, signed_in):
    decide = f"/lost/matches/{found.reference}/decide/"
    assert signed_in(cast.hana).post(decide, {"same": "yes"}).status_code == 404
    browser = signed_in(cast.jac)
    answer = page(browser.post(decide, {"same": "yes"}, follow=True))
    assert f"/lost/{LostPupil.objects.get().reference}/release/" in answer
    assert re.search("jac said on .* that this is one child", answer)
    found.refresh_from_db()
    assert (found.same_child, found.decided_by) == (True, "jac")
    again = page(browser.post(decide, {"same": "no"}, follow=True))
    assert "Somebody has decided that already." in again


def test_two_children_leave_the_list_and_can_be_put_back(found, cast, signed_in):
    browser = signed_in(cast.jac)
    browser.post(f"/lost/matches/{found.reference}/decide/?list=certain", {"same": "no"})
    assert "Prydderch" not in page(browser.get("/lost/matches/?list=certain"))
    assert "Prydderch" in page(browser.get("/lost/matches/?list=two"))
    taken_back = browser.post(f"/lost/matches/{found.reference}/take-back/", follow=True)
    assert "The decision is taken back." in page(taken_back)
    assert "Prydderch" in page(browser.get("/lost/matches/?list=certain"))
    late = browser.post(f"/lost/matches/{found.reference}/take-back/", follow=True)
    assert "That is no longer possible." in page(late)


def test_who_confirms_pairs_that_a_colleague_has_decided_meanwhile_is_told_so(found, cast, signed_in):
    pairs.decide_finding(found, same_child=False, by=cast.jac, now=NOW)
    browser = signed_in(cast.jac)
    answer = page(browser.post("/lost/matches/several/", {"pair": [found.reference]}, follow=True))
    assert "Somebody has decided that already." in answer
    assert "Tick the pairs" not in answer
    assert "Noted" not in answer


def test_who_may_not_decide_is_not_told_to_tick(found, cast, signed_in):
    assert "Tick the pairs" not in page(signed_in(cast.idris).get("/lost/matches/?list=certain"))


def test_after_a_decision_the_next_pair_comes(found, cast, signed_in):
    other = make_pair(cast, found.pupil, ON_ROLL, certainty="certain", score=9)
    browser = signed_in(cast.jac)
    answer = browser.post(f"/lost/matches/{found.reference}/decide/?list=certain", {"same": "no"})
    assert answer.url.startswith(f"/lost/matches/{other.reference}/?list=certain")


def test_certain_pairs_are_ticked_and_confirmed_together(found, cast, signed_in):
    doubtful = make_pair(cast, found.pupil, ON_ROLL)
    send(cast.carys, "XXXXXXX", children=[TOMOS])
    theirs = make_pair(cast, lost_pupil("Tomos"), ON_ROLL, certainty="certain", establishment="6814990")
    browser = signed_in(cast.jac)
    assert "Tick the pairs that are one child." in page(browser.get("/lost/matches/several/?pair=x", follow=True))
    ticked = [each.reference for each in (found, doubtful, theirs)]
    asked = page(browser.get("/lost/matches/several/", {"pair": ticked}))
    assert "Is this pair one child?" in asked
    assert Finding.objects.filter(same_child=None).count() == 3
    answer = browser.post("/lost/matches/several/", {"pair": ticked}, follow=True)
    assert "Noted: 1 pair is one child." in page(answer)
    assert list(Finding.objects.filter(same_child=True)) == [found]
    assert signed_in(cast.idris).post("/lost/matches/several/", {"pair": ticked}).status_code == 403


def test_three_hundred_pairs_come_fifty_at_a_time(found, cast, signed_in):
    columns = {"matching": found.matching, "pupil": found.pupil, "establishment": "6602991", "line": 1}
    Finding.objects.bulk_create(
        Finding(**columns, score=number / 100, probability=number / 300) for number in range(300)
    )
    browser = signed_in(cast.jac)
    first = page(browser.get("/lost/matches/?list=look&side=roll"))
    assert first.count("Compare<") == 50
    assert "To look at (300)" in first
    assert "list=look&amp;side=roll&amp;page=6" in first


def test_a_pair_whose_row_is_forgotten_is_shown_without_it(found, cast, signed_in):
    Finding.objects.update(content=b"", same_child=True, decided_by="jac", decided_at=NOW)
    browser = signed_in(cast.jac)
    assert "no longer kept" in page(browser.get("/lost/matches/?list=one"))
    pair = page(browser.get(f"/lost/matches/{found.reference}/"))
    assert "no longer kept" in pair
    assert "Take the decision back" not in pair


def test_two_pupils_on_roll_who_are_both_said_to_be_one_lost_pupil_are_pointed_out(found, cast, signed_in):
    twin = OnRoll("Prydderch", "Mair", date(2015, 2, 11))
    other = make_pair(cast, found.pupil, twin, same_child=True, decided_by="jac", decided_at=NOW)
    again = make_pair(cast, found.pupil, ON_ROLL, same_child=True, decided_by="jac", decided_at=NOW, line=40)
    browser = signed_in(cast.jac)
    pointed_out = "Both cannot be right"
    assert pointed_out in page(browser.get(f"/lost/matches/{found.reference}/"))
    assert pointed_out in page(browser.get(f"/lost/matches/{again.reference}/"))
    other.delete()
    assert pointed_out not in page(browser.get(f"/lost/matches/{again.reference}/"))


def test_a_list_of_many_pairs_asks_the_database_no_more_than_a_list_of_one(
    found, cast, signed_in, django_assert_num_queries
):
    browser = signed_in(cast.jac)
    browser.get("/lost/matches/?list=certain")
    with CaptureQueriesContext(connection) as one:
        browser.get("/lost/matches/?list=certain")
    for line in range(20):
        make_pair(cast, found.pupil, ON_ROLL, certainty="certain", line=line)
    with django_assert_num_queries(len(one)):
        browser.get("/lost/matches/?list=certain")


def test_each_look_at_a_pair_is_in_the_log(found, cast, signed_in):
    signed_in(cast.jac).get(f"/lost/matches/{found.reference}/")
    entry = Entry.objects.get(action="lost.match_viewed")
    assert (entry.username, entry.subject) == ("jac", str(found.pupil.transfer.reference))


def test_the_list_as_csv_holds_both_children_and_nothing_that_a_spreadsheet_would_run(cast, signed_in):
    send(cast.alis, "XXXXXXX", children=[Child(SIAN.upn, "=cmd()", "+Siân", SIAN.born)])
    make_pair(cast, LostPupil.objects.get(), OnRoll("@Prydderch", "Sian", date(2015, 2, 11), postcode="LL99 1AA"))
    answer = signed_in(cast.hana).get("/lost/matches/csv/?list=look")
    rows = list(csv.reader(StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    found = dict(zip(*rows, strict=True))
    assert {heading: found[heading] for heading in list(found)[:10]} == {
        "Lost pupil: Surname": "'=cmd()",
        "Lost pupil: Forename": "'+Siân",
        "Lost pupil: Middle names": "",
        "Lost pupil: Date of birth": "2015-02-11",
        "Lost pupil: Gender": "Female",
        "Lost pupil: UPN": "B681299003017",
        "Lost pupil: Postcode district": "",
        "Uploaded by (number)": "6812990",
        "Uploaded by": "Nant y Wennol Primary School",
        "Uploaded": "2026-09-03",
    }
    assert found["On roll: Surname"] == "'@Prydderch"
    assert found["On roll: Postcode district"] == "LL99"
    assert (found["On roll at (number)"], found["On roll at"]) == ("6602991", "Grug Bay Primary School")
    assert (found["List"], found["Of 100 such pairs, one child"]) == ("To look at", "97.0")
    assert answer["Content-Disposition"] == 'attachment; filename="lost-pupils-matched-look.csv"'
    assert signed_in(cast.idris).get("/lost/matches/csv/").status_code == 403
