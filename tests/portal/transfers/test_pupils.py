"""The pupils of files, for lists: who they are, who finds them, and when they are forgotten."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from handover.portal.transfers import clearing, noting
from handover.portal.transfers.answers import erase
from handover.portal.transfers.intake import receive
from handover.portal.transfers.models import FileSearchKey, PupilOnFile, SealedFile, Transfer
from handover.portal.transfers.pupils import carrying_names, carrying_upn, pupils_of
from tests.dump import rows
from tests.files import NOW, SIAN, TOMOS, Child, atf, ctf, incoming, send
from tests.stores import sealed_path

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases("keys are copied in, and found by sub-queries")]
LATER = NOW + timedelta(days=1)
CALLED = "<BasicDetails><PreferredForename>Begw</PreferredForename></BasicDetails>"
REES = Child("K681299012007", "Rees-Llewellyn", "Ffion", "2015-05-03", more=CALLED)
OBRIEN = Child("", "O'Brien", "Zoë Mai", "2014-01-09")


def found_by(text, mailbox="6814990"):
    return [each.pupils for each in Transfer.objects.filter(carrying_names(text, mailbox)).order_by("pupils")]


def test_pupils_of_a_file_are_known_in_its_order(cast):
    sent = send(cast.alis, "6814990", children=[TOMOS, SIAN]).transfer
    tomos, sian = pupils_of([sent])[sent.pk]
    assert (tomos.surname, tomos.forename, tomos.birth_date) == ("Prydderch", "Tomos", date(2017, 6, 30))
    assert (tomos.upn, sian.full_name) == ("H681299021005", "Siân Prydderch")


def test_applicants_of_an_admissions_file_are_known_too(cast):
    sent = receive(incoming("681LLLL_ATF_6814990_001.xml", atf("681LLLL", "6814990")), cast.efa, NOW).transfer
    assert [each.full_name for each in pupils_of([sent])[sent.pk]] == ["Siân Prydderch"]


def test_pupils_of_any_number_of_files_are_one_query(cast):
    sent = [send(cast.alis, "6814990", number=number, note=str(number)).transfer for number in range(1, 9)]
    with CaptureQueriesContext(connection) as queries:
        few, many = pupils_of(sent[:1]), pupils_of(sent, most=3)
        assert all(each.surname == "Prydderch" for pupils in many.values() for each in pupils)
    assert (len(queries), len(few), len(many)) == (2, 1, 8)


@pytest.mark.parametrize(
    "typed", ["rees", "Ree", "llew", "LLEWELLYN", "fi", "ffion rees", "Rees, Ffion", "begw", "fìon"]
)
def test_child_is_found_by_the_beginning_of_each_word_of_its_names(cast, typed):
    send(cast.alis, "6814990", children=[REES])
    assert found_by(typed) == ([1] if typed not in ("fi", "fìon") else [])


def test_child_is_found_by_any_of_the_words_it_is_called_by(cast):
    send(cast.alis, "6814990", children=[OBRIEN])
    for typed in ("zoe", "mai", "obrien", "O’Br", "zo ob"):
        assert found_by(typed) == [1], typed
    for typed in ("brien", "z", "zoe rees", "obrienx"):
        assert found_by(typed) == [], typed


def test_two_words_are_of_one_child_and_not_of_two(cast):
    send(cast.alis, "6814990", children=[REES, TOMOS])
    assert found_by("ffion rees") == found_by("tomos") == [2]
    assert found_by("tomos rees") == []


def test_only_the_two_mailboxes_of_a_file_find_it(cast):
    send(cast.alis, "6814990", children=[REES])
    assert found_by("rees", "6812990") == found_by("rees", "6814990") == [1]
    assert found_by("rees", "6602991") == found_by("rees", "681LLLL") == []


def test_whoever_a_file_is_sent_on_to_finds_it_as_well(cast):
    sent = send(cast.carys, "681LLLL", children=[REES]).transfer
    child = clearing.forward(sent, cast.glan_high, cast.efa, LATER)
    assert list(Transfer.objects.filter(carrying_names("ffion", "6814990"), destination="6814990")) == [child]
    assert [each.surname for each in pupils_of([child])[child.pk]] == ["Rees-Llewellyn"]


def test_child_is_found_by_its_upn(cast):
    sent = send(cast.alis, "6814990", children=[REES, TOMOS]).transfer
    assert list(Transfer.objects.filter(carrying_upn("h681299021005 "))) == [sent]
    assert not Transfer.objects.filter(carrying_upn(SIAN.upn)).exists()


def test_database_alone_names_no_child_on_file(cast):
    send(cast.alis, "6814990", children=[REES])
    stored = b"".join(held.lower() for name, held in rows() if "pupilonfile" in name or "filesearchkey" in name)
    assert stored
    assert not any(word in stored for word in (b"rees", b"ffion", b"begw", b"2015-05-03", b"k681299012007"))
    keys = set(FileSearchKey.objects.values_list("value", flat=True))
    send(cast.alis, "6602991", children=[REES])
    fresh = set(FileSearchKey.objects.values_list("value", flat=True)) - keys
    assert len(fresh) == len(keys) / 2, "the keys of one mailbox say nothing of another's"


def test_names_go_with_the_bytes_and_stay_while_another_transfer_carries_them(cast):
    sent = send(cast.carys, "681LLLL", children=[REES]).transfer
    child = clearing.forward(sent, cast.glan_high, cast.efa, LATER)
    clearing.clear(child, "mistake", cast.efa, LATER)
    assert (pupils_of([child])[child.pk], PupilOnFile.objects.count()) == ((), 1)
    sent.refresh_from_db()
    erase(sent, LATER)
    assert not PupilOnFile.objects.exists()
    assert not FileSearchKey.objects.exists()


def forget_pupils():
    """Make every file one of before lists showed names."""
    PupilOnFile.objects.all().delete()
    SealedFile.objects.update(pupils_noted_at=None)


def test_worker_notes_the_pupils_of_older_files_and_only_once(cast):
    sent = send(cast.carys, "681LLLL", children=[REES, TOMOS]).transfer
    child = clearing.forward(sent, cast.glan_high, cast.efa, LATER)
    assert not noting.older_files_wait(LATER)
    forget_pupils()
    assert noting.older_files_wait(LATER)
    assert (noting.note_older_files(LATER), noting.note_older_files(LATER)) == (1, 0)
    assert [each.forename for each in pupils_of([child])[child.pk]] == ["Ffion", "Tomos"]
    assert found_by("begw", "6602991") == found_by("begw", "6814990") == [2, 2]
    assert not noting.older_files_wait(LATER)


def test_worker_leaves_a_damaged_file_until_it_is_mended(cast):
    data = ctf("6812990", "6814990", [REES])
    sent = send(cast.alis, "6814990", data=data).transfer
    forget_pupils()
    sealed_path(sent.sealed.name).write_bytes(b"HND1\nnothing")
    assert (noting.note_older_files(LATER), noting.older_files_wait(LATER)) == (0, False)
    send(cast.alis, "6814990", data=data, now=LATER)
    assert noting.note_older_files(LATER) == 1
    sent.refresh_from_db()
    assert [each.full_name for each in pupils_of([sent])[sent.pk]] == ["Ffion Rees-Llewellyn"]


def test_names_stay_readable_when_the_bytes_are_mended(cast):
    data = ctf("6812990", "6814990", [REES])
    sent = send(cast.alis, "6814990", data=data).transfer
    sealed_path(sent.sealed.name).unlink()
    send(cast.alis, "6814990", data=data, now=LATER)
    sent.refresh_from_db()
    assert [each.full_name for each in pupils_of([sent])[sent.pk]] == ["Ffion Rees-Llewellyn"]
