"""A search that is kept, and whom to ask when the store does not know the pupil."""

from datetime import date, timedelta

import pytest

from handover.portal.lostpupils import enquiry, standing
from handover.portal.lostpupils.models import LostPupil, StandingKey, StandingMatch, StandingSearch
from handover.portal.lostpupils.question import Question
from handover.portal.notices.models import Notice
from tests.files import SIAN, TOMOS, Child, send
from tests.moments import NOW

pytestmark = pytest.mark.django_db

LOOKED_FOR = Question(surname="Prytherch", forename="Sian", birth_date=date(2015, 2, 11))
ADDRESS = "<Address><BS7666Address><Town>Llangrug</Town></BS7666Address></Address>"


def told() -> set[str]:
    return set(Notice.objects.filter(kind="lost_met").values_list("recipient", flat=True))


def test_both_authorities_hear_when_a_pupil_arrives_who_is_looked_for(cast):
    search = standing.keep_search(LOOKED_FOR, cast.jac, NOW)
    send(cast.alis, "XXXXXXX", now=NOW + timedelta(days=200))
    (match,) = search.matches.all()
    assert match.pupil == LostPupil.objects.get()
    assert told() == {"jac@example.org", "hana@example.org", "idris@example.org"}
    for notice in Notice.objects.filter(kind="lost_met"):
        assert not any(word in notice.subject + notice.body for word in (SIAN.surname, SIAN.forename, SIAN.upn))


def test_another_child_is_no_match(cast):
    standing.keep_search(LOOKED_FOR, cast.jac, NOW)
    send(cast.alis, "XXXXXXX", children=[TOMOS])
    assert not StandingMatch.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"surname": "Nowak"},
        {"forename": "Tomos"},
        {"birth_date": date(2009, 10, 27)},
    ],
    ids=str,
)
def test_a_child_who_differs_in_a_name_or_was_born_another_day_is_no_match(cast, wrong):
    said = {"surname": "Prytherch", "forename": "Sian", "birth_date": date(2015, 2, 11)}
    standing.keep_search(Question(**(said | {"gender": "F", "town": "Llangrug"})), cast.jac, NOW)
    standing.keep_search(Question(**(said | wrong)), cast.ffion, NOW)
    send(cast.alis, "XXXXXXX", children=[Child(SIAN.upn, SIAN.surname, SIAN.forename, SIAN.born, "F", ADDRESS)])
    (match,) = StandingMatch.objects.all()
    assert match.search.by == cast.jac


def test_an_authority_that_looks_for_its_own_schools_pupil_is_told_once(cast):
    standing.keep_search(LOOKED_FOR, cast.hana, NOW)
    send(cast.alis, "XXXXXXX")
    assert Notice.objects.filter(kind="lost_met", recipient="idris@example.org").count() == 1


def test_a_search_that_was_ended_is_met_by_nobody(cast):
    search = standing.keep_search(LOOKED_FOR, cast.jac, NOW)
    assert standing.end_search(search, cast.jac.actor, NOW)
    assert not standing.end_search(search, cast.jac.actor, NOW)
    send(cast.alis, "XXXXXXX")
    assert told() == set()
    assert not standing.running_searches(cast.jac).exists()


def test_a_search_by_upn_is_met(cast):
    standing.keep_search(Question(upn=SIAN.upn), cast.jac, NOW)
    send(cast.alis, "MMMMMMM")
    assert StandingMatch.objects.count() == 1


def test_after_a_year_the_search_ends_and_forgets_what_it_asked(cast):
    search = standing.keep_search(LOOKED_FOR, cast.jac, NOW)
    assert standing.end_due_searches(NOW + timedelta(days=364)) == 0
    assert standing.end_due_searches(NOW + timedelta(days=366)) == 1
    search.refresh_from_db()
    assert (bytes(search.content), search.question) == (b"", Question())
    assert not StandingKey.objects.exists()
    send(cast.alis, "XXXXXXX", now=NOW + timedelta(days=367))
    assert told() == set()


def test_a_search_that_has_run_out_is_not_met_even_before_it_is_cleared_away(cast):
    standing.keep_search(LOOKED_FOR, cast.jac, NOW)
    send(cast.alis, "XXXXXXX", now=NOW + timedelta(days=367))
    assert told() == set()


@pytest.mark.parametrize("question", [Question(), Question(town="Llangrug"), Question(gender="F")], ids=str)
def test_a_vague_search_is_not_kept(cast, question):
    with pytest.raises(ValueError, match="vague"):
        standing.keep_search(question, cast.jac, NOW)
    assert not StandingSearch.objects.exists()


def test_an_authority_sees_only_its_own_searches(cast):
    search = standing.keep_search(LOOKED_FOR, cast.jac, NOW)
    assert list(standing.running_searches(cast.jac)) == [search]
    assert list(standing.running_searches(cast.hana)) == []


# Whom to ask.


def leads(question, hints, by) -> list[tuple[str, int]]:
    return [(lead.authority.number, len(lead.reasons)) for lead in enquiry.leads(question, hints, by, NOW)]


def leads_to(question, by) -> list[enquiry.Lead]:
    return enquiry.leads(question, enquiry.Hints(), by, NOW)


def test_the_last_school_an_old_address_and_the_flow_of_pupils_point_to_an_authority(cast):
    cast.fern_academy.town = "Fernbridge"
    cast.fern_academy.save()
    send(cast.carys, "6812990")
    question = Question(surname="Oakhanger", town="fernbridge")
    assert leads(question, enquiry.Hints(school="Fern Hill"), cast.hana) == [("936LLLL", 2), ("660LLLL", 1)]


def test_the_flow_of_a_year_counts_files_to_ones_own_schools_the_busiest_first(cast):
    send(cast.dev, "6812990")
    send(cast.carys, "6812990")
    send(cast.carys, "6814990", number=2)
    for number in (3, 4, 5):
        send(cast.dev, "6812990", number=number, note=str(number), now=NOW - timedelta(days=366))
    send(cast.alis, "6814990")
    send(cast.alis, "6602991")
    assert enquiry.busiest_senders("681", NOW) == [("660", 2), ("936", 1)]
    reasons = {lead.authority.number: lead.reasons for lead in leads_to(Question(surname="Oakhanger"), cast.hana)}
    assert reasons["660LLLL"][0].en == "Pupils often move between there and us: 2 files in a year."
    assert reasons["936LLLL"][0].cy == "Mae disgyblion yn aml yn symud rhwng yno a ni: 1 ffeil mewn blwyddyn."


def test_a_school_is_known_by_its_number_or_by_letters_of_its_name(cast):
    assert list(enquiry.schools_called("6602991")) == [cast.grug_primary]
    assert list(enquiry.schools_called("grug BAY")) == [cast.grug_primary]
    assert list(enquiry.schools_called("Council")) == []


def test_of_many_schools_of_one_name_and_many_places_of_one_town_a_few_count(cast, monkeypatch):
    monkeypatch.setattr(enquiry, "MOST_OF_A_KIND", 2)
    assert len(enquiry.schools_called("School")) == 2
    for place in (cast.nant_primary, cast.grug_primary, cast.fern_academy):
        place.town = "Newtown"
        place.save()
    assert len(enquiry.las_of("NEWTOWN")) == 2


def test_a_lost_brother_or_sister_points_to_an_authority(cast):
    send(cast.carys, "XXXXXXX", children=[Child("", "Oakhanger", "Gwen", "2012-02-02", more=ADDRESS)])
    question = Question(surname="Oakhanger", town="Llangrug", forename="Ela")
    assert ("660LLLL", 1) in leads(question, enquiry.Hints(), cast.hana)


def test_nothing_points_anywhere_and_ones_own_authority_is_never_asked(cast):
    assert leads(Question(surname="Oakhanger"), enquiry.Hints(school="Nant y Wennol"), cast.hana) == []


def test_never_more_than_a_few_are_asked(cast):
    from handover.portal.establishments.models import Establishment, EstablishmentKind

    for number in range(820, 840):
        for estab, kind in (("LLLL", EstablishmentKind.LA), ("2990", EstablishmentKind.SCHOOL)):
            Establishment.objects.create(
                number=f"{number}{estab}", kind=kind, la_number=number, name=f"St Mary {number}", town="Newtown"
            )
    hints = enquiry.Hints(school="St Mary", towns=("Newtown",))
    assert len(enquiry.leads(Question(surname="Oakhanger"), hints, cast.hana, NOW)) == enquiry.MOST_ASKED
