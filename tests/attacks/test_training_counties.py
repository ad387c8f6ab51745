"""Training and real records never touch: no key, thread, answer, count or fault leads from the one into the other."""

import threading
from contextlib import closing, suppress
from pathlib import Path

import pytest
from django.db import connection, connections
from django.test import Client

from handover.common.sealing import CannotUnseal
from handover.portal import clock, transaction
from handover.portal.api.turns import forget_turns
from handover.portal.apikeys.holders import KeyRefused, find_key_holder
from handover.portal.apikeys.models import ApiKey
from handover.portal.config import Config
from handover.portal.configuration.setting import settings_replaced
from handover.portal.county import entered_county
from handover.portal.establishments.models import Establishment
from handover.portal.sealed import open_values, seal_values
from handover.portal.training.entering import BadCountyEntry, enter_county
from handover.portal.transfers import vault
from handover.portal.transfers.models import Transfer
from handover.portal.zones.broker import broker
from tests.counties import CONFIRMING, NEW, OLD, make_county_vendor, send_to, training_site
from tests.files import ctf, name_of
from tests.keys import bearer, give_key
from tests.programs import Program, program_of

pytestmark = pytest.mark.django_db
HERE = "127.0.0.1"


@pytest.fixture(autouse=True)
def _training():
    with training_site():
        yield


def where_am_i() -> tuple[object, str, int]:
    """Return where this thread works: in which county, on which database, and with how many schools."""
    return entered_county(), str(connection.settings_dict["NAME"]), Establishment.objects.count()


def test_a_real_key_opens_nothing_in_a_county_even_where_its_digest_was_put_there(cast):
    made, vendor = give_key(cast.alis, "send"), make_county_vendor()
    with enter_county(vendor.county):
        ApiKey.objects.filter(establishment__number=OLD).update(prefix=made.key.prefix, digest=made.key.digest)
        with pytest.raises(KeyRefused):
            find_key_holder(bearer(made), HERE, clock.now())
    assert program_of(cast.alis).get("/me").json()["establishment"]["name"] == "Nant y Wennol Primary School"


def test_a_training_key_opens_nothing_on_the_site_even_where_its_digest_was_put_there(cast):
    made, vendor = give_key(cast.alis, "send"), make_county_vendor()
    with enter_county(vendor.county):
        digest = ApiKey.objects.get(establishment__number=OLD)
    ApiKey.objects.filter(pk=made.key.pk).update(prefix=digest.prefix, digest=digest.digest)
    with pytest.raises(KeyRefused):
        find_key_holder(f"Bearer {vendor.keys[0]}", HERE, clock.now())
    assert vendor.old.get("/me").json()["establishment"]["name"] == "Training Primary School"


@pytest.mark.parametrize("change", [lambda key: key[:-1] + "x" * (key[-1] != "x") + "y" * (key[-1] == "x")])
def test_a_training_key_with_another_secret_is_refused_and_braked_like_any(cast, change):
    vendor = make_county_vendor()
    wrong = Program(f"Bearer {change(vendor.keys[0])}")
    assert wrong.get("/me").json()["code"] == "key.unknown"
    assert (
        Program(f"Bearer {vendor.keys[0].replace('hnd_test_', 'hnd_live_')}").get("/me").json()["code"] == "key.unknown"
    )


def test_a_training_key_in_an_address_is_refused(cast):
    vendor = make_county_vendor()
    refused = vendor.old.get(f"/inbox?cursor={vendor.keys[0]}")
    assert refused.json()["code"] == "key.in_address"


def test_the_thread_is_back_on_the_site_after_every_answer_and_every_fault(cast, monkeypatch):
    before, vendor = where_am_i(), make_county_vendor()
    vendor.old.get("/me")
    send_to(vendor, CONFIRMING)
    vendor.old.get("/nothing-here")
    vendor.old.post("/transfers?name=x", b"no file")
    vendor.old.post("/training/reset")
    assert where_am_i() == before
    with pytest.raises(ZeroDivisionError), enter_county(vendor.county):
        raise ZeroDivisionError
    assert where_am_i() == before


def test_a_download_is_drawn_in_its_county_and_leaves_the_thread_on_the_site_between_two_pieces(cast):
    before, vendor = where_am_i(), make_county_vendor()
    data = ctf(OLD, NEW, note="x" * 200_000)
    reference = vendor.old.send(name_of(OLD, NEW), data).json()["transfer"]["reference"]
    answer = vendor.new.get(f"/transfers/{reference}/content")
    pieces = iter(answer.streaming_content)
    first = next(pieces)
    assert where_am_i() == before
    assert first + b"".join(pieces) == data
    assert where_am_i() == before


def test_what_is_done_after_a_transaction_is_done_in_the_county(cast):
    vendor, seen = make_county_vendor(), []
    with enter_county(vendor.county), transaction.atomic():
        transaction.on_commit(lambda: seen.append(entered_county()))
    assert [county.name for county in seen] == [vendor.name]


def test_a_county_is_not_entered_within_a_transaction_of_the_site_or_out_of_another(cast):
    one, other = make_county_vendor().county, make_county_vendor().county
    with transaction.atomic(), pytest.raises(BadCountyEntry), enter_county(one):
        pass
    with enter_county(one), pytest.raises(BadCountyEntry), enter_county(other):
        pass
    assert entered_county() is None


def test_a_thread_that_is_begun_in_a_county_is_on_the_site(cast):
    vendor, seen = make_county_vendor(), []

    def look():
        with closing(connections["default"]):
            seen.append((entered_county(), str(connection.settings_dict["NAME"]), clock.now()))

    with enter_county(vendor.county):
        thread = threading.Thread(target=look)
        thread.start()
        thread.join()
    assert seen[0][0] is None
    assert "training" not in seen[0][1]


@pytest.mark.django_db(transaction=True)
def test_two_at_once_in_one_process_each_stay_where_they_belong(cast):
    vendors = [make_county_vendor(), make_county_vendor()]
    both, seen = threading.Barrier(2), {}

    def work(vendor):
        try:
            with enter_county(vendor.county):
                both.wait(30)
                Establishment.objects.filter(number=OLD).update(town=vendor.name)
                both.wait(30)
                seen[vendor.name] = Establishment.objects.get(number=OLD).town
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=(vendor,)) for vendor in vendors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == {vendor.name: vendor.name for vendor in vendors}
    assert not Establishment.objects.filter(town__in=seen).exists()


def test_what_the_site_sealed_opens_in_no_county_and_the_other_way_round(cast):
    vendor = make_county_vendor()
    of_the_site = seal_values({"surname": "Prydderch"}, "names", "row 1")
    with enter_county(vendor.county):
        with pytest.raises(CannotUnseal):
            open_values(of_the_site, "names", "row 1")
        of_the_county = seal_values({"surname": "Nobody"}, "names", "row 1")
    with pytest.raises(CannotUnseal):
        open_values(of_the_county, "names", "row 1")


def test_no_file_of_a_county_lies_among_those_of_the_site(cast, settings):
    def names() -> set[Path]:
        return {path for path in settings.CONFIG.files.rglob("*") if path.is_file()}

    before, vendor = names(), make_county_vendor()
    send_to(vendor, NEW)
    begun = vendor.old.post("/uploads", {"name": name_of(OLD, NEW, 2), "size": 10}).json()
    vendor.old.ask("PATCH", f"/uploads/{begun['id']}", b"12345", upload_offset="0")
    assert names() == before


def test_an_upload_in_pieces_goes_on_in_its_county_and_nobody_elses(cast):
    vendor, other, live = make_county_vendor(), make_county_vendor(), program_of(cast.alis)
    data = ctf(OLD, NEW)
    begun = vendor.old.post("/uploads", {"name": name_of(OLD, NEW), "size": len(data)}).json()
    for stranger in (other.old, live):
        assert stranger.ask("PATCH", f"/uploads/{begun['id']}", data, upload_offset="0").status_code == 404
    assert vendor.old.ask("PATCH", f"/uploads/{begun['id']}", data, upload_offset="0").status_code == 204
    assert vendor.old.post(f"/uploads/{begun['id']}/finish").status_code == 201
    assert not Transfer.objects.exists()


def test_one_idempotency_key_stands_for_one_request_on_each_side(cast):
    vendor, live = make_county_vendor(), program_of(cast.alis)
    data, name, once = ctf(OLD, NEW), name_of(OLD, NEW), {"idempotency_key": "leaver-17"}
    in_training, for_real = vendor.old.send(name, data, **once), live.send(name, data, **once)
    assert "Idempotency-Replayed" not in for_real
    assert in_training.json()["transfer"]["reference"] != for_real.json()["transfer"]["reference"]
    assert vendor.old.send(name, data, **once)["Idempotency-Replayed"] == "true"
    assert Transfer.objects.get().reference.hex == for_real.json()["transfer"]["reference"].replace("-", "")


def test_requests_of_training_never_count_towards_those_of_a_real_key(cast):
    forget_turns()
    vendor, live = make_county_vendor(), program_of(cast.alis)
    with enter_county(vendor.county):
        numbers = dict(ApiKey.objects.values_list("establishment__number", "pk"))
    ApiKey.objects.filter(establishment=cast.nant_primary).update(id=numbers[OLD])  # the same row number on both sides
    with settings_replaced({Config.training_requests_a_minute: 2}):
        assert [vendor.old.get("/me").status_code for _ in range(3)] == [200, 200, 429]
    assert live.get("/me").status_code == 200
    forget_turns()


def test_the_clock_of_a_county_moves_nothing_outside(cast):
    before, vendor, other = clock.now(), make_county_vendor(), make_county_vendor()
    vendor.old.post("/training/clock", {"days": 1})
    assert vendor.new.get("/training").json()["ahead_days"] == 1
    assert other.old.get("/training").json()["ahead_days"] == 0
    assert (clock.now() - before).days == 0


def test_a_real_key_moves_no_clock_and_brings_nothing_about(cast):
    live = program_of(cast.alis)
    for method, path, body in (
        ("GET", "/training", None),
        ("GET", "/training/emails", None),
        ("POST", "/training/clock", {"days": 1}),
        ("POST", "/training/situations", {"situation": "busy"}),
        ("POST", "/training/reset", None),
    ):
        refused = live.ask(method, path, body)
        assert (refused.status_code, refused.json()["code"]) == (403, "api.no_training")


def test_a_county_has_no_zones_and_its_pages_are_nobodys(cast):
    vendor = make_county_vendor()
    with enter_county(vendor.county), pytest.raises(RuntimeError):
        broker()
    visitor = Client(HTTP_AUTHORIZATION=vendor.old.authorization)
    assert visitor.get("/keys/").status_code == 302  # to the sign-in page: a key opens no page


def test_a_damaged_file_of_a_county_is_the_countys_matter(cast):
    vendor = make_county_vendor()
    reference = send_to(vendor, NEW).json()["transfer"]["reference"]
    with enter_county(vendor.county):
        name = Transfer.objects.get(reference=reference).sealed.name
        vault.sealed_path(name).write_bytes(b"HND1\nnot what it was")
    with suppress(ConnectionError):
        assert vendor.new.get(f"/transfers/{reference}/content").json()["code"] == "api.damaged"
    assert entered_county() is None
