"""What an authority's software does through the API: watches over files, searches, releases, keeps searches, draws reports."""

import csv
from io import StringIO

import pytest

from handover.portal.audit.models import Entry
from handover.portal.lostpupils.models import StandingSearch
from handover.portal.transfers.models import Transfer
from tests.cast import make_person
from tests.files import SIAN, TOMOS, send
from tests.keys import NETWORKS
from tests.lost import lost_pupil
from tests.programs import Program, program_of

pytestmark = pytest.mark.django_db
SIAN_ASKED = {"surname": "Prydderch", "forename": "Siân", "birth_date": "2015-02-11"}
DECIDED = {"school": "6814990", "decided_by": "hana", "reasonable_steps": True}


@pytest.fixture
def tracker(cast) -> Program:
    rights = ("search_lost", "release_lost")
    return program_of(cast.lowri, *rights, role="lea-lost-pupil-transfer", networks=NETWORKS, name="Tracker")


@pytest.fixture
def figures(cast) -> Program:
    return program_of(
        cast.lowri, "monitor", "reports", "reports_people", "reports_pupils", role="lea-user", name="Figures"
    )


@pytest.fixture
def sian(cast):
    send(cast.carys, "XXXXXXX", children=[SIAN])
    return lost_pupil("Siân")


def test_a_child_is_found_looked_at_and_released_as_a_person_decided(cast, tracker, sian):
    found = tracker.post("/lost-pupils/search", SIAN_ASKED).json()
    (hit,) = found["fitting"]
    assert (hit["reference"], hit["school"]["number"], hit["kind"]) == (str(sian.reference), "6602991", "X")
    assert hit["reasons"]
    seen = tracker.get(f"/lost-pupils/{hit['reference']}").json()
    assert (seen["upn"], seen["birth_date"], seen["may_release"]) == (SIAN.upn, "2015-02-11", True)
    done = tracker.post(f"/lost-pupils/{hit['reference']}/release", DECIDED)
    assert done.status_code == 201, done.content
    assert done.json()["transfer"]["destination"]["number"] == "6814990"
    child = Transfer.objects.get(parent__isnull=False)
    assert child.sent_by is None
    assert child.moved_by.startswith("key Tracker")
    entry = Entry.objects.get(action="lost.steps_confirmed")
    assert (entry.username, entry.facts["decided_by"]) == (child.moved_by, "hana")
    actions = ["lost.searched", "lost.viewed", "lost.released"]
    entries = Entry.objects.filter(action__in=actions, username=child.moved_by).order_by("sequence")
    assert [entry.action for entry in entries] == actions


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"decided_by": "idris"}, "api.nobody_decided"),
        ({"decided_by": "jac"}, "api.nobody_decided"),
        ({"decided_by": "Hana"}, "api.nobody_decided"),
        ({"school": "6602991"}, "api.school_cannot_receive"),
        ({"school": "681LLLL"}, "api.school_cannot_receive"),
        ({"reasonable_steps": False}, "api.bad_values"),
        ({"decided_by": ""}, "api.bad_values"),
    ],
)
def test_nothing_is_released_without_a_person_who_may_decide_it(tracker, sian, said, code):
    answer = tracker.post(f"/lost-pupils/{sian.reference}/release", {**DECIDED, **said})
    assert answer.json()["code"] == code
    assert not Transfer.objects.filter(parent__isnull=False).exists()


def test_of_two_releases_the_second_is_told_that_the_file_has_moved(tracker, sian):
    path = f"/lost-pupils/{sian.reference}/release"
    first = tracker.post(path, DECIDED, idempotency_key="once")
    assert tracker.post(path, DECIDED, idempotency_key="once").json() == first.json()
    second = tracker.post(path, DECIDED)
    assert (second.status_code, second.json()["code"]) == (409, "api.moved")
    assert Transfer.objects.filter(parent__isnull=False).count() == 1


def test_software_that_searches_for_too_much_waits_and_nothing_of_a_child_is_said(tracker, sian):
    answers = []
    for letters in ("mal", "eli", "gwe", "nia", "low", "cat", "efa", "bec", "non", "teg", "hel", "med", "siw"):
        answers.append(tracker.post("/lost-pupils/search", {"surname": letters, "begins": True}))
    assert [answer.status_code for answer in answers] == [200] * 12 + [429]
    assert answers[-1]["Retry-After"] == "3600"
    assert answers[-1].json()["code"] == "api.searched_too_much"
    assert Entry.objects.get(action="search.braked").facts["where"] == "store"


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"surname": "ab", "begins": True}, "api.search_vague"),
        ({"upn": "nonsense"}, "api.no_upn"),
        ({"gender": "X"}, "api.bad_values"),
        ({"surname": "a\0b"}, "api.bad_values"),
    ],
)
def test_a_search_that_cannot_be_made_says_why(tracker, asked, code):
    assert tracker.post("/lost-pupils/search", asked).json()["code"] == code
    assert not Entry.objects.filter(action="lost.searched").exists()


def test_too_vague_a_search_shows_nobody_and_says_what_to_add(tracker, sian):
    answer = tracker.post("/lost-pupils/search", {"gender": "F"}).json()
    assert (answer["vague"], answer["fitting"], answer["nearest"]) == (True, [], [])
    assert answer["add"] == ["date of birth", "surname", "forename", "town"]


def test_a_search_is_kept_listed_and_ended(cast, signed_in, tracker):
    kept = tracker.post("/standing-searches", SIAN_ASKED, idempotency_key="keep")
    assert kept.status_code == 201, kept.content
    assert tracker.post("/standing-searches", SIAN_ASKED, idempotency_key="keep").json() == kept.json()
    send(cast.carys, "XXXXXXX", children=[SIAN])
    (search,) = tracker.get("/standing-searches").json()["items"]
    assert search["question"]["surname"] == "Prydderch"
    assert search["kept_by"].startswith("software Tracker")
    assert search["met"][0]["reference"] == str(lost_pupil("Siân").reference)
    assert "Kept by software Tracker" in signed_in(cast.hana).get("/lost/searches/").content.decode()
    assert tracker.ask("DELETE", f"/standing-searches/{search['reference']}").status_code == 204
    assert tracker.get("/standing-searches").json() == {"items": [], "next": None}
    assert StandingSearch.objects.get().question.surname == ""


def test_a_search_too_vague_to_point_to_a_child_is_not_kept(tracker):
    answer = tracker.post("/standing-searches", {"gender": "F"})
    assert (answer.status_code, answer.json()["code"]) == (422, "api.search_vague")


def test_searches_that_are_kept_count_like_searches(tracker):
    kept = [tracker.post("/standing-searches", {"surname": f"Pugh{number}", "begins": True}) for number in range(13)]
    assert [answer.status_code for answer in kept] == [201] * 12 + [429]
    assert Entry.objects.get(action="search.braked").facts["where"] == "kept"


def test_another_authority_sees_none_of_the_searches_and_ends_none(cast, tracker):
    reference = tracker.post("/standing-searches", SIAN_ASKED).json()["reference"]
    administrator = make_person("mair", "Mair Dyfi", "lea-dba", cast.ynys_grug)
    other = program_of(administrator, "search_lost", role="lea-lost-pupil-transfer", networks=NETWORKS)
    assert other.get("/standing-searches").json() == {"items": [], "next": None}
    assert other.ask("DELETE", f"/standing-searches/{reference}").json()["code"] == "api.not_found"
    assert StandingSearch.objects.get(reference=reference).ended_at is None


def test_an_authority_watches_over_its_schools_files_and_no_child_is_named(cast, figures):
    inside = send(cast.alis, "6814990").transfer
    send(cast.alis, "9364990", children=[TOMOS])
    answer = figures.get("/monitoring")
    (watched,) = answer.json()["items"]
    assert (watched["reference"], watched["state"]) == (str(inside.reference), "sent")
    assert watched["overdue"] == (watched["school_days"] > 15)
    assert len(figures.get("/monitoring?view=outgoing").json()["items"]) == 1
    assert figures.get("/monitoring?state=confirmed").json()["items"] == []
    assert figures.get("/monitoring?shelf=collected").json()["items"] == []
    assert len(figures.get("/monitoring?establishment=6814990&kind=ctf&since=2020-01-01").json()["items"]) == 1
    assert figures.get("/monitoring?establishment=6602991").json()["items"] == []
    assert "Prydderch" not in answer.content.decode()


def test_the_schools_files_are_searched_for_a_child_and_the_log_holds_no_name(cast, figures):
    inside = send(cast.alis, "6814990", children=[SIAN]).transfer
    send(cast.alis, "6814990", children=[TOMOS], number=2)
    for sought in ({"upn": SIAN.upn.lower()}, {"surname": "prydderch", "birth_date": "2015-02-11"}):
        (found,) = figures.post("/monitoring/search", sought).json()["items"]
        assert found["reference"] == str(inside.reference)
    assert figures.post("/monitoring/search", {"surname": "Prydderch"}).json()["code"] == "api.child_unknown"
    entries = Entry.objects.filter(action="files.searched")
    assert {entry.username.split(" (")[0] for entry in entries} == {"key Figures"}
    assert not any("rydderch" in str(entry.facts) for entry in entries)
    for number in range(100):
        figures.post("/monitoring/search", {"upn": f"A6812990{number:05d}"})
    stopped = figures.post("/monitoring/search", {"upn": "A681299099999"})
    assert (stopped.status_code, stopped.json()["code"]) == (429, "api.searched_too_much")


def test_a_report_is_the_same_as_on_the_page(cast, signed_in, figures):
    send(cast.alis, "6814990")
    fetched = figures.get("/reports/general")
    assert fetched["Content-Type"] == "text/csv; charset=utf-8"
    page = signed_in(cast.efa).get("/reports/general/csv/", {"run": "yes"})
    lines = [b"".join(answer.streaming_content).decode("utf-8-sig") for answer in (fetched, page)]
    assert lines[0] == lines[1]
    assert "6812990" in {row[0] for row in csv.reader(StringIO(lines[0]))}
    entry = Entry.objects.filter(action="report.run").order_by("sequence").first()
    assert entry.username.startswith("key Figures")
    assert (entry.facts["report"], entry.facts["as"]) == ("general", "csv")


def test_a_report_comes_in_welsh_to_who_asks_for_it(figures):
    figures.language = "cy"
    assert "Ysgol" in b"".join(figures.get("/reports/general").streaming_content).decode("utf-8-sig").splitlines()[0]


def test_the_list_of_reports_holds_what_the_key_may_run(cast, figures):
    keys = {report["key"] for report in figures.get("/reports").json()["items"]}
    assert {"general", "users", "lost-uploaded"} <= keys
    few = program_of(cast.lowri, "reports", role="lea-plasc")
    assert "users" not in {report["key"] for report in few.get("/reports").json()["items"]}
    assert few.get("/reports/users").json()["code"] == "api.not_allowed"
    assert figures.get("/reports/no-such-report").json()["code"] == "api.not_found"


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("school?schools=6602991&schools=6812990", ["report.unknown_school"]),
        ("general?first=2026-09-02&last=2026-09-01", ["report.ends_before"]),
        ("general?type=X", ["report.not_narrowed_so"]),
    ],
)
def test_what_a_report_cannot_be_drawn_of_is_said(figures, query, codes):
    answer = figures.get(f"/reports/{query}")
    assert (answer.status_code, answer.json()["code"]) == (422, "api.report_refused")
    assert [problem["code"] for problem in answer.json()["problems"]] == codes
    assert not Entry.objects.filter(action="report.run").exists()
