"""The yearly matching: it proposes, both authorities are told, people decide, and the extract is destroyed."""

from datetime import date, timedelta

import pytest
from django.db.models import QuerySet

from handover.portal.audit.models import Entry
from handover.portal.lostpupils import census, pairs, removing
from handover.portal.lostpupils.models import Finding, LostPupil, Matching
from handover.portal.lostpupils.reasons import weigh_reasons
from handover.portal.notices.models import Notice
from handover.portal.transfers.models import SealedFile
from tests.files import SIAN, TOMOS, Child, send
from tests.lost import lost_pupil
from tests.moments import NOW
from tests.stores import sealed_path
from tests.workbooks import workbook

pytestmark = pytest.mark.django_db

HEADER = "UPN,Former UPN,Surname,Forename,Date of birth,Gender,Postcode,Establishment\n"
SIAN_ON_ROLL = "B681299003017,,Prydderch,Sian,2015-02-11,F,LL99 1AA,6602991\n"
TWIN = "N936299021001,,Prydderch,Mari,2015-02-11,F,LL99 1AA,6602991\n"


def waiting_pairs(la_number: str) -> QuerySet[Finding]:
    """The pairs of an authority that nobody has said to be two children."""
    return pairs.find_pairs(la_number).exclude(same_child=False)


@pytest.fixture
def store(cast):
    """Siân and Tomos are lost."""
    for number, child in enumerate((SIAN, TOMOS), start=1):
        send(cast.alis, "XXXXXXX", number=number, children=[child])
    return cast


def matched(cast, text: str) -> Matching:
    matching = census.queue_matching([text.encode()], cast.gwilym, NOW)
    assert census.run_waiting_matching(NOW)
    matching.refresh_from_db()
    return matching


def test_a_lost_pupil_on_a_roll_is_found_with_the_reasons(store):
    matching = matched(store, HEADER + SIAN_ON_ROLL)
    assert (matching.stage, matching.rows, matching.lost) == ("done", 1, 2)
    (finding,) = Finding.objects.all()
    assert (finding.pupil.forename, finding.establishment, finding.certainty, finding.line) == (
        "Siân",
        "6602991",
        "certain",
        2,
    )
    said = weigh_reasons(finding).in_order
    assert said[0].en == "The UPN is the same."
    assert all(reason.cy for reason in said)


def test_both_authorities_are_told_how_many_and_no_name(store):
    matched(store, HEADER + SIAN_ON_ROLL)
    told = set(Notice.objects.filter(kind__startswith="matched").values_list("kind", "recipient"))
    assert told == {
        ("matched_roll", "jac@example.org"),
        ("matched_lost", "hana@example.org"),
        ("matched_lost", "idris@example.org"),
    }
    for notice in Notice.objects.filter(kind__startswith="matched"):
        assert not any(word in notice.subject + notice.body for word in (SIAN.surname, SIAN.forename, SIAN.upn))


def test_nothing_is_sent_or_removed_by_itself(store):
    matched(store, HEADER + SIAN_ON_ROLL)
    assert set(LostPupil.objects.values_list("in_store", "transfer__state")) == {(True, "lodged")}


def test_the_extract_is_destroyed_when_the_matching_has_ended(store, django_capture_on_commit_callbacks):
    before = SealedFile.objects.count()
    matching = census.queue_matching([(HEADER + SIAN_ON_ROLL).encode()], store.gwilym, NOW)
    place = sealed_path(matching.sealed.name)
    assert b"Prydderch" not in place.read_bytes()
    with django_capture_on_commit_callbacks(execute=True):
        census.run_waiting_matching(NOW)
    assert SealedFile.objects.count() == before
    assert not place.exists()


def test_a_child_on_roll_under_the_names_it_is_called_by_is_found(cast):
    more = (
        "<BasicDetails><PreferredSurname>Oakhanger</PreferredSurname><PreferredForename>Elan</PreferredForename>"
        "</BasicDetails><Address><PostCode>LL99 1AA</PostCode></Address>"
    )
    send(cast.alis, "XXXXXXX", children=[Child("", "Prydderch", "Siân", "2015-02-11", "F", more)])
    days = [date(2014, 3, 1) + timedelta(days=number) for number in range(300)]
    others = "".join(f",,Jones{day:%j},Non{day:%j},{day},F,LL98 {day:%d}AA,6602991\n" for day in days)
    matched(cast, HEADER + ",,Oakhanger,Elan,2015-02-11,F,LL99 1AA,6602991\n" + others)
    assert Finding.objects.get().line == 2


def test_twins_are_never_one(store):
    matched(store, HEADER + TWIN)
    assert not Finding.objects.exists()


@pytest.mark.parametrize(
    "text",
    ["", "Surname,Forename\nPrydderch,Sian\n", "<CTfile/>", "PK\x03\x04", HEADER],
    ids=["nothing", "wrong header", "another file", "a zip", "no rows"],
)
def test_an_extract_that_cannot_be_read_is_refused_with_the_reason_or_finds_nobody(store, text):
    matching = matched(store, text)
    assert matching.stage in ("refused", "done")
    assert matching.stage == "done" or [problem.message() for problem in census.problems_of(matching)]
    assert not Finding.objects.exists()
    assert not Notice.objects.filter(kind__startswith="matched").exists()


def test_what_stood_in_a_bad_cell_is_not_kept(store):
    odd = "B681299003017,,Prydderch,Sian,Mrs Jones asked,F,,6602991\n"
    matching = matched(store, HEADER + odd)
    assert matching.problems
    assert "Jones" not in str(matching.problems)


def test_rows_of_another_encoding_and_doubled_rows_are_read(store):
    matching = census.queue_matching(
        [(HEADER + SIAN_ON_ROLL.replace("Sian", "Siân") * 2).encode("cp1252")], store.gwilym, NOW
    )
    census.run_waiting_matching(NOW)
    assert Finding.objects.count() == 1
    matching.refresh_from_db()
    assert matching.stage == "done"


def test_one_stray_quotation_mark_in_an_extract_costs_one_row_which_is_named(store):
    rows = [f",,Jones,Non{number},2015-02-11,F,,6602991\n" for number in range(1500)]
    rows[98] = ',,"Jones,Non,2015-02-11,F,,6602991\n'
    matching = matched(store, HEADER + SIAN_ON_ROLL + "".join(rows))
    assert (matching.stage, matching.rows) == ("done", 1500)
    told = {problem.code: problem for problem in census.problems_of(matching)}
    assert told["census.quote_row"].line == 101
    assert told["census.rows"].message() == "1,501 rows were read: 1,500 used, 1 left out."
    assert Finding.objects.count() == 1


def test_extract_in_which_nobody_knows_where_a_row_begins_is_refused_and_matches_nobody(store):
    matching = matched(store, HEADER + SIAN_ON_ROLL + ',,"Jones\n,Non,2015-02-11,F,,6602991\n')
    assert matching.stage == "refused"
    assert [(problem.code, problem.line) for problem in census.problems_of(matching)] == [("census.quote", 3)]
    assert not Finding.objects.exists()


def test_how_many_rows_were_read_is_told_however_much_else_was_odd(store):
    rows = "a\n" * 101 + "=B1,,Jones,Non,1,F,,6602991\n,,Rees,Non,1 Jan,F,,x\n" * 101
    matching = matched(store, HEADER + rows + SIAN_ON_ROLL)
    assert "census.rows" in {problem.code for problem in census.problems_of(matching)}


def test_extract_may_be_a_workbook(store):
    rows = [line.split(",") for line in (HEADER + SIAN_ON_ROLL).splitlines()]
    matching = census.queue_matching([workbook({"PLASC": rows})], store.gwilym, NOW)
    census.run_waiting_matching(NOW)
    matching.refresh_from_db()
    assert (matching.stage, matching.rows, Finding.objects.get().line) == ("done", 1, 2)


def test_two_workers_run_a_matching_once(store):
    matching = census.queue_matching([(HEADER + SIAN_ON_ROLL).encode()], store.gwilym, NOW)
    assert census.claim_matching(matching, NOW)
    assert not census.claim_matching(matching, NOW)
    assert not census.run_waiting_matching(NOW)


def test_a_matching_whose_worker_died_is_run_again(store):
    matching = census.queue_matching([(HEADER + SIAN_ON_ROLL).encode()], store.gwilym, NOW)
    census.claim_matching(matching, NOW)
    assert census.run_waiting_matching(NOW + timedelta(hours=1))
    assert Finding.objects.count() == 1


def test_a_decision_is_taken_once_and_two_children_are_not_proposed_again(store):
    matched(store, HEADER + SIAN_ON_ROLL)
    (finding,) = waiting_pairs("660")
    assert list(waiting_pairs("681")) == [finding]
    assert list(waiting_pairs("936")) == []
    assert pairs.decide_finding(finding, same_child=False, by=store.jac, now=NOW)
    assert not pairs.decide_finding(finding, same_child=True, by=store.jac, now=NOW)
    assert not waiting_pairs("660").exists()
    matched(store, HEADER + SIAN_ON_ROLL)
    assert not waiting_pairs("660").exists()
    entry = Entry.objects.get(action="lost.matching_decided")
    assert entry.facts == {"same": "no"}


def test_a_pupil_who_has_left_the_store_is_no_longer_listed(store):
    matched(store, HEADER + SIAN_ON_ROLL)
    removing.remove_pupil(lost_pupil("Siân"), "found", store.hana, NOW)
    assert not waiting_pairs("660").exists()
