"""An office's program does what its people otherwise do on pages: messages, expected pupils, offers, lost pupils."""

from datetime import date

import pytest

from handover.client import ApiAway, ApiProblem, Client, ListedPupil, MessageBox
from handover.client.lost_pupils import look_for_files
from handover.client.pupil_lists import bring_list_of_offers, put_on_list, take_off_list
from tests.client.talking import ASKING, CUT, refuses, says, talk
from tests.client.test_mailbox import fresh_file
from tests.files import Child, ctf

GOOSE = Child("B681299021030", "Gŵydd", "Mari", "2015-05-06", "F")
HERON = Child("Z681299021046", "Crëyr", "Ifan", "2015-07-08", "M")


def test_a_message_is_written_read_and_answered(keyed_site):
    with keyed_site.client("desk") as school, keyed_site.client("letters") as other:
        sent = school.send_message([MessageBox("6814990")], "A record", "It is on its way.")
        assert [(copy.box.number, copy.read_at, copy.gone) for copy in sent.copies] == [("6814990", None, False)]
        (came,) = (each for each in other.messages(unread=True) if each.reference and each.description == "A record")
        assert (came.source.number, came.text) == ("6812990", None)
        assert other.message(came.reference).text == "It is on its way."
        assert other.message(came.reference).read_at is None
        assert other.mark_message_read(came.reference).read_at is not None
        assert school.sent_message(sent.reference).copies[0].read_at is not None
        other.send_message([MessageBox("6812990", "school")], "Thank you", "It is here.", answers=came.reference)
        assert other.message(came.reference).answered_at is not None
        assert "Thank you" in [each.description for each in school.messages()]
        assert "Thank you" in [each.description for each in other.sent_messages(limit=1)]


def test_expected_pupils_are_listed_once_and_taken_off(keyed_site):
    pupils = [
        ListedPupil(GOOSE.upn, GOOSE.surname, GOOSE.forename, date(2015, 5, 6), "6814990"),
        ListedPupil(surname="Nowak"),
    ]
    with keyed_site.client("desk") as client:
        first = client.expect(pupils)
        assert (first.added, first.there) == (1, 0)
        assert [(problem.code, problem.line) for problem in first.problems] == [
            ("expected.rows", None),
            ("expected.too_little", 2),
        ]
        assert client.expect(pupils).there == 1
        (missing,) = client.expected(record="missing")
        assert (missing.pupil, missing.record, missing.transfer) == (pupils[0], "missing", None)
        assert client.expect_no_more(missing.reference) is True
        assert client.expect_no_more(missing.reference) is False
        assert list(client.expected()) == []


def test_a_list_of_offers_is_brought_and_each_offer_followed(keyed_site, tmp_path):
    """Its first line is that of the headings."""
    path = tmp_path / "offers.csv"
    path.write_text(f"UPN,Surname,Forename,DOB,School\n{GOOSE.upn},Gŵydd,Mari,2015-05-06,6814990\n", encoding="utf-8")
    with keyed_site.client("places") as client:
        assert client.bring_offers(path).offers == 1
        (offer,) = client.offers()
        assert (offer.line, offer.pupil.upn, offer.destination, offer.state) == (2, GOOSE.upn, "6814990", "no_record")
        assert list(client.offers(state="matched")) == []
        with pytest.raises(ApiProblem) as refused:
            client.bring_offers(b"nothing of a list", name="offers.csv")
        assert refused.value.status == 422


def test_an_authority_watches_its_schools_files(keyed_site, tmp_path):
    file = fresh_file(tmp_path)
    file.write_bytes(ctf("6812990", "6814990", [GOOSE]))
    with keyed_site.client("nant") as school:
        reference = school.send(file).transfer.reference
    with keyed_site.client("watch") as client:
        assert reference in [
            each.reference for each in client.monitoring(establishment="6814990", since=date(2026, 1, 1))
        ]
        assert list(client.monitoring(shelf="ended", until=date(2000, 1, 1))) == []


def lose(site, folder, child: Child) -> None:
    file = fresh_file(folder, destination="XXXXXXX")
    file.write_bytes(ctf("6812990", "XXXXXXX", [child]))
    with site.client("nant") as school:
        assert school.send(file).transfer.state == "lodged"


def find(client: Client, child: Child) -> str:
    (hit,) = client.search(surname=child.surname, birth_date=date.fromisoformat(child.born)).fitting
    return hit.reference


def test_a_lost_pupil_is_looked_at_and_sent_on_by_whom_a_person_decided(keyed_site, tmp_path):
    lose(keyed_site, tmp_path, HERON)
    with keyed_site.client("finder") as client:
        reference = find(client, HERON)
        card = client.lost_pupil(reference)
        assert (card.upn, card.forename, card.school.number, card.may_release) == (HERON.upn, "Ifan", "6812990", True)
        with pytest.raises(ApiProblem):
            client.release(reference, "6814990", decided_by="hana", reasonable_steps=False)
        on_its_way = client.release(reference, "6814990", decided_by="hana", reasonable_steps=True)
        assert (on_its_way.destination.number, on_its_way.state) == ("6814990", "sent")
        assert client.lost_pupil(reference).may_release is False


def test_a_search_is_kept_and_ended(keyed_site):
    with keyed_site.client("finder") as client:
        kept = client.keep_search(surname="Nowak", birth_date=date(2014, 1, 1))
        assert kept.reference in [each.reference for each in client.kept_searches()]
        assert kept.met == ()
        assert client.end_search(kept.reference) is True
        assert client.end_search(kept.reference) is False


def test_records_come_as_sif_objects_with_what_did_not_come_over(keyed_site, tmp_path):
    file = fresh_file(tmp_path)
    with keyed_site.client("nant") as school, keyed_site.client("glan") as other:
        records = other.records_in_sif(school.send(file).transfer.reference)
    assert "LearnerPersonal" in {name for _, name, _ in records.objects}
    assert {pupil for pupil, name, _ in records.objects if name == "LearnerPersonal"} >= {1}
    assert all({"path", "message"} <= set(loss) for loss in records.losses)


def test_what_changes_something_is_repeated_under_one_key_and_a_counted_search_is_not_repeated():
    added = {"added": 1, "there": 0, "problems": []}
    told = talk(put_on_list(ASKING, [ListedPupil("A")]), [CUT, says(200, added)])
    assert len({request.headers["Idempotency-Key"] for request in told.requests}) == 1
    told = talk(bring_list_of_offers(ASKING, b"UPN", name="a.csv"), [CUT, says(200, {"offers": 0, "problems": []})])
    assert len({request.headers["Idempotency-Key"] for request in told.requests}) == 1
    with pytest.raises(ApiAway):
        talk(look_for_files(ASKING, upn="B681299003017"), [CUT])


def test_who_may_not_take_off_is_told_so_and_not_that_nobody_stood_there():
    with pytest.raises(ApiProblem):
        talk(take_off_list(ASKING, "x"), [refuses(403, "api.forbidden")])
