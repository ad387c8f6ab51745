"""Expected pupils and offers through the API: what admissions software knows reaches the lists that people work with."""

import pytest

from handover.portal.audit.models import Entry
from handover.portal.expected.models import ExpectedPupil
from handover.portal.phase import boards
from tests.files import SIAN, TOMOS, send
from tests.moments import NOW
from tests.programs import Program, program_of

pytestmark = pytest.mark.django_db
PUPIL = {"upn": SIAN.upn, "surname": "Prydderch", "forename": "Siân", "birth_date": "2015-02-11", "source": "6812990"}


@pytest.fixture
def school(cast) -> Program:
    return program_of(cast.bryn, "expected")


@pytest.fixture
def admissions(cast) -> Program:
    return program_of(cast.lowri, "offers", role="lea-admissions")


def test_a_school_says_whom_it_expects_and_sees_whose_record_is_there(cast, signed_in, school):
    transfer = send(cast.alis, "6814990").transfer
    answer = school.post("/expected", {"pupils": [PUPIL, {"surname": "Nowak", "birth_date": "2014-01-01"}]})
    assert (answer.status_code, answer.json()) == (200, {"added": 2, "there": 0, "problems": []})
    found = school.get("/expected").json()
    assert found["counts"] == {"missing": 1, "coming": 1, "arrived": 0}
    assert [(each["surname"], each["record"]) for each in found["items"]] == [
        ("Nowak", "missing"),
        ("Prydderch", "coming"),
    ]
    assert found["items"][1]["transfer"] == str(transfer.reference)
    assert [each["upn"] for each in school.get("/expected?record=coming").json()["items"]] == [SIAN.upn]
    assert "Siân Prydderch" in signed_in(cast.bryn).get("/expected/").content.decode()


def test_the_same_list_each_day_puts_nobody_there_twice(school):
    school.post("/expected", {"pupils": [PUPIL]})
    assert school.post("/expected", {"pupils": [PUPIL]}).json() == {"added": 0, "there": 1, "problems": []}
    assert ExpectedPupil.objects.count() == 1


def test_who_cannot_be_known_is_left_out_and_told_by_place(school):
    answer = school.post("/expected", {"pupils": [{"surname": "Nowak"}, PUPIL, {"upn": "A681299003017"}]}).json()
    assert answer["added"] == 1
    assert [(problem["code"], problem["line"]) for problem in answer["problems"]] == [
        ("expected.rows", None),
        ("expected.too_little", 1),
        ("expected.upn", 3),
        ("expected.too_little", 3),
    ]


@pytest.mark.parametrize("day", ["11/02/2015", "2015-02-30", 42, True, "2015-2-11"])
def test_a_day_is_written_in_one_way_only(school, day):
    answer = school.post("/expected", {"pupils": [{**PUPIL, "birth_date": day}]})
    assert (answer.status_code, answer.json()["code"]) == (400, "api.bad_values")
    assert answer.json()["problems"][0]["path"].endswith("birth_date")


def test_a_pupil_is_taken_off_ones_own_list_alone(cast, school):
    school.post("/expected", {"pupils": [PUPIL]})
    (pupil,) = school.get("/expected").json()["items"]
    other = program_of(cast.alis, "expected")
    assert other.ask("DELETE", f"/expected/{pupil['reference']}").status_code == 404
    gone = school.ask("DELETE", f"/expected/{pupil['reference']}")
    assert (gone.status_code, gone.content) == (204, b"")
    assert school.ask("DELETE", f"/expected/{pupil['reference']}").status_code == 404


def test_a_list_of_offers_is_brought_and_each_offer_has_its_state(cast, admissions):
    file = send(cast.alis, "681LLLL", children=[SIAN]).transfer
    boards.put(boards.board_of(cast.efa, NOW), [file.reference], cast.efa, NOW)
    rows = f"UPN,Surname,Forename,Birth date,Destination\n{SIAN.upn},,,,6814990\n{TOMOS.upn},,,,6814990\n,,,,6814990\n"
    taken = admissions.post("/offers", rows.encode())
    assert (taken.status_code, taken.json()["offers"]) == (200, 2)
    assert "offers.nobody" in [problem["code"] for problem in taken.json()["problems"]]
    found = admissions.get("/offers").json()
    assert [(each["upn"], each["state"], each["school"]) for each in found["items"]] == [
        (SIAN.upn, "matched", "6814990"),
        (TOMOS.upn, "no_record", "6814990"),
    ]
    assert found["counts"] == {"matched": 1, "in_doubt": 0, "no_record": 1}
    assert [each["upn"] for each in admissions.get("/offers?state=no_record").json()["items"]] == [TOMOS.upn]
    names = {
        entry.username.split(" (")[0]
        for entry in Entry.objects.filter(action__in=("phase.viewed", "phase.offers_brought"))
    }
    assert names == {"key Autumn import"}


def test_a_list_that_cannot_be_read_leaves_the_one_that_stands(admissions):
    admissions.post("/offers", f"UPN,Destination\n{SIAN.upn},6814990\n".encode())
    refused = admissions.post("/offers", b"Nobody knows what this is\n")
    assert (refused.status_code, refused.json()["code"]) == (422, "api.list_refused")
    assert refused.json()["problems"][0]["severity"] == "error"
    assert len(admissions.get("/offers").json()["items"]) == 1


def test_offers_through_the_api_send_nothing_to_schools(cast, admissions):
    admissions.post("/offers", f"UPN,Destination\n{SIAN.upn},6814990\n".encode())
    assert boards.board_of(cast.efa, NOW).asked_at is None


@pytest.mark.parametrize(
    "body", [{"pupils": [[None]]}, {"pupils": [{**PUPIL, "birthdate": "2015-02-11"}]}, {"pupils": []}]
)
def test_a_misspelt_member_or_another_shape_is_refused_and_not_passed_over(school, body):
    answer = school.post("/expected", body)
    assert (answer.status_code, answer.json()["code"]) == (400, "api.bad_values")
    assert not ExpectedPupil.objects.exists()
