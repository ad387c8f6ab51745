"""The pages on which a school looks after the pupils it expects."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from handover.portal.audit.models import Entry
from handover.portal.expected.models import ExpectedPupil
from handover.portal.messaging.models import Delivery, SecureMessage
from handover.portal.notices.models import Notice
from tests.files import SIAN, send
from tests.workbooks import workbook

pytestmark = pytest.mark.django_db

LIST = f"UPN,Surname,Forename,DOB,From school\n{SIAN.upn},Prydderch,Siân,11/2/2015,6812990\n,Nowak,Ela,1/1/2014,\n"


def text(answer) -> str:
    return answer.content.decode()


def upload(browser, data: str | bytes):
    content = data.encode() if isinstance(data, str) else data
    file = SimpleUploadedFile("list.csv", content, "text/csv")
    return browser.post("/expected/upload/", {"pupils": file}, follow=True)


@pytest.fixture
def bryn(cast, signed_in):
    return signed_in(cast.bryn)


def test_school_uploads_its_list_and_sees_whose_record_is_on_its_way(cast, bryn):
    send(cast.alis, "6814990")
    page = text(upload(bryn, LIST))
    assert "2 pupils were added." in page
    assert "Siân Prydderch" in page
    assert "On its way (1)" in page
    assert "Missing (1)" in page
    assert "Nant y Wennol Primary School" in page


def test_school_uploads_the_workbook_as_its_admissions_software_wrote_it(cast, bryn):
    send(cast.alis, "6814990")
    heading = ["UPN", "Surname", "Forename", "DOB", "From school"]
    rows = [["New pupils, September 2026"], [], heading, [SIAN.upn, "Prydderch", "Siân", date(2015, 2, 11), 6812990]]
    page = text(upload(bryn, workbook({"Year 7": rows, "Notes": [["Ask about Tomos"]]})))
    assert "New on your list: 1" in page
    assert "only “Year 7” was read" in page
    page = text(bryn.get("/expected/"))
    assert "On its way (1)" in page
    assert "Nant y Wennol Primary School" in page


def test_list_with_a_stray_quotation_mark_adds_all_but_the_row_that_bears_it(bryn):
    answer = upload(bryn, LIST.replace("Nowak", '"Nowak'))
    assert answer.status_code == 200
    assert "2 rows were read: 1 used, 1 left out." in text(answer)
    assert "Line 3" in text(answer)
    assert ExpectedPupil.objects.count() == 1


def test_list_in_which_nobody_knows_where_a_row_begins_adds_nobody_and_names_the_line(bryn):
    answer = upload(bryn, LIST.replace("Nowak", '"No\nwak'))
    assert answer.status_code == 422
    assert "Line 3" in text(answer)
    assert not ExpectedPupil.objects.exists()


def test_list_shows_only_what_was_asked_for(cast, bryn):
    send(cast.alis, "6814990")
    upload(bryn, LIST)
    page = text(bryn.get("/expected/", {"show": "missing"}))
    assert "Ela Nowak" in page
    assert "Prydderch" not in page
    assert text(bryn.get("/expected/", {"show": "nonsense"})).count('scope="row"') == 2


def test_what_was_odd_in_a_list_is_said_by_line(bryn):
    answer = upload(bryn, LIST + "X,Rees,Gwen,31/2/2015,\n")
    page = text(answer)
    assert answer.status_code == 200
    assert "Line 4" in page
    assert "New on your list: 2" in page
    assert ExpectedPupil.objects.count() == 2


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"Name,Class\nSian,7\n", b"\xff\xfeU"])
def test_what_is_no_list_is_refused_with_the_way_out(bryn, data):
    answer = upload(bryn, data)
    assert answer.status_code == 422
    assert "Nothing of the list was taken." in text(answer)
    assert "What to do" in text(answer)


def test_upload_without_a_file_says_so(bryn):
    assert "Choose the list." in text(bryn.post("/expected/upload/", {}))


def test_one_pupil_is_added_by_hand_and_not_twice(bryn):
    given = {"surname": "Nowak", "forename": "Ela", "day": "1", "month": "1", "year": "2014", "source": "681 2990"}
    assert "The pupil is on the list." in text(bryn.post("/expected/add/", given, follow=True))
    assert "was on the list already" in text(bryn.post("/expected/add/", given, follow=True))
    assert ExpectedPupil.objects.get().source == "6812990"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "neither a UPN nor"),
        ({"upn": "A681299003017"}, "should be B"),
        ({"surname": "Nowak", "forename": "Ela", "day": "31", "month": "2", "year": "2014"}, "is not a day"),
        ({"upn": SIAN.upn, "source": "St Mary's"}, "We have no “St Mary&#39;s”."),
    ],
)
def test_wrong_pupil_is_explained_at_the_top_and_beside_the_field(bryn, given, said):
    answer = bryn.post("/expected/add/", given)
    assert answer.status_code == 422
    assert said in text(answer)
    assert not ExpectedPupil.objects.exists()


def ask(browser):
    row = ExpectedPupil.objects.order_by("pk").first()
    return browser.post(reverse("expected-ask", args=[row.reference]), follow=True)


def test_school_that_has_the_record_is_asked_with_one_button(cast, bryn):
    upload(bryn, LIST)
    assert "Nant y Wennol Primary School" in text(ask(bryn))
    delivery = Delivery.objects.get()
    assert (delivery.establishment, delivery.role) == (cast.nant_primary, "school")
    words = SecureMessage.objects.get().words
    assert "Siân Prydderch" in words.text
    assert SIAN.upn in words.text
    assert "Siân" not in words.description
    assert "Asked on" in text(bryn.get("/expected/"))
    assert Entry.objects.filter(action="expected.asked").count() == 1


def test_email_about_the_question_names_no_pupil(cast, bryn):
    upload(bryn, LIST)
    ask(bryn)
    for notice in Notice.objects.all():
        for word in ("Siân", "Prydderch", SIAN.upn):
            assert word not in str(notice.__dict__)
    for entry in Entry.objects.all():
        assert "Prydderch" not in str(entry.__dict__)


def test_authority_is_asked_where_the_school_is_not_known(cast, bryn):
    bryn.post("/expected/add/", {"upn": SIAN.upn})
    ask(bryn)
    assert Delivery.objects.get().establishment == cast.caerwennol


def test_authority_is_asked_where_nobody_at_the_school_reads(cast, bryn):
    cast.alis.is_active = False
    cast.alis.save()
    upload(bryn, LIST)
    ask(bryn)
    assert Delivery.objects.get().establishment == cast.caerwennol


def test_nobody_is_asked_where_nobody_is_known_until_the_school_is(cast, bryn):
    given = {"surname": "Nowak", "forename": "Ela", "day": "1", "month": "1", "year": "2014"}
    page = text(bryn.post("/expected/add/", given, follow=True))
    assert "add the pupil again with the school" in page
    assert "Ask for the record" not in page
    assert "Your request went" not in text(ask(bryn))
    assert not Delivery.objects.exists()
    bryn.post("/expected/add/", given | {"source": "6812990"})
    assert "Your request went" in text(ask(bryn))
    assert Delivery.objects.get().establishment == cast.nant_primary


def test_pupil_is_taken_off_the_list_after_a_yes(bryn):
    upload(bryn, LIST)
    row = ExpectedPupil.objects.first()
    address = reverse("expected-remove", args=[row.reference])
    assert "Siân Prydderch" in text(bryn.get(address))
    assert "no longer on the list" in text(bryn.post(address, follow=True))
    assert bryn.get(address).status_code == 404
    assert ExpectedPupil.objects.count() == 1


def test_every_look_at_the_list_is_noted(bryn):
    bryn.get("/expected/")
    assert Entry.objects.filter(action="expected.listed").count() == 1


def test_list_is_there_in_welsh(cast, signed_in):
    carys = signed_in(cast.carys)
    assert "Disgyblion disgwyliedig" in text(upload(carys, LIST))
