"""Sealed values open for their row alone, and lists of them can still be sorted."""

import tempfile
from datetime import date
from pathlib import Path

import pytest
from django.core.exceptions import FieldError
from django.db import connection

from handover.common.sealing import CannotUnseal, open_record, seal_record
from handover.matching.linking import ResourceLimits, open_database
from handover.portal.lostpupils import worklist
from handover.portal.lostpupils.leaving import forget_pupil
from handover.portal.lostpupils.models import LostPupil, SearchKey
from handover.portal.notices.models import Notice
from handover.portal.sealed import PIECE, seal_values
from tests.files import SIAN, TOMOS, send
from tests.lost import lost_pupil
from tests.moments import NOW

pytestmark = pytest.mark.both_databases("how sealed columns are stored")

KEY = bytes(range(32))


def test_a_record_opens_with_its_key_and_as_itself_alone():
    sealed = seal_record(b"Prydderch", KEY, "lost pupil 1")
    assert open_record(sealed, KEY, "lost pupil 1") == b"Prydderch"
    attempts = [
        (sealed, KEY, "lost pupil 2"),
        (sealed, KEY[::-1], "lost pupil 1"),
        (sealed[:-1] + bytes([sealed[-1] ^ 1]), KEY, "lost pupil 1"),
        (b"\x02" + sealed[1:], KEY, "lost pupil 1"),
        (sealed[:20], KEY, "lost pupil 1"),
        (b"", KEY, "lost pupil 1"),
    ]
    for attempt in attempts:
        with pytest.raises(CannotUnseal):
            open_record(*attempt)


def test_the_length_of_what_is_sealed_does_not_tell_a_name():
    lengths = {len(seal_values({"surname": name}, "lost pupils", "1")) for name in ("Li", "Prydderch", "Tudur-Rees")}
    assert lengths == {1 + 12 + PIECE + 16}
    assert seal_values("same", "lost pupils", "1") != seal_values("same", "lost pupils", "1")


@pytest.fixture
def two_lost(cast):
    for number, child in enumerate((SIAN, TOMOS), start=1):
        send(cast.alis, "XXXXXXX", number=number, children=[child])
    return cast


@pytest.mark.django_db
def test_who_a_pupil_is_cannot_be_passed_off_as_another(two_lost):
    sian, tomos = lost_pupil("Siân"), lost_pupil("Tomos")
    LostPupil.objects.filter(pk=tomos.pk).update(content=bytes(sian.content))
    tomos.refresh_from_db()
    with pytest.raises(CannotUnseal):
        _ = tomos.surname


@pytest.mark.django_db
def test_a_name_is_neither_asked_of_the_database_nor_set_alone(two_lost):
    with pytest.raises(FieldError):
        LostPupil.objects.filter(surname="Prydderch").exists()
    with pytest.raises(AttributeError):
        lost_pupil("Siân").surname = "Jones"


@pytest.mark.django_db
def test_a_pupil_who_leaves_loses_every_key_also_those_of_an_older_version(two_lost):
    sian = lost_pupil("Siân")
    SearchKey.objects.create(value=42, pupil=sian)
    forget_pupil(sian, "found", NOW)
    assert not SearchKey.objects.filter(pupil=sian).exists()
    assert SearchKey.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("key", "descending", "order"),
    [
        ("surname", False, ["Siân", "Tomos"]),
        ("surname", True, ["Tomos", "Siân"]),
        ("birth_date", True, ["Tomos", "Siân"]),
        ("lodged_at", False, ["Siân", "Tomos"]),
    ],
)
def test_the_authoritys_list_is_sorted_by_what_is_sealed_too(two_lost, key, descending, order):
    pupils = worklist.sorted_by(worklist.responsible_for("681"), key, descending=descending)
    assert [pupil.forename for pupil in pupils] == order
    assert lost_pupil("Siân").birth_date == date(2015, 2, 11)


@pytest.mark.django_db
def test_an_empty_text_is_stored_empty_and_found_so():
    Notice.objects.create(kind="invited", recipient="a@example.org", subject="Hello", body="", created_at=NOW)
    assert Notice.objects.filter(body="").count() == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT subject, body FROM notices_notice")
        ((subject, body),) = cursor.fetchall()
    assert (b"Hello" in bytes(subject), bytes(body)) == (False, b"")


@pytest.mark.django_db
@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="a setting of SQLite")
def test_sqlite_overwrites_what_it_deletes():
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete")
        assert cursor.fetchone() == (1,)


def test_what_a_matching_overflows_is_on_the_disk_only_encrypted(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with open_database(ResourceLimits(threads=1, memory=40)) as database:
        database.execute(
            "CREATE TABLE rest AS SELECT i, 'Quillfeather-' || hash(i) || repeat('y', 200) AS name FROM range(400000) r(i)"
        )
        spilt = [path.read_bytes() for path in Path(tmp_path).rglob("*") if path.is_file()]
    assert sum(map(len, spilt)) > 1_000_000
    assert not any(b"Quillfeather" in held for held in spilt)
    assert list(tmp_path.iterdir()) == []
