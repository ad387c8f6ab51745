"""Who held a record, when, and that it is the same record: signed as it happens, and verified with nothing but the export."""

import hashlib
import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from handover.common.custody.checking import check_export
from handover.common.custody.events import FILE_EVENTS, PUPIL_EVENTS
from handover.common.custody.exports import read_export, read_key_ends
from handover.portal.audit.models import Entry
from handover.portal.custody.exporting import export_custody
from handover.portal.custody.keys import list_public_keys, use_signing_key
from handover.portal.custody.models import CustodyEntry, CustodyKey
from handover.portal.custody.writing import append_custody_entry
from handover.portal.hub.life import MOVE_STEPS
from handover.portal.hub.models import Move
from handover.portal.hub.moving import begin_move, take_move_step
from handover.portal.transfers import collecting
from handover.portal.transfers.flow import LIFE, STEPS
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.moving import take_step
from tests.cast import Cast
from tests.files import NOW, SIAN, TOMOS, ctf, send

LATER = NOW + timedelta(hours=3)
NOT_NOTED = {"ask", "decline", "lapse", "see"}
"""Steps in which a file changes no hands: it is still with its sender, or somebody looked."""


def sent(cast: Cast) -> Transfer:
    """Send Siân's record from Nant y Wennol to Glan Wennol."""
    transfer = send(cast.alis, "6814990").transfer
    assert transfer is not None
    return transfer


def arrived(cast: Cast) -> Transfer:
    """Send it, and have it collected and confirmed."""
    transfer = sent(cast)
    collecting.start_collection([transfer.reference], cast.bryn, LATER)
    for event in ("collect", "confirm"):
        take_step(event, transfer, by=cast.bryn, now=LATER)
    return transfer


def exported(transfer: Transfer | Move) -> dict:
    data = export_custody(transfer.reference, LATER)
    assert data is not None
    return json.loads(data)


def entries(record: object) -> list[tuple[int, str, str, str]]:
    rows = CustodyEntry.objects.filter(record=record).order_by("number")
    return [(row.number, row.event, row.by, row.holder) for row in rows]


def wrong(document: dict, keys: dict | None = None, digest: str = "") -> list[str]:
    export = read_export(json.dumps(document).encode())
    found = check_export(export, keys or read_export(json.dumps(document).encode()).keys, digest)
    return [finding.code for finding in found]


def test_a_file_that_arrives_was_held_by_the_site_and_then_by_the_next_school(cast: Cast):
    transfer = arrived(cast)
    assert entries(transfer.reference) == [
        (1, "send", "6812990", "site"),
        (2, "collect", "6814990", "6814990"),
        (3, "confirm", "6814990", "6814990"),
    ]
    digest = hashlib.sha256(ctf("6812990", "6814990")).hexdigest()
    assert set(CustodyEntry.objects.values_list("digest", flat=True)) == {digest}
    assert wrong(exported(transfer), digest=digest) == []


def test_a_refused_file_is_with_its_sender_again(cast: Cast):
    transfer = sent(cast)
    take_step("reject", transfer, by=cast.bryn, now=LATER, reason="not ours")
    assert entries(transfer.reference)[-1] == (2, "reject", "6814990", "6812990")


def test_every_step_of_a_file_is_noted_or_changes_no_hands():
    assert {event.key for event in FILE_EVENTS} == set(STEPS) - NOT_NOTED
    assert {event.key for event in PUPIL_EVENTS} <= set(MOVE_STEPS)


def test_a_step_that_is_undone_leaves_no_entry(cast: Cast, monkeypatch: pytest.MonkeyPatch):
    transfer = sent(cast)
    monkeypatch.setitem(STEPS, "collect", STEPS["collect"].__class__(**{**_fields("collect"), "notices": ("no such",)}))
    with pytest.raises(KeyError):
        take_step("collect", transfer, by=cast.bryn, now=LATER)
    assert entries(transfer.reference) == [(1, "send", "6812990", "site")]


def _fields(event: str) -> dict:
    step = next(row for row in LIFE if row.event == event)
    return {name: getattr(step, name) for name in step.__dataclass_fields__}


def test_a_file_sent_on_continues_the_chain_of_the_one_before(cast: Cast):
    first = send(cast.alis, "681LLLL").transfer
    assert first is not None
    child = Transfer.objects.get(pk=first.pk)
    child.pk, child.reference, child.parent = None, Move().reference, first
    child.source, child.destination, child.state, child.file_name = (
        "681LLLL",
        "6814990",
        "sent",
        "681LLLL_CTF_6814990_001.xml",
    )
    Transfer.objects.bulk_create([child])
    append_custody_entry(
        child.reference,
        "send",
        by="681LLLL",
        source="681LLLL",
        destination="6814990",
        digest=child.digest,
        now=LATER,
        parent=first.reference,
    )
    document = exported(child)
    assert [chain["record"] for chain in document["chains"]] == [str(child.reference), str(first.reference)]
    assert wrong(document) == []
    document["chains"][0]["entries"][0]["parent_hash"] = "f" * 64
    assert "parent" in wrong(document)


def test_a_pupils_record_in_the_next_software_is_signed_with_the_digest_of_its_objects(cast: Cast):
    transfer = send(cast.alis, "6814990", children=(SIAN, TOMOS)).transfer
    move = begin_move(
        "receive", Move(trigger="file", source="6812990", destination="6814990", transfer=transfer, place=1), now=NOW
    )
    take_move_step("hand_over", move, now=LATER, digest="ab" * 32)
    take_move_step("take_in", move, now=LATER)
    take_move_step("arrive", move, now=LATER, by=cast.bryn.actor)
    rows = CustodyEntry.objects.filter(record=move.reference).order_by("number")
    assert [(row.event, row.holder, row.pupil) for row in rows] == [
        ("hand_over", "site", 2),
        ("take_in", "6814990", 2),
        ("arrive", "6814990", 2),
    ]
    assert [row.digest for row in rows] == ["ab" * 32, "ab" * 32, "ab" * 32]
    document = exported(move)
    assert [chain["kind"] for chain in document["chains"]] == ["pupil", "file"]
    assert wrong(document) == []
    assert [chain["record"] for chain in exported(transfer)["chains"]] == [str(transfer.reference), str(move.reference)]


def test_a_row_that_somebody_changed_or_took_out_of_the_database_is_found_in_the_export(cast: Cast):
    transfer = arrived(cast)
    row = CustodyEntry.objects.get(record=transfer.reference, number=2)
    CustodyEntry.objects.filter(pk=row.pk).update(holder="6602991")
    assert wrong(exported(transfer)) == ["changed"]
    CustodyEntry.objects.filter(pk=row.pk).update(holder=row.holder, signature="00" * 64)
    assert wrong(exported(transfer)) == ["signature"]
    row.delete()
    assert wrong(exported(transfer)) == ["missing"]


def test_two_who_add_to_one_chain_at_once_cannot_both(cast: Cast):
    transfer = sent(cast)
    twin = CustodyEntry.objects.get(record=transfer.reference)
    twin.pk = None
    with pytest.raises(IntegrityError):
        CustodyEntry.objects.bulk_create([twin])


def test_what_a_step_adds_costs_the_same_however_long_the_chain_is(cast: Cast):
    transfer = arrived(cast)
    counts = []
    for _ in range(3):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            append_custody_entry(
                transfer.reference,
                "collect_again",
                by="6814990",
                source="6812990",
                destination="6814990",
                digest="",
                now=LATER,
            )
        counts.append(len(asked))
    assert counts == [2, 2, 2]


def test_the_export_names_nobody(cast: Cast):
    transfer = arrived(cast)
    text = json.dumps(exported(transfer), ensure_ascii=False)
    for word in ("Siân", "Prydderch", "B681299003017", "2015", "alis", "Alis", "bryn", "Madog", transfer.file_name):
        assert word not in text, word


def test_a_school_downloads_it_from_the_files_page_and_the_log_says_so(cast: Cast, signed_in):
    transfer = arrived(cast)
    for person in (cast.alis, cast.bryn):
        page = signed_in(person).get(f"/files/{transfer.reference}/")
        assert f"/files/{transfer.reference}/custody/" in page.content.decode()
        answer = signed_in(person).get(f"/files/{transfer.reference}/custody/")
        assert answer["Content-Disposition"] == f'attachment; filename="custody-{transfer.reference}.json"'
        assert wrong(json.loads(answer.content)) == []
    assert Entry.objects.filter(action="custody.exported", subject=str(transfer.reference)).count() == 2
    assert signed_in(cast.carys).get(f"/files/{transfer.reference}/custody/").status_code == 404


def test_the_keys_are_published_to_everybody(cast: Cast, client):
    transfer = arrived(cast)
    (published,) = client.get("/custody/keys/").json()["keys"]
    key = CustodyKey.objects.get()
    assert (published["id"], published["public"], published["until"]) == (key.key_id, key.public, "")
    assert exported(transfer)["keys"] == [published]


def ends_by_now() -> dict[str, str]:
    return read_key_ends(json.dumps({"keys": list_public_keys(NOW)}).encode())


@pytest.mark.parametrize(("days", "codes"), [(3, {"key_ended"}), (0, set())], ids=["long before", "just then"])
def test_what_a_key_signed_after_another_had_followed_it_is_told(cast: Cast, settings, days, codes):
    export = read_export(json.dumps(exported(arrived(cast))).encode())
    (old,) = CustodyKey.objects.values_list("key_id", flat=True)
    CustodyKey.objects.update(used_from=NOW - timedelta(days=9))
    assert ends_by_now() == {}
    settings.CONFIG = type(settings.CONFIG)({**settings.CONFIG.values, "HANDOVER_CUSTODY_KEY": 2})
    use_signing_key(NOW - timedelta(days=days))
    assert list(ends_by_now()) == [old]
    assert {finding.code for finding in check_export(export, export.keys, "", ends_by_now())} == codes


def test_what_an_older_key_signed_stays_good(cast: Cast, settings):
    transfer = sent(cast)
    settings.CONFIG = type(settings.CONFIG)({**settings.CONFIG.values, "HANDOVER_CUSTODY_KEY": 2})
    collecting.start_collection([transfer.reference], cast.bryn, LATER)
    take_step("collect", transfer, by=cast.bryn, now=LATER)
    document = exported(transfer)
    assert len({entry["key"] for entry in document["chains"][0]["entries"]}) == 2
    assert len(document["keys"]) == 2
    assert wrong(document) == []
