"""A site whose files are in a bucket: what schools, programs and operators meet, on good days and on bad ones."""

import pytest
from django.utils import timezone

from handover.portal.storage.interface import StorageFault
from handover.portal.stores import sweeping
from handover.portal.stores.belonging import check_removing
from handover.portal.stores.checking import look_through
from handover.portal.stores.inventory import take_inventory
from handover.portal.stores.models import SiteIdentity
from handover.portal.stores.starting import CannotStart, check_start
from handover.portal.transfers import vault
from handover.portal.transfers.models import DamagedFile, SealedFile, Transfer
from tests.files import ctf, name_of, send
from tests.moments import NOW
from tests.programs import program_of
from tests.s3_server import _client, _s3_server, bucket, hangs_up, s3, says, site_on_s3
from tests.stores import use

__all__ = ["_client", "_s3_server", "bucket", "s3", "site_on_s3"]
LONG = ctf("9364990", "6814990", note="long " * 40_000)
SLOW_DOWN = says("503 Slow Down", "SlowDown")


def key_of(transfer):
    name = transfer.sealed_id.hex
    return f"handover/{name[:2]}/{name[2:4]}/{name}"


def test_a_file_goes_to_the_bucket_sealed_and_comes_back_to_the_byte(site_on_s3, cast):
    old, new = program_of(cast.dev), program_of(cast.bryn)
    reference = old.send(name_of("9364990", "6814990"), LONG).json()["transfer"]["reference"]
    transfer = Transfer.objects.get()
    assert site_on_s3.list_keys() == sorted([key_of(transfer), "handover/site.json"])
    assert b"Prydderch" not in site_on_s3.read(key_of(transfer))
    assert new.fetch(reference) == LONG
    assert new.fetch(reference, range="bytes=70000-70009") == LONG[70_000:70_010]


def test_while_the_store_takes_nothing_a_program_is_told_to_come_again_and_nothing_is_kept(
    site_on_s3, s3, cast, caplog
):
    s3.plan(SLOW_DOWN, "PUT")
    answer = program_of(cast.dev).send(name_of("9364990", "6814990"), LONG)
    assert (answer.status_code, answer.json()["code"]) == (503, "api.no_store")
    assert "the store is asked for too much" in caplog.text
    assert not Transfer.objects.exists()
    assert not SealedFile.objects.exists()
    assert site_on_s3.list_keys() == ["handover/site.json"]


def test_while_the_store_takes_nothing_a_secretary_is_told_in_a_sentence(site_on_s3, s3, cast):
    s3.plan(hangs_up, "PUT")
    (problem,) = send(cast.alis, "6814990").problems
    assert problem.code == "transfer.no_room"
    assert problem.kind.message.en == (
        "The site cannot store the file just now: it has no room, or does not reach its store. Nothing was sent."
    )


def test_while_the_store_gives_nothing_no_file_counts_as_lost(site_on_s3, s3, cast):
    program = program_of(cast.bryn)
    reference = send(cast.alis, "6814990").transfer.reference
    for fault in (SLOW_DOWN, hangs_up, says("404 Not Found", "NoSuchBucket")):
        s3.plan(fault, "GET")
        answer = program.get(f"/transfers/{reference}/content")
        assert (answer.status_code, answer.json()["code"]) == (503, "api.no_store")
        with pytest.raises(vault.NoStore):
            list(look_through(NOW))
    assert not DamagedFile.objects.exists()
    s3.plan(None)
    assert program.get(f"/transfers/{reference}/content").status_code == 200


def test_a_file_that_is_changed_or_missing_in_the_bucket_is_damaged(site_on_s3, cast):
    changed, gone = (send(cast.alis, "6814990", number=n, note=str(n)).transfer for n in (1, 2))
    data = bytearray(site_on_s3.read(key_of(changed)))
    data[-20] ^= 1
    site_on_s3.write(key_of(changed), bytes(data))
    site_on_s3.client.delete_object(Bucket=site_on_s3.address.bucket, Key=key_of(gone))
    site_on_s3.write("handover/notes.bak", b"?")
    orphan = vault.seal_file([b"left behind"], NOW)
    assert {(each.wrong, each.name) for each in look_through(NOW)} == {
        ("unreadable", str(changed.sealed_id)),
        ("missing", str(gone.sealed_id)),
        ("nameless", orphan.name.hex),
        ("stray", "notes.bak"),
    }


def test_a_file_that_no_row_names_is_moved_aside_in_the_bucket_and_comes_back_when_one_does(
    site_on_s3, cast, monkeypatch
):
    sealed = vault.seal_file([b"x"], NOW)
    monkeypatch.setattr(sweeping, "UNDER_WAY", -sweeping.UNDER_WAY)  # what is stored this moment is no upload under way
    assert sweeping.sweep_files(timezone.now()) == 1
    assert any(key.startswith("handover/aside/") for key in site_on_s3.list_keys())
    sealed.save()
    assert b"".join(vault.read_sealed(sealed)) == b"x"
    assert not any(key.startswith("handover/aside/") for key in site_on_s3.list_keys())


def test_what_could_not_be_removed_stops_nobody_and_nobody_can_open_it(site_on_s3, s3, caplog):
    sealed = vault.seal_file([b"x"], NOW)
    s3.plan(SLOW_DOWN, "DELETE")
    vault.delete_sealed(sealed.name)
    assert "is left in s3://" in caplog.text
    assert [each.name for each in take_inventory().nameless] == [sealed.name]


def test_the_bucket_of_another_site_stops_the_start(site_on_s3):
    check_start(NOW)
    SiteIdentity.objects.update(identity="00000000-0000-4000-8000-000000000001")
    with pytest.raises(CannotStart, match="do not belong together"):
        check_start(NOW)


def test_a_store_that_is_away_stops_the_start_and_the_jobs_that_remove_in_one_sentence(site_on_s3, s3):
    for method in ("GET", "PUT"):
        s3.plan(says("403 Forbidden", "InvalidAccessKeyId"), method)
        with pytest.raises(CannotStart) as met:
            check_start(NOW)
        assert str(met.value) == (
            f"HANDOVER_FILES cannot be used: the store does not know the site's key: {site_on_s3.address}"
        )
    s3.plan(SLOW_DOWN, "GET")
    with pytest.raises(StorageFault):
        check_removing(NOW)


def test_readyz_says_why_the_store_takes_nothing(site_on_s3, s3, client):
    assert "files: ok\n" in client.get("/readyz").content.decode()
    s3.plan(says("403 Forbidden", "RequestTimeTooSkewed"), "PUT")
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert "files: failed: this machine's clock and the store's are too far apart\n" in answer.content.decode()


def test_a_folder_that_is_not_there_yet_and_an_empty_bucket_are_both_marked(site_on_s3, settings, tmp_path):
    assert b"identity" in site_on_s3.read("handover/site.json")
    use(settings, tmp_path / "new")
    check_start(NOW)
    assert (tmp_path / "new" / "site.json").exists()
