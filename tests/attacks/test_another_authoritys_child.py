"""Somebody who asks for a child of another authority, or reaches for another's schools through a report, gets nothing."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest

from handover.portal.lostpupils import searching, standing
from handover.portal.lostpupils.models import Finding, LostPupil, Matching
from handover.portal.lostpupils.question import Question
from handover.portal.messaging import writing
from handover.portal.messaging.boxes import box_of
from handover.portal.messaging.words import Words
from handover.portal.reports.asking import ReportQuery
from handover.portal.reports.table import REPORTS
from handover.portal.transfers import monitoring
from handover.portal.transfers.marks import Sought
from tests.files import NOW, SIAN, send

pytestmark = pytest.mark.django_db
CHILD = {"upn": SIAN.upn, "surname": SIAN.surname, "forename": SIAN.forename, "day": 11, "month": 2, "year": 2015}


def traces_elsewhere(cast) -> None:
    """Let the Isle of Grug have something of every sort about the child."""
    send(cast.carys, "660LLLL")
    send(cast.carys, "XXXXXXX", note="lost")
    searching.search_store(Question(upn=SIAN.upn), cast.jac, NOW)
    standing.keep_search(Question(upn=SIAN.upn), cast.jac, NOW)
    monitoring.search_transfers(Sought(upn=SIAN.upn), cast.ffion, "660", NOW)
    matching = Matching.objects.create(by=cast.gwilym, begun_at=NOW, touched_at=NOW, stage="done")
    pupil = LostPupil.objects.get()
    Finding.objects.create(
        matching=matching, pupil=pupil, establishment="6602991", line=2, score=9, certainty="certain"
    )
    words = Words(f"About {SIAN.upn}", "Please look.")
    writing.send_draft(writing.begin_draft(cast.jac, NOW, words, [box_of(cast.ffion)]), words, cast.jac, NOW)


@pytest.mark.parametrize("who", ["alis", "bryn", "efa", "hana", "idris", "lowri"])
def test_traces_of_another_authority_are_not_gathered(cast, signed_in, who):
    traces_elsewhere(cast)
    browser = signed_in(getattr(cast, who))
    answer = browser.post("/child/", {**CHILD, "as": "zip"})
    with ZipFile(BytesIO(b"".join(answer.streaming_content))) as archive:
        found = json.loads(archive.read("everything.json"))
    assert not any(section["lines"] for section in found.values())
    assert "6602991" not in browser.post("/child/", CHILD).content.decode()


def test_they_are_gathered_by_those_whose_they_are(cast, signed_in):
    traces_elsewhere(cast)
    with ZipFile(BytesIO(b"".join(signed_in(cast.jac).post("/child/", {**CHILD, "as": "zip"}).streaming_content))) as a:
        found = json.loads(a.read("everything.json"))
    assert {key for key, section in found.items() if section["lines"]} == set(found)


def test_school_gets_no_files_of_a_neighbour_of_its_own_authority(cast, signed_in):
    send(cast.carys, "6814990")
    answer = signed_in(cast.alis).post("/child/", {**CHILD, "as": "zip"})
    with ZipFile(BytesIO(b"".join(answer.streaming_content))) as archive:
        assert not json.loads(archive.read("everything.json"))["files"]["lines"]


@pytest.mark.parametrize("key", REPORTS)
@pytest.mark.parametrize("form", ["", "csv/", "print/"])
def test_no_address_makes_a_report_of_another_authority(cast, signed_in, key, form):
    traces_elsewhere(cast)
    browser = signed_in(cast.hana if REPORTS[key].pupils else cast.lowri)
    query = {"run": "yes", "la": "660", "schools": "6602991", "authorities": ["660"]}
    answer = browser.get(f"/reports/{key}/{form}", query)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if "schools" in REPORTS[key].filters:
        assert answer.status_code == 422
        assert "Grug Bay Primary School (6602991) belongs to another authority." in body.decode()
        body = body.replace(b"Grug Bay Primary School (6602991)", b"")
    for name in ("Grug Bay", SIAN.surname, "carys", "6602991_CTF"):
        assert name not in body.decode().replace("<wbr>", "")


@pytest.mark.parametrize("la_number", ["660", ""])
def test_no_question_about_another_authority_can_even_be_put(cast, la_number):
    with pytest.raises(PermissionError):
        ReportQuery(cast.hana, NOW, la_number)
