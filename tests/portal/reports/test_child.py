"""Everything we hold on a child: what each role gets, as a page and as a zip that can be handed over; nothing is guessed."""

import csv
import json
from datetime import date, timedelta
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest

from handover.matching.child import Child as OnRoll
from handover.portal.audit.models import Entry
from handover.portal.lostpupils import census, enquiry, found_cases, releasing, searching, standing
from handover.portal.lostpupils.models import Finding, LostPupil, Matching
from handover.portal.lostpupils.question import Question
from handover.portal.messaging import writing
from handover.portal.messaging.boxes import box_of
from handover.portal.messaging.words import Words
from handover.portal.reports.holdings import SECTIONS
from handover.portal.retention import keeping
from handover.portal.transfers import monitoring
from handover.portal.transfers.marks import Sought
from handover.portal.transfers.moving import take_step
from tests.files import NOW, SIAN, TOMOS, Child, send
from tests.lost import make_pair

pytestmark = pytest.mark.django_db
BY_UPN = {"upn": SIAN.upn}
BY_NAME = {"surname": "Prydderch", "forename": "Siân", "day": "11", "month": "2", "year": "2015"}


def text(answer) -> str:
    return answer.content.decode().replace("<wbr>", "")


def unpacked(answer) -> dict[str, str]:
    with ZipFile(BytesIO(b"".join(answer.streaming_content))) as archive:
        return {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}


def gathered(browser, **asked) -> dict[str, list[dict[str, object]]]:
    files = unpacked(browser.post("/child/", {**asked, "as": "zip"}))
    return {key: section["lines"] for key, section in json.loads(files["everything.json"]).items()}


def leave_traces(cast):
    """Let there be something about Siân in every section."""
    send(cast.alis, "6814990")
    send(cast.alis, "XXXXXXX", note="lost")
    pupil = LostPupil.objects.get()
    question = Question(surname="Prydderch", birth_date=pupil.birth_date)
    searching.search_store(question, cast.hana, NOW)
    enquiry.note_prepared(question, [], cast.idris, NOW)
    standing.keep_search(Question(upn=SIAN.upn), cast.hana, NOW)
    matching = Matching.objects.create(by=cast.gwilym, begun_at=NOW, touched_at=NOW, stage=census.DONE)
    Finding.objects.create(
        matching=matching, pupil=pupil, establishment="6602991", line=2, score=9, certainty="certain"
    )
    words = Words("Who knows Siân Prydderch?", "Please look.")
    writing.send_draft(writing.begin_draft(cast.jac, NOW, words, [box_of(cast.hana)]), words, cast.jac, NOW)
    monitoring.search_transfers(Sought(upn=SIAN.upn), cast.efa, "681", NOW)


def test_every_sort_of_trace_is_handed_over_to_those_whose_role_sees_it(cast, signed_in):
    leave_traces(cast)
    found = gathered(signed_in(cast.hana), **BY_UPN, **BY_NAME)
    assert {key: len(lines) for key, lines in found.items()} == {
        "files": 0,
        "lost-pupils": 1,
        "searches": 4,
        "kept-searches": 1,
        "matches": 1,
        "messages": 1,
    }
    found = gathered(signed_in(cast.efa), **BY_UPN)
    assert len(found["files"]) == 1
    assert [line["What was done"] for line in found["searches"]] == [
        "Gathered what is held on a child",
        "Searched the authority's files for a pupil",
        "Kept a search",
    ]


def test_a_child_on_roll_is_handed_what_a_pair_keeps_of_it_and_nothing_of_the_other_child(cast, signed_in):
    send(cast.alis, "XXXXXXX", children=[TOMOS])
    sian = OnRoll("Prydderch", "Siân", date(2015, 2, 11), upn=SIAN.upn, postcode="LL99 1AA")
    make_pair(cast, LostPupil.objects.get(), sian)
    (found,) = gathered(signed_in(cast.jac), **BY_UPN)["matches"]
    told = set(map(str, found.values()))
    assert {"disgybl ar gofrestr", "Prydderch", "Siân", SIAN.upn, "LL99 1AA"} <= told
    assert "Tomos" not in told
    assert gathered(signed_in(cast.hana), **BY_UPN)["matches"] == []
    Finding.objects.update(content=b"")
    assert gathered(signed_in(cast.jac), **BY_UPN)["matches"] == []


def test_page_shows_the_same_and_what_the_role_does_not_open(cast, signed_in):
    leave_traces(cast)
    page = text(signed_in(cast.efa).post("/child/", BY_UPN))
    assert "6812990_CTF_6814990_001.xml" in page
    assert "Your role does not open these." in page
    assert "Rows of the lost pupil store" in page
    assert "Your role does not open these." not in text(signed_in(cast.hana).post("/child/", BY_UPN))


def test_zip_begins_with_a_page_to_read_and_has_a_csv_for_each_section(cast, signed_in):
    leave_traces(cast)
    answer = signed_in(cast.hana).post("/child/", {**BY_UPN, "as": "zip"})
    assert answer["Cache-Control"] == "no-store"
    assert SIAN.upn not in answer["Content-Disposition"]
    files = unpacked(answer)
    assert list(files) == ["README.txt", *(f"{section.key}.csv" for section in SECTIONS), "everything.json"]
    assert "Hana Tegid, Caerwennol Council" in files["README.txt"]
    assert next(csv.reader(StringIO(files["files.csv"])))[0] == "Sent"


def test_zip_is_in_the_language_of_its_reader(cast, signed_in):
    leave_traces(cast)
    cast.hana.language = "cy"
    cast.hana.save()
    files = unpacked(signed_in(cast.hana).post("/child/", {**BY_UPN, "as": "zip"}))
    assert files["README.txt"].startswith("Popeth rydym yn ei gadw am blentyn")
    assert next(csv.reader(StringIO(files["files.csv"])))[0] == "Anfonwyd"


def test_name_finds_a_file_that_lacks_the_upn_and_says_by_what_it_was_found(cast, signed_in):
    send(cast.alis, "6814990")
    send(cast.alis, "6602991", children=[Child("", "PRYDDERCH", "Sian", SIAN.born)], note="2")
    found = gathered(signed_in(cast.alis), **BY_UPN, **BY_NAME)["files"]
    assert sorted(line["Daethpwyd o hyd drwy"] for line in found) == ["UPN", "enw a dyddiad geni"]


def test_brother_and_twin_are_other_children(cast, signed_in):
    twin = Child("Z681299003019", "Prydderch", "Sion", SIAN.born)
    send(cast.alis, "6814990", children=[TOMOS])
    send(cast.alis, "XXXXXXX", children=[twin], note="2")
    monitoring.search_transfers(Sought(surname="Prydderch", forename="Sion", born=None), cast.hana, "681", NOW)
    found = gathered(signed_in(cast.hana), **BY_NAME)
    assert not any(found.values())


@pytest.mark.parametrize(
    ("words", "count"),
    [
        (f"{'A long letter. ' * 900}It is about Siân PRYDDERCH.", 1),
        ("Prydderch, Sian: please look", 1),
        (f"UPN b6812990 03017, please {'x' * 300}", 1),
        ("About Siân", 0),
        ("Prydderchs and Siânes", 0),
    ],
)
def test_message_that_names_the_child_anywhere_is_found(cast, signed_in, words, count):
    said = Words("A question", words)
    writing.send_draft(writing.begin_draft(cast.jac, NOW, said, [box_of(cast.hana)]), said, cast.jac, NOW)
    assert len(gathered(signed_in(cast.hana), **BY_UPN, **BY_NAME)["messages"]) == count


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"surname": "Prydderch"},
        {"surname": "Prydderch", "forename": "Siân"},
        {"surname": "Prydderch", "day": "11", "month": "2", "year": "2015"},
        {"surname": "–", "forename": "–", "day": "11", "month": "2", "year": "2015"},
        {"upn": "B68129900301"},
        BY_NAME | {"day": "31"},
        BY_NAME | {"year": "0"},
        BY_NAME | {"day": "x"},
    ],
)
def test_too_little_to_be_one_child_is_said_so_and_nothing_is_looked_for(cast, signed_in, asked):
    leave_traces(cast)
    for how in ("", "zip"):
        answer = signed_in(cast.hana).post("/child/", {**asked, "as": how})
        assert answer.status_code == 422
        assert "There is a problem" in text(answer)
    assert not Entry.objects.filter(action="child.gathered").exists()


def test_request_is_in_the_audit_log_without_a_name(cast, signed_in):
    leave_traces(cast)
    signed_in(cast.hana).post("/child/", BY_UPN | BY_NAME)
    entry = Entry.objects.filter(action="child.gathered").get()
    assert entry.facts["by"] == "upn,surname,forename,born"
    assert not any(word in entry.details for word in (SIAN.upn, "Prydderch", "Siân", "2015"))


def test_tombstone_is_matched_by_the_file_that_still_carries_the_record(cast, signed_in):
    lost = send(cast.alis, "XXXXXXX").transfer
    found = gathered(signed_in(cast.hana), **BY_UPN)
    assert found["lost-pupils"][0]["Surname"] == "Prydderch"
    child = releasing.release_file(LostPupil.objects.get(), cast.glan_high, cast.hana, NOW)
    take_step("collect", child, by=cast.bryn, now=NOW)
    take_step("confirm", child, by=cast.bryn, now=NOW)
    (line,) = gathered(signed_in(cast.hana), **BY_UPN)["lost-pupils"]
    assert (line["Surname"], line["UPN"], line["Found by"]) == ("Prydderch", SIAN.upn, "UPN")
    found_cases.close_cases([LostPupil.objects.get(transfer=lost).reference], cast.hana, NOW)
    (line,) = gathered(signed_in(cast.hana), **BY_UPN)["lost-pupils"]
    assert (line["Surname"], line["UPN"], line["Found by"]) == ("no longer kept", "", "the same file")


def test_nothing_is_found_of_a_file_that_is_destroyed(cast, signed_in):
    transfer = send(cast.alis, "6814990").transfer
    take_step("recall", transfer, by=cast.alis, now=NOW)
    keeping.keep_retention(NOW + timedelta(days=60))
    assert gathered(signed_in(cast.alis), **BY_UPN)["files"] == []


@pytest.mark.parametrize("who", ["gwilym", "macsen", "nerys", "owain", "padrig"])
def test_desks_that_do_not_answer_for_children_do_not_gather(cast, signed_in, who):
    assert signed_in(getattr(cast, who)).post("/child/", BY_UPN).status_code == 403
