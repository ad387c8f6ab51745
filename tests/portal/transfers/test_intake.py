"""What a sender is answered, and what is stored."""

import re
from datetime import date

import pytest

from handover.portal.audit.models import Entry
from handover.portal.notices.models import Notice
from handover.portal.transfers import answers, collecting
from handover.portal.transfers.flow import State
from handover.portal.transfers.intake import UploadVerdict, questions
from handover.portal.transfers.models import SealedFile, Transfer
from handover.portal.transfers.moving import AlreadyMoved
from tests.files import SIAN, TOMOS, Child, ctf, name_of, send
from tests.moments import NOW
from tests.stores import sealed_path

pytestmark = pytest.mark.django_db


def codes(outcome) -> list[str]:
    return [problem.code for problem in outcome.problems]


def test_a_good_file_is_sent_and_its_bytes_are_kept_as_they_came(cast):
    data = ctf("6812990", "6814990")
    outcome = send(cast.alis, "6814990", data=data)
    assert outcome.verdict is UploadVerdict.ACCEPTED
    assert outcome.transfer.stage is State.SENT
    assert (outcome.transfer.pupils, outcome.transfer.size) == (1, len(data))
    assert b"".join(collecting.read_sent_bytes(outcome.transfer)) == data


def test_stored_bytes_are_sealed_on_the_disk(cast):
    outcome = send(cast.alis, "6814990")
    assert b"Prydderch" not in sealed_path(outcome.transfer.sealed.name).read_bytes()


def test_destination_and_sender_are_told_without_any_pupil_in_the_words(cast):
    send(cast.alis, "6814990")
    told = set(Notice.objects.values_list("kind", "recipient"))
    assert {("arrived", "glan-high@example.org"), ("uploaded", "alis@example.org")} <= told
    for notice in Notice.objects.all():
        assert "6812990_CTF_6814990_001.xml" in notice.body
        assert not any(word in notice.subject + notice.body for word in (SIAN.upn, SIAN.surname, SIAN.forename))


def test_a_refused_file_leaves_nothing_but_an_audit_row_of_its_codes(cast):
    outcome = send(cast.alis, "6814990", data=b"<SIF_Message/>")
    assert outcome.verdict is UploadVerdict.REFUSED
    assert not Transfer.objects.exists()
    assert not SealedFile.objects.exists()
    assert not Notice.objects.exists()
    entry = Entry.objects.get()
    assert entry.action == "file.refused"
    assert codes(outcome)[0] in entry.details


def test_a_file_under_another_schools_number_is_refused(cast):
    outcome = send(cast.alis, "6814990", name=name_of("6602991", "6814990"), data=ctf("6602991", "6814990"))
    assert outcome.verdict is UploadVerdict.REFUSED
    assert "transfer.not_your_number" in codes(outcome)


def test_a_file_for_a_number_nobody_has_is_refused(cast):
    outcome = send(cast.alis, "6819999")
    assert outcome.verdict is UploadVerdict.REFUSED
    assert codes(outcome) == ["transfer.unknown_destination"]


def test_the_same_file_again_is_a_resend_and_not_a_second_transfer(cast):
    first = send(cast.alis, "6814990")
    second = send(cast.alis, "6814990")
    assert second.verdict is UploadVerdict.RESENT
    assert second.transfer == first.transfer
    assert Transfer.objects.count() == SealedFile.objects.count() == 1
    assert Notice.objects.filter(kind="arrived").count() == 1


def test_the_same_name_with_other_bytes_needs_the_senders_yes(cast):
    first = send(cast.alis, "6814990")
    second = send(cast.alis, "6814990", children=[TOMOS])
    assert second.verdict is UploadVerdict.ASKED
    assert "transfer.same_name" in codes(second)
    answers.say_yes(second.transfer, cast.alis, NOW)
    stages = {transfer.pk: transfer.stage for transfer in Transfer.objects.all()}
    assert stages == {first.transfer.pk: State.SENT, second.transfer.pk: State.SENT}


def test_a_name_that_needs_mending_is_asked_about_and_sent_under_the_mended_name(cast):
    outcome = send(cast.alis, "6814990", name="6812990_CTF_6814990_1.xml")
    assert outcome.verdict is UploadVerdict.ASKED
    assert not Notice.objects.exists()
    assert answers.say_yes(outcome.transfer, cast.alis, NOW).file_name == "6812990_CTF_6814990_001.xml"
    assert Notice.objects.filter(kind="arrived").count() == 1


def test_the_question_is_the_same_when_the_file_is_sent_again_before_it_is_answered(cast):
    first = send(cast.alis, "6814990", name="6812990_CTF_6814990_001(1).xml")
    again = send(cast.alis, "6814990", name="6812990_CTF_6814990_001(1).xml")
    assert again.transfer == first.transfer
    assert again.verdict is UploadVerdict.ASKED
    assert codes(again) == codes(first)
    assert "transfer.name_repaired" in codes(again)


def test_a_name_without_a_number_gets_the_next_free_one(cast):
    send(cast.alis, "6814990")
    outcome = send(cast.alis, "6814990", name="6812990_CTF_6814990.xml", children=[TOMOS])
    assert outcome.transfer.file_name == "6812990_CTF_6814990_002.xml"


def test_a_file_without_a_number_that_is_sent_again_is_a_resend_and_for_another_school_it_is_not(cast):
    data = ctf("6812990", "6814990")
    first = send(cast.alis, "6814990", name="6812990_CTF_6814990.xml", data=data)
    again = send(cast.alis, "6814990", name="6812990_CTF_6814990.xml", data=data)
    assert (first.verdict, again.verdict, again.transfer) == (
        UploadVerdict.ASKED,
        UploadVerdict.ASKED,
        first.transfer,
    )
    elsewhere = send(cast.alis, "6602991", name="6812990_CTF_6602991.xml", data=data)
    assert elsewhere.transfer != first.transfer
    assert elsewhere.transfer.file_name == "6812990_CTF_6602991_001.xml"


def test_a_fault_while_a_file_is_stored_leaves_no_bytes_and_is_not_hidden(cast, monkeypatch, settings, tmp_path):
    settings.CONFIG = type(settings.CONFIG)({**settings.CONFIG.values, "HANDOVER_FILES": tmp_path})

    def fall_over(*_: object) -> None:
        raise RuntimeError("the register is on fire")

    monkeypatch.setattr("handover.portal.transfers.intake.departure", fall_over)
    with pytest.raises(RuntimeError, match="on fire"):
        send(cast.alis, "6814990")
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_the_sender_reads_later_what_was_asked_and_nothing_else(cast):
    send(cast.alis, "6814990")
    data = ctf("6812990", "6602991", [Child(upn="A681299003017")])
    asked = send(cast.alis, "6814990", name="6812990_CTF_6814990_1.xml", data=data)
    assert {"ctf.header_differs", "transfer.same_name", "transfer.name_repaired"} <= set(codes(asked))
    read = questions(asked.transfer, cast.alis, NOW.date())
    assert sorted(problem.code for problem in read) == sorted(asked.transfer.questions)
    assert len(asked.transfer.questions) == 3 < len(asked.problems)
    (mended,) = (problem for problem in read if problem.code == "transfer.name_repaired")
    assert "6812990_CTF_6814990_001.xml" in mended.message()
    (twin,) = (problem for problem in read if problem.code == "transfer.same_name")
    assert "3 September 2026, 10:30" in twin.message()


def test_the_answer_to_a_resend_says_when_it_was_sent_and_where_it_is(cast):
    send(cast.alis, "6814990")
    (note,) = send(cast.alis, "6814990").problems
    assert "3 September 2026, 10:30" in note.message()
    assert "it is now: Sent." in note.remedy()
    assert "mae hi nawr: Anfonwyd." in note.remedy("cy")


def test_a_header_that_names_other_schools_waits_for_the_senders_yes(cast):
    outcome = send(cast.alis, "6814990", data=ctf("6812990", "6602991"))
    assert outcome.verdict is UploadVerdict.ASKED
    assert "ctf.header_differs" in codes(outcome)
    assert outcome.transfer.stage is State.ASKING


def test_no_drops_the_file_and_destroys_its_bytes(cast, django_capture_on_commit_callbacks):
    outcome = send(cast.alis, "6814990", name="6812990_CTF_6814990_1.xml")
    place = sealed_path(outcome.transfer.sealed.name)
    assert place.exists()
    with django_capture_on_commit_callbacks(execute=True):
        answers.say_no(outcome.transfer, cast.alis, NOW)
    assert not place.exists()
    assert not SealedFile.objects.exists()
    assert Transfer.objects.get().stage is State.WITHDRAWN
    with pytest.raises(AlreadyMoved):
        answers.say_yes(outcome.transfer, cast.alis, NOW)


def test_a_lost_pupils_file_is_lodged_and_only_the_sender_is_told(cast):
    outcome = send(cast.alis, "XXXXXXX")
    assert outcome.transfer.stage is State.LODGED
    assert set(Notice.objects.values_list("kind", flat=True)) == {"uploaded"}


def test_two_pupils_in_a_lost_pupils_file_are_refused(cast):
    outcome = send(cast.alis, "XXXXXXX", children=[SIAN, TOMOS])
    assert outcome.verdict is UploadVerdict.REFUSED


def test_an_la_that_passes_a_lost_pupils_file_on_by_renaming_it_shows_who_sent_it_first(cast):
    outcome = send(cast.efa, "6814990", data=ctf("6602991", "XXXXXXX"))
    assert outcome.transfer.stage is State.SENT
    assert outcome.transfer.first_source == "6602991"


def test_a_header_that_names_no_sender_waits_for_the_senders_yes_and_nobody_sent_it_first(cast):
    nameless = re.sub(rb"<SourceSchool>.*</SourceSchool>", b"", ctf("6812990", "6814990"))
    asked = send(cast.alis, "6814990", data=nameless)
    assert codes(asked) == ["ctf.header_address_missing"]
    assert (asked.verdict, asked.transfer.first_source) == (UploadVerdict.ASKED, "")


def test_a_file_to_ones_own_school_tells_no_other_school(cast):
    outcome = send(cast.alis, "6812990")
    assert outcome.transfer.stage is State.SENT
    assert not Notice.objects.filter(kind="arrived").exists()


def test_a_file_that_is_refused_for_what_is_in_it_says_nothing_of_a_way_that_it_will_not_go(cast):
    assert "transfer.own_school" in codes(send(cast.alis, "6812990"))
    refused = send(cast.alis, "6812990", data=b"<SIF_Message/>")
    assert refused.verdict is UploadVerdict.REFUSED
    assert not [code for code in codes(refused) if code.startswith("transfer.")]


def test_a_school_that_closed_without_successor_takes_nothing(cast):
    cast.glan_high.closed_on = date(2026, 7, 31)
    cast.glan_high.save()
    assert codes(send(cast.alis, "6814990")) == ["transfer.closed_destination"]


def test_a_wrong_check_letter_travels_as_a_warning(cast):
    outcome = send(cast.alis, "6814990", children=[Child(upn="A681299003017")])
    assert outcome.verdict is UploadVerdict.WARNED
    assert outcome.transfer.stage is State.SENT


def test_a_disk_that_is_gone_is_our_fault_and_leaves_nothing(cast, settings, tmp_path):
    blocked = tmp_path / "a-file-where-a-folder-should-be"
    blocked.write_text("")
    settings.CONFIG = type(settings.CONFIG)({**settings.CONFIG.values, "HANDOVER_FILES": blocked})
    outcome = send(cast.alis, "6814990")
    assert codes(outcome) == ["transfer.no_room"]
    assert not Transfer.objects.exists()
