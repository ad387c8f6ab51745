"""Files that the virus scanner looks at: those that pass, those that are refused, and those that are held until it looks."""

from functools import partial

import pytest

from handover.portal.audit.models import Entry
from handover.portal.notices.models import Notice
from handover.portal.transfers import answers
from handover.portal.transfers.flow import State
from handover.portal.transfers.intake import UploadVerdict
from handover.portal.transfers.models import SealedFile, Transfer
from handover.portal.transfers.moving import AlreadyMoved, take_step
from handover.portal.transfers.scan_holds import count_unscanned, scan_held_files
from tests.backups import run_killed_at
from tests.clamd_server import clamd, put_away, scanned_site
from tests.files import ctf, name_of, send
from tests.moments import NOW
from tests.programs import program_of
from tests.stores import in_place, store

__all__ = ["clamd", "scanned_site", "store"]
FOUND = b"stream: Test.Signature FOUND\0"


def fresh(transfer):
    return Transfer.objects.select_related("sealed").get(pk=transfer.pk)


@pytest.fixture
def held(scanned_site, cast):
    """A file that came while the scanner gave no answer."""
    scanned_site.says = b""
    return send(cast.alis, "6814990")


def test_a_file_that_the_scanner_passes_goes_as_always(scanned_site, cast):
    outcome = send(cast.alis, "6814990")
    assert (outcome.verdict, outcome.transfer.stage) == (UploadVerdict.ACCEPTED, State.SENT)
    assert scanned_site.taken == [ctf("6812990", "6814990")]


def test_a_file_with_a_virus_is_refused_and_nothing_of_it_is_kept(scanned_site, cast, store):
    scanned_site.says = FOUND
    (problem,) = send(cast.alis, "6814990").problems
    assert problem.code == "transfer.infected"
    assert "Test.Signature" in problem.message("en")
    assert (Transfer.objects.count(), SealedFile.objects.count(), in_place(store)) == (0, 0, {})
    assert Entry.objects.filter(action="file.refused").exists()


def test_a_program_that_sends_a_virus_is_told_so(scanned_site, cast):
    scanned_site.says = FOUND
    answer = program_of(cast.alis).send(name_of("6812990", "6814990"), ctf("6812990", "6814990"))
    assert answer.status_code == 422
    assert [problem["code"] for problem in answer.json()["problems"]] == ["transfer.infected"]


def test_a_file_that_nobody_scanned_is_held_with_a_reason_and_counted(held, cast, signed_in):
    assert (held.verdict, held.transfer.stage) == (UploadVerdict.HELD, State.HELD)
    assert [problem.code for problem in held.problems] == ["transfer.scan_awaited"]
    assert count_unscanned() == {"broke_off": 1}
    page = signed_in(cast.gwilym).get("/metrics").content.decode()
    assert 'handover_files_unscanned{reason="broke_off"} 1\n' in page
    assert not Notice.objects.exists()


def test_a_sender_reads_that_it_goes_by_itself(held, cast, signed_in):
    page = signed_in(cast.alis).get(f"/files/{held.transfer.reference}/").content.decode()
    assert "ni all y sganiwr firysau edrych arni ar hyn o bryd. Bydd yn mynd ohoni ei hun" in page


def test_it_goes_by_itself_once_the_scanner_has_passed_it(held, scanned_site, cast):
    assert scan_held_files(NOW) == 0
    scanned_site.says = None
    assert scan_held_files(NOW) == 1
    assert (fresh(held.transfer).stage, count_unscanned()) == (State.SENT, {})
    assert scan_held_files(NOW) == 0
    assert "arrived" in Notice.objects.values_list("kind", flat=True)
    assert program_of(cast.bryn).fetch(str(held.transfer.reference)) == ctf("6812990", "6814990")


def test_a_held_file_with_a_virus_is_dropped_its_bytes_are_destroyed_and_the_sender_is_told(
    store, held, scanned_site, cast, django_capture_on_commit_callbacks
):
    scanned_site.says = FOUND
    with django_capture_on_commit_callbacks(execute=True):
        assert scan_held_files(NOW) == 1
    assert (fresh(held.transfer).stage, fresh(held.transfer).sealed) == (State.WITHDRAWN, None)
    assert (SealedFile.objects.count(), in_place(store)) == (0, {})
    assert "Test.Signature" in Entry.objects.get(action="file.infected").details
    assert set(Notice.objects.values_list("kind", flat=True)) == {"infected"}


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_is_killed_between_the_scan_and_the_sending_leaves_it_to_the_next(held, scanned_site):
    scanned_site.says = None
    # At the first thing that it makes lasting, at the second …: whichever it is, nothing of a file's way is half done.
    for point in (1, 2, 3):
        if not run_killed_at(point, partial(scan_held_files, NOW)):
            break
        assert Transfer.objects.filter(state="held").count() == SealedFile.objects.exclude(unscanned="").count()
    scan_held_files(NOW)
    assert fresh(held.transfer).stage is State.SENT
    assert not SealedFile.objects.exclude(unscanned="").exists()


def test_the_reason_follows_what_the_scanner_says(held, scanned_site, settings):
    scanned_site.says = b"INSTREAM size limit exceeded. ERROR\0"
    scan_held_files(NOW)
    assert count_unscanned() == {"too_large": 1}
    scanned_site.version = b"ClamAV 1.4.6\0"
    scan_held_files(NOW)
    assert count_unscanned() == {"old_signatures": 1}
    put_away(settings)
    scan_held_files(NOW)
    assert count_unscanned() == {"away": 1}


@pytest.mark.parametrize("event", ["send", "hold", "lodge", "redirect"])
def test_nobody_gets_a_held_file_past_the_scanner_by_hand(held, cast, event):
    with pytest.raises(AlreadyMoved):
        take_step(event, held.transfer, by=cast.alis, now=NOW)
    with pytest.raises(AlreadyMoved):
        take_step("forward", held.transfer, by=None, now=NOW)
    assert fresh(held.transfer).stage is State.HELD


def test_the_receiver_neither_opens_nor_fetches_it(held, cast):
    program = program_of(cast.bryn)
    assert program.get(f"/transfers/{held.transfer.reference}/content").json()["code"] == "api.gone"
    assert str(held.transfer.reference) not in program.get("/transfers?box=in").content.decode()


def test_its_sender_calls_it_back(held, cast):
    assert take_step("recall", held.transfer, by=cast.alis, now=NOW).stage is State.RECALLED
    assert not Notice.objects.exists()
    assert scan_held_files(NOW) == 0


def test_a_file_with_a_question_is_scanned_while_it_waits_and_held_after_a_yes(scanned_site, cast):
    scanned_site.says = b""
    send(cast.alis, "6814990", note="first")
    scanned_site.says = b""
    outcome = send(cast.alis, "6814990", note="second")
    assert (outcome.verdict, outcome.transfer.stage) == (UploadVerdict.ASKED, State.ASKING)
    answered = answers.say_yes(fresh(outcome.transfer), cast.alis, NOW)
    assert answered.stage is State.HELD
    scanned_site.says = None
    assert scan_held_files(NOW) == 2
    assert fresh(outcome.transfer).stage is State.SENT


def test_a_file_with_a_question_that_was_scanned_meanwhile_goes_after_a_yes(scanned_site, cast):
    scanned_site.says = b""
    send(cast.alis, "6814990", note="first")
    outcome = send(cast.alis, "6814990", note="second")
    scanned_site.says = None
    scan_held_files(NOW)
    assert fresh(outcome.transfer).stage is State.ASKING
    assert answers.say_yes(fresh(outcome.transfer), cast.alis, NOW).stage is State.SENT


def test_sending_a_held_file_again_sends_nothing_twice(held, cast):
    assert send(cast.alis, "6814990").verdict is UploadVerdict.RESENT
    assert Transfer.objects.count() == 1


def test_without_a_scanner_nothing_is_held(cast, settings, db):
    settings.CONFIG = type(settings.CONFIG)({**settings.CONFIG.values, "HANDOVER_CLAMD": None})
    assert send(cast.alis, "6814990").transfer.stage is State.SENT


def test_a_scanner_that_was_taken_out_of_the_settings_lets_held_files_go(held, settings):
    settings.CONFIG = type(settings.CONFIG)({**settings.CONFIG.values, "HANDOVER_CLAMD": None})
    assert scan_held_files(NOW) == 1
    assert fresh(held.transfer).stage is State.SENT


def test_a_lost_pupils_file_goes_into_the_store_only_when_it_was_scanned(scanned_site, cast):
    scanned_site.says = b""
    lost = send(cast.alis, "XXXXXXX").transfer
    assert lost.stage is State.HELD
    scanned_site.says = None
    scan_held_files(NOW)
    assert fresh(lost).stage is State.LODGED


def test_a_damaged_held_file_stops_no_other(held, scanned_site, cast):
    second = send(cast.alis, "6814990", number=2, note="second").transfer
    SealedFile.objects.filter(pk=held.transfer.sealed_id).update(size=1)
    scanned_site.says = None
    assert scan_held_files(NOW) == 1
    assert fresh(second).stage is State.SENT
    assert fresh(held.transfer).stage is State.HELD
