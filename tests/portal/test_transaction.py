"""Transactions: the audit entries last, what was undone is not written, and what the database aborts begins again."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Barrier, Event, current_thread

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, OperationalError, connection
from django.db.models.signals import pre_save
from django.test import Client

import handover.portal
from handover.portal import transaction
from handover.portal.audit.log import SITE, record
from handover.portal.audit.models import Entry
from handover.portal.audit.verify import verify
from handover.portal.establishments.models import Establishment
from handover.portal.jobs import BY_KEY
from handover.portal.locking import ORDER, lock_rows
from handover.portal.messaging.models import Draft, SecureMessage
from handover.portal.transfers import vault
from handover.portal.transfers.intake import UploadVerdict
from handover.portal.transfers.models import SealedFile, Transfer
from handover.portal.transfers.spool import IN_MEMORY
from handover.portal.work import running
from handover.portal.work.models import Run
from tests.cast import Cast, make_cast
from tests.files import ctf, name_of, send
from tests.moments import NOW

pytestmark = pytest.mark.both_databases("what a database aborts, and when it locks")

POSTGRESQL = connection.vendor == "postgresql"
locks_rows = pytest.mark.skipif(not POSTGRESQL, reason="SQLite has one writer at a time, and no locks of rows")
SOURCES = Path(handover.portal.__file__).parent
PATIENCE = 20


def actions() -> list[str]:
    return list(Entry.objects.order_by("sequence").values_list("action", flat=True))


@pytest.mark.django_db
def test_entries_are_written_when_nothing_else_is_left_to_do() -> None:
    with transaction.atomic():
        record("file.sent", actor=SITE, now=NOW)
        with transaction.atomic():
            record("file.recalled", actor=SITE, now=NOW)
        assert actions() == []
    assert actions() == ["file.sent", "file.recalled"]
    assert verify().ok


@pytest.mark.django_db
def test_entry_of_a_part_that_was_undone_is_not_written() -> None:
    with transaction.atomic():
        record("file.sent", actor=SITE, now=NOW)
        with suppress(ZeroDivisionError), transaction.atomic():
            record("file.recalled", actor=SITE, now=NOW)
            raise ZeroDivisionError
    assert actions() == ["file.sent"]


@pytest.mark.django_db
def test_nothing_of_a_transaction_that_was_undone_is_written_in_the_next() -> None:
    with suppress(ZeroDivisionError), transaction.atomic():
        record("file.sent", actor=SITE, now=NOW)
        raise ZeroDivisionError
    with transaction.atomic():
        pass
    assert actions() == []


@locks_rows
@pytest.mark.django_db(transaction=True)
def test_reference_to_nothing_is_found_before_the_head_of_the_log_is_locked() -> None:
    ends: list[str] = []

    def refer_to_nothing() -> None:
        with transaction.atomic():
            transaction.before_commit(lambda: ends.append("reached"))
            Establishment.objects.create(number="6812990", kind="school", la_number="681", name="A", successor_id=10**9)

    with pytest.raises(IntegrityError):
        refer_to_nothing()
    assert ends == []


def test_rows_are_locked_and_transactions_begun_through_the_sites_own_words_alone() -> None:
    """A bare `select_for_update` makes everybody wait who stores a row that points at the locked one."""
    bare = {
        f"{path.relative_to(SOURCES)}: {word}"
        for path in SOURCES.rglob("*.py")
        for word in ("select_for_update", "import transaction", "FOR UPDATE", "LOCK TABLE", "transaction.atomic(")
        for line in path.read_text().splitlines()
        if word in line and "from handover.portal import transaction" not in line
        if word != "transaction.atomic(" or "django_transaction" in line
        if "migrations" not in path.parts
    }
    assert bare == {
        "locking.py: select_for_update",
        "transaction.py: import transaction",
        "transaction.py: transaction.atomic(",
    }


def test_audit_head_is_the_last_in_the_order_of_locks() -> None:
    assert ORDER[-1] == "audit.Head"


@pytest.mark.django_db
def test_rows_of_a_table_without_a_place_in_the_order_are_not_locked() -> None:
    with pytest.raises(ValueError, match="ORDER"):
        lock_rows(Draft.objects.all())


@locks_rows
@pytest.mark.django_db
def test_lock_keeps_writers_away_and_not_those_who_refer_to_the_row() -> None:
    query = str(lock_rows(Transfer.objects.select_related("sealed")).query)
    assert query.endswith('FOR NO KEY UPDATE OF "transfers_transfer"')
    assert 'ORDER BY "transfers_transfer"."id" ASC' in query


# Two at once, step by step.


@pytest.fixture
def everybody() -> Cast:
    return make_cast()


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Do each act in a thread of its own."""

    def run(act: Callable[[], object]) -> object:
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as people:
        return list(people.map(run, acts))


@contextmanager
def waiting_for_each_other(sender: type, count: int) -> Iterator[None]:
    """Have each of so many threads stop where it first stores such a row, until all of them are there."""
    together, seen = Barrier(count, timeout=PATIENCE), set[str]()

    def wait(**_: object) -> None:
        if current_thread().name not in seen:
            seen.add(current_thread().name)
            together.wait()

    pre_save.connect(wait, sender=sender, weak=False)
    try:
        yield
    finally:
        pre_save.disconnect(wait, sender=sender)


def begun_again(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Return what was aborted by the database."""
    return [line.getMessage() for line in caplog.records if "aborted" in line.getMessage()]


@locks_rows
@pytest.mark.django_db(transaction=True)
def test_two_schools_that_send_to_each_other_at_one_moment_do_not_wait_for_ever(
    everybody: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    """Both have locked their own school when they refer to the other's, and only then the log is written."""
    with waiting_for_each_other(Transfer, 2):
        outcomes = at_once(lambda: send(everybody.alis, "6814990"), lambda: send(everybody.bryn, "6812990"))
    assert [outcome.verdict for outcome in outcomes] == [UploadVerdict.ACCEPTED, UploadVerdict.ACCEPTED]
    assert Transfer.objects.count() == SealedFile.objects.count() == 2
    assert begun_again(caplog) == []
    assert verify().ok


@locks_rows
@pytest.mark.django_db(transaction=True)
def test_who_has_asked_for_an_entry_may_still_lock_what_another_has_who_asks_for_one(everybody: Cast) -> None:
    """Several steps in one transaction: of old, the first step's entry held the log while the second waited for a row."""
    school = Establishment.objects.filter(pk=everybody.nant_primary.pk)
    asked, locked = Event(), Event()

    def asks_first() -> None:
        with transaction.atomic():
            record("file.sent", actor=SITE, now=NOW)
            asked.set()
            assert locked.wait(PATIENCE)
            lock_rows(school).get()

    def locks_first() -> None:
        assert asked.wait(PATIENCE)
        with transaction.atomic():
            lock_rows(school).get()
            locked.set()
            record("file.recalled", actor=SITE, now=NOW)

    at_once(asks_first, locks_first)
    assert sorted(actions()) == ["file.recalled", "file.sent"]


def crossed(
    first: Establishment, second: Establishment, together: Barrier, tries: list[str], over: Event
) -> Callable[[], None]:
    """Return a transaction that locks two rows one after the other, and waits for the other's between them. Begun again, it
    lets the other come to its end first.
    """

    def act() -> None:
        assert first.number not in tries or over.wait(PATIENCE)
        with transaction.atomic():
            record("file.sent", actor=SITE, subject=first.number, now=NOW)
            Establishment.objects.filter(pk=first.pk).update(town="A")
            tries.append(first.number)
            if tries.count(first.number) == 1:
                together.wait()
            Establishment.objects.filter(pk=second.pk).update(town="B")

    return act


@locks_rows
@pytest.mark.django_db(transaction=True)
def test_transaction_that_the_database_aborts_is_begun_again_and_stored_once(everybody: Cast) -> None:
    tries: list[str] = []
    one, other, together = everybody.nant_primary, everybody.glan_high, Barrier(2, timeout=PATIENCE)
    over = Event()

    def lasting(act: Callable[[], None]) -> None:
        transaction.retry(act)
        over.set()

    at_once(
        lambda: lasting(crossed(one, other, together, tries, over)),
        lambda: lasting(crossed(other, one, together, tries, over)),
    )
    assert len(tries) == 3
    assert sorted(Entry.objects.values_list("subject", flat=True)) == ["6812990", "6814990"]
    assert verify().ok


# What the database aborts, one after the other.


class Aborted(Exception):
    """The cause that PostgreSQL's driver gives for a deadlock."""

    sqlstate = "40P01"


class TurnedAway(Exception):
    """The cause that SQLite's driver gives to one who waited too long."""

    sqlite_errorcode = 5


class Gone(Exception):
    """The cause that PostgreSQL's driver gives where the server has gone."""

    sqlstate = "57P01"


def fault(cause: type[Exception]) -> OperationalError:
    """Return the fault as Django raises it."""
    wrapped = OperationalError("aborted")
    wrapped.__cause__ = cause()
    return wrapped


@contextmanager
def aborting(sender: type, times: int, cause: type[Exception] = Aborted, after: int = 0) -> Iterator[list[int]]:
    """Have the database abort so many that store such a row, after some that it lets pass."""
    met: list[int] = []

    def abort(**_: object) -> None:
        met.append(1)
        if after < len(met) <= after + times:
            raise fault(cause)

    pre_save.connect(abort, sender=sender, weak=False)
    try:
        yield met
    finally:
        pre_save.disconnect(abort, sender=sender)


@pytest.fixture
def alis(transactional_db: None) -> Client:
    cast = make_cast()
    client = Client(raise_request_exception=False, HTTP_ACCEPT_LANGUAGE="en")
    client.force_login(cast.alis)
    return client


def upload(client: Client, *numbers: int) -> object:
    files = [
        SimpleUploadedFile(name_of("6812990", "6814990", number), ctf("6812990", "6814990", note=str(number)))
        for number in numbers
    ]
    return client.post("/send/", {"files": files})


@pytest.mark.parametrize("cause", [Aborted, TurnedAway])
def test_upload_that_is_aborted_twice_is_taken_once(alis: Client, cause: type[Exception]) -> None:
    with aborting(Transfer, 2, cause) as tries:
        answer = upload(alis, 1)
    assert answer.status_code == 200
    assert len(tries) == 3
    assert Transfer.objects.count() == SealedFile.objects.count() == actions().count("file.sent") == 1


def test_upload_that_waits_sealed_in_a_temporary_file_is_read_again_when_its_request_is_begun_again(
    alis: Client,
) -> None:
    data = ctf("6812990", "6814990", note="x" * (2 * IN_MEMORY))
    with aborting(Transfer, transaction.TRIES) as tries:
        answer = alis.post("/send/", {"files": SimpleUploadedFile(name_of("6812990", "6814990", 1), data)})
    assert answer.status_code == 200
    assert len(tries) == transaction.TRIES + 1
    transfer = Transfer.objects.get()
    assert b"".join(vault.read_sealed(transfer.sealed)) == data
    assert actions() == ["file.sent"]


def test_of_several_files_those_that_went_are_not_sent_again(alis: Client) -> None:
    upload(alis, 1)
    with aborting(Transfer, 2) as tries:
        answer = upload(alis, 2, 3, 4)
    assert answer.status_code == 200
    assert len(tries) == 5
    assert sorted(Transfer.objects.values_list("file_name", flat=True)) == [
        name_of("6812990", "6814990", number) for number in (1, 2, 3, 4)
    ]
    assert "file.resent" not in actions()


def test_upload_that_is_aborted_each_time_is_told_so_with_a_remedy_and_leaves_nothing(alis: Client) -> None:
    with aborting(Transfer, 1000):
        answer = upload(alis, 1)
    assert answer.status_code == 503
    assert answer["Retry-After"] == "5"
    assert "Wait a moment and try again" in answer.content.decode()
    assert Transfer.objects.count() == SealedFile.objects.count() == 0
    assert actions() == []


def test_request_is_begun_again_with_its_form_and_its_session(alis: Client) -> None:
    recipients = alis.post("/messages/new/", {"template": "blank"}).url
    alis.post(recipients, {"do": "add", "schools": "4990"})
    with aborting(SecureMessage, 2):
        words = {"do": "send", "description": "About", "text": "Words"}
        answer = alis.post(recipients.removesuffix("recipients/"), words, follow=True)
    assert answer.status_code == 200
    assert SecureMessage.objects.count() == actions().count("message.sent") == 1
    assert Draft.objects.count() == 0


def test_upload_of_which_one_file_was_stored_before_the_next_was_aborted_is_not_begun_again(alis: Client) -> None:
    with aborting(Transfer, 1000, after=1) as tries:
        answer = upload(alis, 1, 2)
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "1 ffeil ar ei ffordd" in page
    assert "2 ffeil ar eu ffordd" not in page
    assert len(tries) == 4
    assert Transfer.objects.count() == SealedFile.objects.count() == 1
    assert actions() == ["file.sent"]


def test_fault_that_is_no_conflict_is_not_begun_again(alis: Client) -> None:
    with aborting(Transfer, 1, Gone) as tries:
        answer = upload(alis, 1)
    assert answer.status_code == 500
    assert len(tries) == 1


@pytest.mark.django_db(transaction=True)
def test_job_that_is_aborted_is_begun_again_at_once() -> None:
    job = BY_KEY["fold-reports"]
    tries: list[int] = []

    def fold(now: object) -> int:
        tries.append(1)
        if len(tries) < 3:
            raise fault(Aborted)
        return 7

    running.enter_jobs([job], NOW)
    run = running.run_if_due(running.Job(job.key, job.name, job.seconds, fold), running.new_worker(), early=True)
    assert run is not None
    assert (run.outcome, run.count) == (Run.objects.get().outcome, 7)
    assert run.outcome == "done"


@pytest.mark.django_db(transaction=True)
def test_part_of_a_transaction_is_not_begun_again_without_the_rest() -> None:
    tries: list[int] = []

    def part() -> None:
        tries.append(1)
        raise fault(Aborted)

    with pytest.raises(DatabaseError), transaction.atomic():
        transaction.retry(part)
    assert len(tries) == 1


@pytest.mark.django_db(transaction=True)
def test_undoing_a_trial_run_writes_no_entry() -> None:
    with transaction.atomic():
        record("file.sent", actor=SITE, now=NOW)
        with transaction.atomic():
            record("file.recalled", actor=SITE, now=NOW)
            transaction.set_rollback(True)
    assert actions() == ["file.sent"]
    with transaction.atomic():
        record("file.recalled", actor=SITE, now=NOW)
        transaction.set_rollback(True)
    assert actions() == ["file.sent"]
