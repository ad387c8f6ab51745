"""A list of expected pupils as an office has it: what a column means is asked where it is in doubt, and remembered."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from handover.portal.establishments.models import Establishment, EstablishmentKind
from handover.portal.expected.models import ExpectedPupil
from handover.portal.expected.who import who_is
from handover.portal.officelists.models import BroughtList
from tests.files import SIAN, Child, send
from tests.workbooks import open_document

pytestmark = pytest.mark.django_db
WHO = f"{SIAN.upn},Rees,Prydderch,Siân,11/2/2015"
TWO_SURNAMES = f"UPN,Surname,Legal surname,Forename,DOB,School\n{WHO},2990\n"


def page(response) -> str:
    return response.content.decode()


def upload(browser, data: str | bytes, **more: str):
    data = data.encode() if isinstance(data, str) else data
    file = SimpleUploadedFile("pupils.csv", data)
    return browser.post("/expected/upload/", {"pupils": file, **more}, follow=True)


def chosen(text: str) -> dict[str, str]:
    selects = re.findall(r'<select[^>]* name="(column-\d+)">(.*?)</select>', text, re.DOTALL)
    return {name: re.search(r'value="(\w*)" selected', options)[1] for name, options in selects}


def test_which_surname_counts_is_asked_once(cast, signed_in):
    browser = signed_in(cast.bryn)
    asked = upload(browser, TWO_SURNAMES)
    assert not ExpectedPupil.objects.exists()
    assert chosen(page(asked))["column-2"] == "surname"
    told = page(browser.post(asked.redirect_chain[-1][0], chosen(page(asked)), follow=True))
    assert "1 pupil was added." in told
    assert "Read as: " in told
    row = ExpectedPupil.objects.get()
    assert (who_is(row).surname, row.source) == ("Prydderch", "6812990")
    assert not BroughtList.objects.exists()
    assert "What the columns mean" not in page(upload(browser, TWO_SURNAMES))


def test_who_wants_to_be_asked_is_asked(cast, signed_in):
    browser = signed_in(cast.bryn)
    assert "What the columns mean" in page(upload(browser, f"UPN\n{SIAN.upn}\n", ask="yes"))


def test_list_that_waits_is_its_owners_alone(cast, signed_in):
    address = upload(signed_in(cast.bryn), TWO_SURNAMES).redirect_chain[-1][0]
    assert signed_in(cast.alis).get(address).status_code == 404


@pytest.mark.parametrize("names", [("Suryani", "Suryani"), (".", "Suryani"), ("Suryani", "-")])
def test_child_with_one_name_is_listed_and_the_record_is_found_however_the_file_writes_it(cast, signed_in, names):
    browser = signed_in(cast.bryn)
    upload(browser, open_document({"A": [["Surname", "Forename", "DOB"], ["Suryani", ".", "8/7/2014"]]}))
    assert [who_is(row).name for row in ExpectedPupil.objects.all()] == [". Suryani"]
    assert "Missing" in page(browser.get("/expected/?show=missing"))
    assert send(cast.alis, "6814990", children=(Child(SIAN.upn, *names, "2014-07-08"),)).transfer
    assert "Suryani" in page(browser.get("/expected/?show=coming"))


def test_which_school_of_one_name_is_meant_is_asked(cast, signed_in):
    for number in ("6812777", "6602777"):
        school = {"kind": EstablishmentKind.SCHOOL, "la_number": number[:3], "name": "Ysgol y Bont"}
        Establishment.objects.create(number=number, **school)
    browser = signed_in(cast.bryn)
    asked = upload(browser, f"UPN,From school\n{SIAN.upn},Ysgol y Bont\n")
    assert "Which school is meant?" in page(asked)
    browser.post(asked.redirect_chain[-1][0], {"school-0": "6602777"})
    assert ExpectedPupil.objects.get().source == "6602777"


def test_problem_of_a_row_names_the_child(cast, signed_in):
    shown = page(upload(signed_in(cast.bryn), "Surname,Forename,DOB\nRees,Ffion,31/2/2015\n"))
    assert "Line 2: Ffion Rees" in shown
