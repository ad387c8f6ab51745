"""The pages on which an authority says of two files whether they are of the same pupil."""

import re
from itertools import combinations
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from handover.portal.audit.models import Entry
from handover.portal.lostpupils.models import LostPupil, SamePupilCase
from handover.portal.transfers.moving import take_step
from tests.files import SIAN, Child, send
from tests.lost import case_of, say_of
from tests.moments import NOW

pytestmark = pytest.mark.django_db


def boy(upn: str, middle: str, more: str = "") -> Child:
    details = f"<BasicDetails><MiddleNames>{middle}</MiddleNames><NCyearActual>6</NCyearActual></BasicDetails>{more}"
    return Child(upn, "Siddiqui", "Muhammad", "2015-06-06", "M", details)


def lost(sender, child: Child, number: int = 1) -> LostPupil:
    return send(sender, "XXXXXXX", children=[child], number=number, note=str(number)).transfer.lost_pupil


@pytest.fixture
def boys(cast) -> tuple[LostPupil, LostPupil]:
    return lost(cast.alis, boy("R68129902611A", "Hamza")), lost(cast.alis, boy("E68129902612A", "Haris"), 2)


@pytest.fixture
def hana(cast, signed_in):
    return signed_in(cast.hana)


def page(response) -> str:
    """Return a page without the marks on the letters that differ."""
    return re.sub("</?mark[^>]*>", "", response.content.decode())


def address(case: SamePupilCase) -> str:
    return reverse("lost-same-case", args=[case.reference])


def answer(browser, case: SamePupilCase, said: str, seen: int | None = None):
    form = {"answer": said, "seen": case.answers if seen is None else seen}
    return browser.post(address(case), form, follow=True)


def test_the_officer_sees_both_children_side_by_side_with_what_differs_and_why_they_may_be_one(boys, hana):
    shown = page(hana.get(address(case_of(*boys))))
    for text in ("R68129902611A", "E68129902612A", "Hamza", "Haris", "Year group", "The forename is the same."):
        assert text in shown
    assert shown.count(">Different</strong>") == 2, "The middle names and the UPNs differ."
    for_one, _, for_two = shown.partition("What speaks for two children")
    assert "The date of birth is the same." in for_one.partition("What speaks for one child")[2]
    assert "middle names are different" in for_two


def test_every_look_and_every_answer_is_in_the_log(boys, hana):
    case = case_of(*boys)
    hana.get("/lost/same/")
    hana.get(address(case))
    answer(hana, case, "two")
    acts = [
        entry.action for entry in Entry.objects.filter(username="hana", action__startswith="lost.").order_by("sequence")
    ]
    assert acts == ["lost.alike_listed", "lost.alike_viewed", "lost.alike_answered", "lost.alike_listed"]


def test_after_an_answer_the_next_pair_comes_and_after_the_last_the_list(boys, cast, hana):
    lost(cast.alis, SIAN, 3), lost(cast.alis, SIAN, 4)
    first, second = SamePupilCase.objects.all()
    assert answer(hana, first, "unsure").redirect_chain == [(address(second), 302)]
    last = answer(hana, second, "same")
    assert last.redirect_chain == [("/lost/same/", 302)]
    assert "No pairs are on this list." in page(last)
    assert "Siddiqui" in page(hana.get("/lost/same/?view=unsure"))
    assert "Prydderch" in page(hana.get("/lost/same/?view=same"))


def test_the_same_pupil_can_be_taken_back_and_both_are_listed_again(boys, hana):
    case = case_of(*boys)
    assert "Take the answer back" not in page(hana.get(address(case)))
    answer(hana, case, "same")
    assert "Answer of hana (681)" in page(hana.get(address(case)))
    assert "stands for both" in page(hana.get(reverse("lost-pupil", args=[boys[0].reference])))
    assert "Other files of the same pupil" in page(hana.get(reverse("lost-pupil", args=[boys[1].reference])))
    answer(hana, case_of(*boys), "take_back")
    assert {LostPupil.objects.get(pk=each.pk).listed for each in boys} == {True}
    assert case_of(*boys).answer == ""


def test_nothing_chosen_is_said_beside_the_question(boys, hana):
    case = case_of(*boys)
    refused = hana.post(address(case), {"seen": 0})
    assert (refused.status_code, "Choose what they are." in page(refused)) == (422, True)
    assert hana.post(address(case), {"answer": "perhaps", "seen": 0}).status_code == 422
    assert case_of(*boys).answers == 0


def test_who_looked_before_a_colleague_answered_sees_that_answer_first(boys, cast, hana):
    case = case_of(*boys)
    say_of(*boys, "two", cast.hana)
    late = answer(hana, case, "same", seen=0)
    assert late.redirect_chain == [(address(case), 302)]
    assert "Somebody else has answered since you looked." in page(late)
    assert case_of(*boys).answer == "two"


def test_an_answer_that_contradicts_another_leads_to_that_one(boys, cast, hana):
    third = lost(cast.alis, boy("", "Haris"), 3)
    say_of(boys[0], third, "two", cast.hana)
    say_of(*boys, "same", cast.hana)
    refused = answer(hana, case_of(boys[1], third), "same")
    assert refused.redirect_chain == [(address(case_of(boys[0], third)), 302)]
    assert "contradicts what was said of another pair" in page(refused)


def test_of_a_pupil_who_has_left_there_is_nothing_to_decide(boys, cast, hana):
    case = case_of(*boys)
    take_step("recall", boys[1].transfer, by=cast.alis, now=NOW)
    shown = page(hana.get(address(case)))
    assert "nothing to decide any more" in shown
    assert "Siddiqui" not in shown
    assert answer(hana, case, "same").redirect_chain == [("/lost/same/", 302)]


def test_two_who_were_once_closed_together_are_named_by_their_files_until_the_authority_has_answered(boys, cast, hana):
    SamePupilCase.objects.update(because="closed")
    for each in boys:
        take_step("recall", each.transfer, by=cast.alis, now=NOW)
    assert "1 pair of lost pupils&#39; files" in page(hana.get("/"))
    shown = page(hana.get("/lost/same/?view=closed"))
    assert {each.transfer.file_name in shown for each in boys} == {True}
    case = case_of(*boys)
    asked = page(hana.get(address(case)))
    assert "have the other&#39;s file sent to the store again" in asked
    assert "Siddiqui" not in asked
    assert "Both stay" not in asked
    answer(hana, case, "two")
    assert "Closed together by mistake?" not in page(hana.get("/lost/same/"))
    assert boys[0].transfer.file_name in page(hana.get("/lost/same/?view=two"))
    assert "pair of lost pupils&#39; files" not in page(hana.get("/"))


def test_both_authorities_see_the_pair_of_files_of_two_schools_and_no_third(cast, signed_in):
    case = case_of(lost(cast.alis, boy("", "Hamza")), lost(cast.carys, boy("", "Hamza"), 2))
    assert all(signed_in(person).get(address(case)).status_code == 200 for person in (cast.hana, cast.jac))
    own = case_of(lost(cast.alis, SIAN, 3), lost(cast.alis, SIAN, 4))
    assert signed_in(cast.jac).get(address(own)).status_code == 404
    assert signed_in(cast.idris).get(address(own)).status_code == 403


def test_another_school_is_among_what_speaks_for_two_children(cast, signed_in):
    lost(cast.alis, boy("A681299003001", "Adnan"))
    lost(cast.carys, boy("A681299003001", "Adnan"))
    shown = page(signed_in(cast.hana).get(address(SamePupilCase.objects.get())))
    assert "The schools are different" in shown


def test_the_home_of_another_authoritys_child_is_shown_as_its_district_alone(cast, signed_in):
    def home(postcode: str) -> str:
        return f"<Address><PostCode>{postcode}</PostCode></Address>"

    first = lost(cast.alis, boy("", "Hamza", home("LL99 1AA")))
    ours, theirs = (
        lost(cast.alis, boy("", "Hamza", home("LL99 2BB")), 2),
        lost(cast.carys, boy("", "Hamza", home("LL98 3DD")), 3),
    )
    both_ours = page(signed_in(cast.hana).get(address(case_of(first, ours))))
    assert ("LL99 1AA" in both_ours, "LL99 2BB" in both_ours) == (True, True)
    for officer in (cast.hana, cast.jac):
        shown = page(signed_in(officer).get(address(case_of(first, theirs))))
        assert (">LL99</td>" in shown, ">LL98</td>" in shown) == (True, True)
        assert not any(whole in shown for whole in ("1AA", "3DD"))


def test_the_home_page_and_the_authoritys_list_say_how_many_pairs_wait(boys, hana):
    assert "1 pair of lost pupils&#39; files is perhaps the same pupil" in page(hana.get("/"))
    assert "1 pair is perhaps the same pupil" in page(hana.get("/lost/ours/"))
    answer(hana, case_of(*boys), "two")
    assert "perhaps the same pupil" not in page(hana.get("/"))
    assert "is perhaps the same pupil" not in page(hana.get("/lost/ours/"))


def test_whoever_finds_one_of_two_boys_is_told_of_the_other_until_they_are_told_apart(boys, cast, signed_in):
    browser = signed_in(cast.jac)
    one, other = (reverse("lost-pupil", args=[each.reference]) for each in boys)
    assert other in page(browser.get(one))
    assert one in page(browser.get(other))
    say_of(*boys, "two", cast.hana)
    assert other not in page(browser.get(one))


def file_again(pupil: LostPupil, times: int) -> None:
    """Bring a pupil's file into the store many times, with each pair a case, as quickly as a test can."""
    facts, transfer, first = pupil.facts, pupil.transfer, pupil.pk
    for number in range(times):
        transfer.pk, transfer.reference, transfer.file_name = None, uuid4(), f"again {number}"
        transfer.save(force_insert=True)
        pupil.pk, pupil.reference, pupil.transfer = None, uuid4(), transfer
        pupil.facts = facts
        pupil.save(force_insert=True)
    keys = list(LostPupil.objects.filter(pk__gte=first).order_by("pk").values_list("pk", flat=True))
    SamePupilCase.objects.bulk_create(
        SamePupilCase(earlier_id=earlier, later_id=later, because="alike", found_at=NOW)
        for earlier, later in combinations(keys, 2)
    )


def test_three_hundred_pairs_come_by_the_page_and_cost_no_more_questions(boys, cast, hana):
    def queries(act) -> int:
        with CaptureQueriesContext(connection) as seen:
            act()
        return len(seen)

    def look() -> None:
        assert hana.get("/lost/same/").status_code == 200

    few, answered = queries(look), queries(lambda: answer(hana, case_of(*boys), "two"))
    file_again(lost(cast.alis, SIAN, 3), 24)
    assert page(hana.get("/lost/same/")).count("Prydderch, Siân") == 100
    assert page(hana.get("/lost/same/?page=6")).count("Prydderch, Siân") == 100
    assert queries(look) <= few
    assert queries(lambda: answer(hana, SamePupilCase.objects.latest("pk"), "two")) <= answered + 10


def test_a_school_sees_both_children_before_it_says_that_a_file_closes_a_record(boys, cast, signed_in):
    sent = send(cast.alis, "6602991", children=[boy("E68129902612A", "Haris")]).transfer
    cast.alis.language = "en"
    cast.alis.save()
    browser = signed_in(cast.alis)
    shown = page(browser.get(reverse("file", args=[sent.reference])))
    assert "2 pupils in the lost pupil store are perhaps in this file" in shown
    assert shown.count('name="pupil"') == 2
    assert {str(each.reference) in shown for each in boys} == {True}
    assert shown.count(">Different</strong>") == 2, "Hamza differs in middle name and UPN, Haris in nothing."
    closes = reverse("closes", args=[sent.reference])
    browser.post(closes, {"closes": "yes", "pupil": boys[1].reference})
    assert [LostPupil.objects.get(pk=each.pk).onward for each in boys] == [None, sent]
    stale = browser.post(closes, {"closes": "yes", "pupil": boys[0].reference}, follow=True)
    assert "had been answered already" in page(stale)
    assert LostPupil.objects.get(pk=boys[0].pk).onward is None
