"""The index of the store, made anew by an operator."""

from io import StringIO

import pytest
from django.core.management import call_command

from handover.portal.lostpupils import indexing
from handover.portal.lostpupils.models import LostPupil, SearchKey, StandingKey, StandingSearch
from handover.portal.lostpupils.question import Question
from handover.portal.lostpupils.searching import find_hits
from handover.portal.lostpupils.standing import end_search, keep_search
from tests.files import SIAN, TOMOS, send
from tests.lost import lost_pupil
from tests.moments import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases("rows in batches")]


def made_anew() -> str:
    said = StringIO()
    call_command("index_lost_pupils", stdout=said)
    return said.getvalue()


def test_the_index_made_anew_finds_the_same_pupils(cast, monkeypatch):
    monkeypatch.setattr(indexing, "BATCH", 1)
    for number, child in enumerate((SIAN, TOMOS), start=1):
        send(cast.alis, "XXXXXXX", number=number, children=[child])
    before = set(SearchKey.objects.values_list("value", "pupil"))
    assert "Indexed 2 pupils, 0 of them" in made_anew()
    assert set(SearchKey.objects.values_list("value", "pupil")) == before


def test_what_is_broken_off_is_ended_by_the_worker_and_hides_nobody_meanwhile(cast, monkeypatch):
    for number, child in enumerate((SIAN, TOMOS), start=1):
        send(cast.alis, "XXXXXXX", number=number, children=[child])
    before = set(SearchKey.objects.values_list("value", "pupil"))
    monkeypatch.setattr(indexing, "renew_some_keys", lambda most: 0)
    indexing.reindex()
    monkeypatch.undo()
    assert set(SearchKey.objects.values_list("value", "pupil")) == before
    assert indexing.renewal_waits(NOW)
    assert indexing.renew_keys(NOW) == 2
    assert not indexing.renewal_waits(NOW)


def test_a_search_that_has_ended_gets_no_keys_again(cast):
    kept = keep_search(Question(surname="Oakhanger", forename="Ela"), cast.hana, NOW)
    end_search(kept, cast.hana.actor, NOW)
    assert not indexing.renew_keys_of_search(kept.pk)
    assert not StandingKey.objects.exists()


def test_a_file_lodged_before_there_was_an_index_is_found_after_it_is_made(cast):
    send(cast.alis, "XXXXXXX")
    SearchKey.objects.all().delete()
    LostPupil.objects.all().delete()
    assert find_hits(Question(surname="Prydderch")).hits == ()
    assert "Indexed 1 pupil, 1 of them" in made_anew()
    assert len(find_hits(Question(surname="Prydderch")).hits) == 1


# After an update that makes other keys.


@pytest.fixture
def updated(cast, monkeypatch):
    """Siân and Tomos are lost, and one search is kept; all of them have the keys of an older version."""
    monkeypatch.setattr(indexing, "RENEWED_AT_ONCE", 1)
    for number, child in enumerate((SIAN, TOMOS), start=1):
        send(cast.alis, "XXXXXXX", number=number, children=[child])
    keep_search(Question(surname="Oakhanger", forename="Ela"), cast.hana, NOW)
    SearchKey.objects.update(value=7)
    StandingKey.objects.update(value=8)
    LostPupil.objects.update(keys_version=1)
    StandingSearch.objects.update(keys_version=1)
    return cast


def test_after_an_update_the_worker_makes_the_keys_of_pupils_and_kept_searches_anew_by_itself(updated):
    assert find_hits(Question(surname="Prydderch")).hits == ()
    assert indexing.renewal_waits(NOW)
    assert indexing.renew_keys(NOW) == 3
    assert {hit.pupil.forename for hit in find_hits(Question(surname="Prydderch")).hits} == {"Siân", "Tomos"}
    assert not SearchKey.objects.filter(value=7).exists()
    assert StandingKey.objects.exists()
    assert not StandingKey.objects.filter(value=8).exists()


def test_once_all_keys_are_of_this_version_there_is_nothing_left_to_do(updated):
    indexing.renew_keys(NOW)
    made = set(SearchKey.objects.values_list("pk", flat=True))
    assert not indexing.renewal_waits(NOW)
    assert indexing.renew_keys(NOW) == 0
    assert set(SearchKey.objects.values_list("pk", flat=True)) == made


def test_the_worker_makes_so_many_in_one_run_and_goes_on_with_the_next(updated, monkeypatch):
    monkeypatch.setattr(indexing, "MOST_RENEWED", 2)
    assert indexing.renew_keys(NOW) == 2
    assert indexing.renewal_waits(NOW)
    assert indexing.renew_keys(NOW) == 1
    assert not indexing.renewal_waits(NOW)


def test_a_pupil_who_has_left_the_store_gets_no_keys_again(updated):
    LostPupil.objects.filter(pk=lost_pupil("Tomos").pk).update(in_store=False)
    SearchKey.objects.all().delete()
    indexing.renew_keys(NOW)
    assert set(SearchKey.objects.values_list("pupil", flat=True)) == {lost_pupil("Siân").pk}


def test_a_pupil_who_is_lodged_has_keys_of_this_version_and_so_has_one_whose_keys_the_command_made(cast):
    send(cast.alis, "XXXXXXX")
    assert not indexing.renewal_waits(NOW)
    LostPupil.objects.update(keys_version=1)
    made_anew()
    assert not indexing.renewal_waits(NOW)
