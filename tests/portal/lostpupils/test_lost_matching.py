"""The yearly matching on pages: the nation uploads, the authorities look and decide, a spreadsheet runs nothing."""

import csv
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from handover.portal.lostpupils import census
from handover.portal.lostpupils.models import Finding, LostPupil, Matching
from tests.files import SIAN, Child, send
from tests.moments import NOW

pytestmark = pytest.mark.django_db

EXTRACT = (
    "UPN,Former UPN,Surname,Forename,Date of birth,Gender,Postcode,Establishment\n"
    "B681299003017,,Prydderch,Sian,2015-02-11,F,LL99 1AA,6602991\n"
)


def page(response) -> str:
    return response.content.decode()


def upload(browser, text: str = EXTRACT):
    return browser.post("/census-matching/", {"census": SimpleUploadedFile("plasc.csv", text.encode())}, follow=True)


@pytest.fixture
def found(cast, signed_in) -> Finding:
    send(cast.alis, "XXXXXXX")
    upload(signed_in(cast.gwilym))
    census.run_waiting(NOW)
    return Finding.objects.get()


def test_the_nation_uploads_an_extract_and_sees_how_far_the_matching_is(cast, signed_in):
    send(cast.alis, "XXXXXXX")
    browser = signed_in(cast.gwilym)
    assert "Waiting for its turn" in page(upload(browser))
    census.run_waiting(NOW)
    done = page(browser.get(f"/census-matching/{Matching.objects.get().reference}/"))
    assert "Finished" in done
    assert "Prydderch" not in done


def test_a_bad_extract_is_refused_with_the_reason(cast, signed_in):
    browser = signed_in(cast.gwilym)
    upload(browser, "Surname,Forename\nPrydderch,Sian\n")
    census.run_waiting(NOW)
    answer = page(browser.get(f"/census-matching/{Matching.objects.get().reference}/"))
    assert "The extract was refused" in answer
    assert "does not name the columns that are needed" in answer


def test_no_file_is_said_so(cast, signed_in):
    answer = signed_in(cast.gwilym).post("/census-matching/", {})
    assert answer.status_code == 422
    assert "Choose the extract" in page(answer)


@pytest.mark.parametrize("who", ["alis", "efa", "hana", "idris"])
def test_nobody_else_matches(cast, signed_in, who):
    assert upload(signed_in(getattr(cast, who))).status_code == 403
    assert not Matching.objects.exists()


def test_both_authorities_see_the_pair_with_the_reasons_and_no_third(found, cast, signed_in):
    for who in (cast.hana, cast.idris):
        answer = page(signed_in(who).get("/lost/matches/"))
        assert "Prydderch, Siân" in answer
        assert "The UPN is the same." in answer
        assert "One child" not in answer
    assert "Prydderch, Siân" in page(signed_in(cast.jac).get("/lost/matches/"))


def test_the_authority_of_the_roll_decides_and_goes_on_to_send_the_file(found, cast, signed_in):
    assert signed_in(cast.hana).post(f"/lost/matches/{found.reference}/", {"same": "yes"}).status_code == 404
    answer = signed_in(cast.jac).post(f"/lost/matches/{found.reference}/", {"same": "yes"})
    assert answer.url == f"/lost/{LostPupil.objects.get().reference}/"
    found.refresh_from_db()
    assert (found.same_child, found.decided_by) == (True, "jac")


def test_two_children_are_not_shown_again(found, cast, signed_in):
    browser = signed_in(cast.jac)
    browser.post(f"/lost/matches/{found.reference}/", {"same": "no"})
    assert "Prydderch" not in page(browser.get("/lost/matches/"))


def test_the_list_as_csv_holds_the_reasons_and_nothing_that_a_spreadsheet_would_run(cast, signed_in):
    send(cast.alis, "XXXXXXX", children=[Child(SIAN.upn, "=cmd()", "+Siân", SIAN.born)])
    upload(signed_in(cast.gwilym), EXTRACT.replace("Prydderch", "cmd"))
    census.run_waiting(NOW)
    Finding.objects.get_or_create(
        matching=Matching.objects.get(),
        pupil=LostPupil.objects.get(),
        defaults={"establishment": "6602991", "line": 2, "score": 1, "certain": False},
    )
    answer = signed_in(cast.hana).get("/lost/matches/csv/")
    rows = list(csv.reader(StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert rows[0][0] == "Surname"
    assert rows[1][:3] == ["'=cmd()", "'+Siân", SIAN.born]
    assert answer["Content-Disposition"].startswith("attachment")
    assert signed_in(cast.idris).get("/lost/matches/csv/").status_code == 403
