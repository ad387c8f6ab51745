"""The index of the store, made anew by an operator."""

from io import StringIO

import pytest
from django.core.management import call_command

from handover.portal.lostpupils import indexing
from handover.portal.lostpupils.models import LostPupil, SearchKey
from handover.portal.lostpupils.question import Question
from handover.portal.lostpupils.searching import find_hits
from tests.files import SIAN, TOMOS, send

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


def test_a_file_lodged_before_there_was_an_index_is_found_after_it_is_made(cast):
    send(cast.alis, "XXXXXXX")
    SearchKey.objects.all().delete()
    LostPupil.objects.all().delete()
    assert find_hits(Question(surname="Prydderch")).hits == ()
    assert "Indexed 1 pupil, 1 of them" in made_anew()
    assert len(find_hits(Question(surname="Prydderch")).hits) == 1
