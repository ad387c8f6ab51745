"""A vendor gets training keys on a page, and works with them at the addresses where others work with real ones."""

import os
import re
import shutil
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from handover.portal.audit.models import Entry
from handover.portal.config import Config
from handover.portal.configuration.setting import settings_replaced
from handover.portal.retention.keeping import keep_retention
from handover.portal.training.county_folders import home_of, training_folder
from handover.portal.training.models import TrainingCounty, TrainingKey
from handover.portal.training.wiping import keep_training
from handover.portal.transfers.models import Transfer
from tests.counties import CONFIRMING, NEW, OLD, make_county_vendor, send_to, state_of
from tests.files import ctf, name_of
from tests.programs import Program

pytestmark = pytest.mark.django_db
KEY = re.compile(r"hnd_test_[a-z]{8}_[A-Za-z0-9]{43}")


def test_anybody_gets_keys_by_one_button_and_they_work_at_once():
    page = Client().get("/training/").content.decode()
    assert "Training Primary School" in page
    assert "Get training keys" in page
    assert KEY.search(page) is None
    given = Client().post("/training/")
    assert given["Cache-Control"] == "no-store"
    keys = list(dict.fromkeys(KEY.findall(given.content.decode())))
    assert [Program(f"Bearer {key}").get("/me").json()["mailbox"] for key in keys] == ["681LLLL", OLD, NEW]


def test_only_digests_of_keys_are_kept_and_that_a_county_was_given_is_written_down(vendor):
    row = TrainingKey.objects.get(office=OLD)
    assert row.prefix in vendor.keys[0]
    assert len(row.digest) == 64
    assert row.digest not in vendor.keys[0]
    entry = Entry.objects.get(action="training.given")
    assert entry.subject == vendor.name
    assert not any(key[18:] in repr(entry.__dict__) for key in vendor.keys)


def test_one_vendor_plays_both_ends(vendor):
    data = ctf(OLD, NEW)
    assert vendor.old.send(name_of(OLD, NEW), data).status_code == 201
    (waiting,) = vendor.new.get("/inbox").json()["items"]
    assert vendor.new.fetch(waiting["reference"]) == data
    assert vendor.new.post(f"/transfers/{waiting['reference']}/acknowledge").json()["state"] == "confirmed"
    assert vendor.old.get("/outbox").json()["items"][0]["state"] == "confirmed"


def test_nothing_of_it_is_on_the_site_and_nothing_of_the_site_is_in_it(cast, vendor):
    send_to(vendor, NEW)
    assert not Transfer.objects.exists()
    assert vendor.old.get("/establishments/6811990").status_code == 404  # a school of the site alone
    assert Entry.objects.filter(action__startswith="file.").count() == 0


def test_two_vendors_never_meet(vendor):
    other = make_county_vendor()
    sent = send_to(vendor, NEW)
    reference = sent.json()["transfer"]["reference"]
    assert other.new.get("/inbox").json()["items"] == []
    assert other.old.get(f"/transfers/{reference}").status_code == 404


def test_a_site_without_training_has_no_page_and_takes_no_training_key(vendor):
    with settings_replaced({Config.training: False}):
        assert Client().get("/training/").status_code == 404
        assert 'href="/training/"' not in Client().get("/api/v1/").content.decode()
        refused = vendor.old.get("/me")
    assert (refused.status_code, refused.json()["code"]) == (403, "key.training_off")


def test_an_address_gets_so_many_counties_a_day_and_a_site_has_so_many():
    with settings_replaced({Config.training_counties_a_day: 1}):
        assert KEY.search(Client().post("/training/").content.decode())
        refused = Client().post("/training/")
        assert refused.status_code == 409
        assert "come back tomorrow" in refused.content.decode()
        assert KEY.search(Client().post("/training/", REMOTE_ADDR="203.0.113.5").content.decode())
        TrainingCounty.objects.update(made_at=timezone.now() - timedelta(days=2))
        assert Client().post("/training/").status_code == 200
    with settings_replaced({Config.training_counties: 3}):
        refused = Client().post("/training/", REMOTE_ADDR="203.0.113.6", HTTP_ACCEPT_LANGUAGE="cy")
    assert refused.status_code == 409
    assert "Mae pob sir hyfforddi ar y wefan hon yn cael ei defnyddio" in refused.content.decode()


def test_a_full_county_takes_nothing_more_until_it_is_emptied(vendor):
    with settings_replaced({Config.training_mb: 1}):
        refused = send_to(vendor, NEW)
        assert (refused.status_code, refused.json()["code"]) == (413, "api.training_full")
        assert vendor.new.get("/inbox").status_code == 200
        assert vendor.old.post("/training/reset").status_code == 204


def test_at_night_every_county_is_wiped_and_the_keys_go_on(vendor):
    sent = send_to(vendor, CONFIRMING)
    vendor.old.post("/training/clock", {"days": 2})
    now = timezone.now()
    assert keep_training(now) == 1
    assert vendor.old.get(f"/transfers/{sent.json()['transfer']['reference']}").status_code == 404
    assert vendor.old.get("/training").json()["ahead_days"] == 0
    assert keep_training(now) == 0  # once a night
    send_to(vendor, CONFIRMING)
    assert keep_training(now + timedelta(days=1)) == 1
    assert vendor.old.get("/outbox").json()["items"] == []


def test_where_nobody_has_a_county_the_night_makes_no_template():
    for folder in training_folder().iterdir():
        shutil.rmtree(folder) if folder.is_dir() else folder.unlink()
    assert keep_training(timezone.now()) == 0
    assert list(training_folder().iterdir()) == []


def test_a_county_that_nobody_uses_ends_with_its_keys_and_its_folder(vendor):
    assert home_of(vendor.name).is_dir()
    TrainingCounty.objects.update(last_used_at=timezone.now() - timedelta(days=32))
    keep_retention(timezone.now())
    assert not TrainingKey.objects.exists()
    assert not home_of(vendor.name).exists()
    assert vendor.old.get("/me").json()["code"] == "key.unknown"


def test_use_keeps_a_county(vendor):
    TrainingCounty.objects.update(last_used_at=timezone.now() - timedelta(days=20))
    vendor.old.get("/me")
    assert timezone.now() - TrainingCounty.objects.get().last_used_at < timedelta(minutes=1)


def test_a_county_of_before_an_update_is_made_anew_at_its_next_use(vendor):
    send_to(vendor, CONFIRMING)
    (vendor.county.folder / "stamp").write_text("of another version")
    assert vendor.old.get("/outbox").json()["items"] == []
    assert state_of(vendor.old, send_to(vendor, CONFIRMING)) == "confirmed"


def test_folders_of_no_county_are_removed_at_night_and_those_of_counties_stay(vendor):
    left = home_of("0f0f0f0f-0000-4000-8000-000000000000")
    left.mkdir()
    os.utime(left, (0, 0))
    keep_training(timezone.now())
    assert not left.exists()
    assert vendor.old.get("/me").status_code == 200


def test_what_a_program_reads_stands_as_code_on_the_page_and_no_marks_are_left(client, db):
    page = client.get("/training/").content.decode()
    assert "<code>confirmed</code>" in page
    assert "`" not in page.partition("<main")[2].partition("</main>")[0]
