"""The master key is changed, and nobody who works with the site notices: what was there before is found, opened and known."""

from datetime import date

import pytest
from django.test import Client

from handover.portal.accounts.second_step import fresh_codes, opened_secret, take_code
from handover.portal.accounts.sign_in_models import AuthenticatorApp, BrowserSession
from handover.portal.config import read_config
from handover.portal.expected import listing
from handover.portal.expected.arriving import Record
from handover.portal.expected.row import Expected
from handover.portal.lostpupils.models import StandingMatch
from handover.portal.lostpupils.question import Question
from handover.portal.lostpupils.searching import search_store
from handover.portal.lostpupils.standing import keep_search
from handover.portal.masterkeys.resealing import reseal_rows
from handover.portal.messaging.models import Template
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.pupils import carrying_names, carrying_upn
from handover.portal.transfers.vault import read_sealed
from tests.cast import SECRET
from tests.files import NOW, SIAN, TOMOS, ctf, name_of, send
from tests.master_keys import STAGES, changer
from tests.programs import program_of
from tests.sign_in import sign_in

__all__ = ["changer"]
pytestmark = [pytest.mark.django_db, pytest.mark.both_databases("rows are read and changed past the models")]
at_each_stage = pytest.mark.parametrize("stage", STAGES)
meanwhile_and_after = pytest.mark.parametrize("stage", ["begun", "finished"])


@at_each_stage
def test_files_open_to_the_byte_and_are_found_by_their_pupils(cast, changer, stage):
    before = send(cast.alis, "6814990").transfer
    changer.reach(stage)
    after = send(cast.alis, "6814990", number=2, children=[SIAN], note="later").transfer
    for transfer in Transfer.objects.all():
        assert b"".join(read_sealed(transfer.sealed)).startswith(b"<?xml")
    for found in (carrying_upn(SIAN.upn), carrying_names("sian prydd", "6814990")):
        assert set(Transfer.objects.filter(found)) == {before, after}
    assert not Transfer.objects.filter(carrying_upn(TOMOS.upn)).exists()


@meanwhile_and_after
def test_a_lost_pupil_is_found_and_one_who_comes_meets_a_search_that_was_kept(cast, changer, stage):
    send(cast.alis, "XXXXXXX", children=[SIAN])
    keep_search(Question(surname="Prydderch", forename="Tomos", birth_date=date(2017, 6, 30)), cast.hana, NOW)
    changer.reach(stage)
    hits = search_store(Question(surname="Prydderch", birth_date=date(2015, 2, 11)), cast.hana, NOW).fitting
    assert [hit.pupil.forename for hit in hits] == ["Siân"]
    send(cast.alis, "XXXXXXX", number=2, children=[TOMOS])
    assert StandingMatch.objects.count() == 1


@meanwhile_and_after
def test_the_record_of_an_expected_pupil_is_seen_and_the_pupil_listed_once(cast, changer, stage):
    pupils = [
        Expected(0, SIAN.upn, "", "", None, "6812990"),
        Expected(0, "", "Prydderch", "Tomos", date(2017, 6, 30), ""),
    ]
    assert listing.add_pupils(pupils, cast.bryn, NOW) == 2
    send(cast.alis, "6814990", children=[SIAN])
    changer.reach(stage)
    send(cast.alis, "6814990", number=2, children=[TOMOS])
    assert {there.record for _, there in listing.look_at_list(cast.bryn, NOW).rows} == {Record.ON_ITS_WAY}
    assert listing.add_pupils(pupils, cast.bryn, NOW) == 0


@meanwhile_and_after
def test_who_is_signed_in_stays_so_and_keeps_the_second_step(cast, client, changer, stage):
    codes = fresh_codes(cast.bryn)
    sign_in(client, "alis")
    assert client.get("/collect/").status_code == 200
    changer.reach(stage)
    assert client.get("/collect/").status_code == 200
    reseal_rows()
    assert client.get("/collect/").status_code == 200
    assert BrowserSession.objects.count() == 1
    assert take_code(cast.bryn, codes[0], NOW)
    assert not take_code(cast.bryn, codes[0], NOW)
    assert opened_secret(AuthenticatorApp.objects.get(user=cast.lowri).secret) == SECRET


@meanwhile_and_after
def test_a_program_that_repeats_a_request_gets_the_answer_of_before(cast, changer, stage):
    program = program_of(cast.alis)
    first = program.send(
        name_of("6812990", "6814990"), ctf("6812990", "6814990"), idempotency_key="a1", sender_reference="17"
    )
    changer.reach(stage)
    again = program.send(
        name_of("6812990", "6814990"), ctf("6812990", "6814990"), idempotency_key="a1", sender_reference="17"
    )
    assert again["Idempotency-Replayed"] == "true"
    assert again.json() == first.json()
    assert len(program_of(cast.alis).get("/outbox?sender_reference=17").json()["items"]) == 1
    assert Transfer.objects.count() == 1


@meanwhile_and_after
def test_sealed_texts_are_read_and_written(cast, changer, stage):
    Template.objects.create(name="Question", text="Where is she?")
    changer.reach(stage)
    template = Template.objects.get(name="Question")
    assert template.text == "Where is she?"
    template.text = "Where is he?"
    template.save()
    reseal_rows()
    assert Template.objects.get(name="Question").text == "Where is he?"


def test_with_another_secret_key_people_stay_signed_in_as_long_as_the_one_of_before_is_given(cast, client, settings):
    sign_in(client, "alis")
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = (
        [settings.SECRET_KEY],
        "another-secret-key-of-invented-people-" * 2,
    )
    assert client.get("/collect/").status_code == 200
    settings.SECRET_KEY_FALLBACKS = []
    sign_in(other := Client(), "bryn")
    settings.SECRET_KEY = "a-third-secret-key-of-invented-people-" * 2
    assert other.get("/collect/").status_code == 302


def test_the_setting_of_the_old_secret_key_is_what_django_takes():
    config = read_config({"HANDOVER_MODE": "demo", "HANDOVER_SECRET_KEY_OLD": "one,two"})
    assert config.secret_key_old == ("one", "two")
    assert read_config({"HANDOVER_MODE": "demo"}).secret_key_old == ()
