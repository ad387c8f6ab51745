"""Working through the list of the yearly check: nothing that was said is lost, all others at once, and what came meanwhile."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from handover.portal.accounts import changes, yearly_check
from handover.portal.accounts.models import Checklist, ChecklistLine, User
from handover.portal.accounts.particulars import Particulars
from handover.portal.accounts.people import PersonRefused, invite_person
from handover.portal.audit.models import Entry
from tests.cast import Cast, make_person

SignedIn = Callable[[User], Client]
SCRIPT = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def checklist(cast: Cast) -> Checklist:
    """Caerwennol's list: everybody of the cast has signed in this morning."""
    now = timezone.now()
    User.objects.update(last_login=now)
    yearly_check.open_check(timezone.localdate(now) + timedelta(weeks=6), cast.gwilym.actor, now)
    return Checklist.objects.get(authority=cast.caerwennol)


def line(checklist: Checklist, person: User) -> ChecklistLine:
    return checklist.lines.get(person=person)


def name_of(checklist: Checklist, person: User) -> str:
    return f"line-{line(checklist, person).pk}"


def test_one_choice_is_kept_and_the_site_says_since_when(cast: Cast, signed_in: SignedIn, checklist: Checklist):
    key = line(checklist, cast.efa).pk
    answer = signed_in(cast.lowri).post("/check/decide/", {f"line-{key}": "keep"}, **SCRIPT).json()
    told = answer["lines"][str(key)]
    assert (told["verdict"], told["fault"]) == ("keep", "")
    assert told["kept"] == f"Kept {timezone.localtime(line(checklist, cast.efa).decided_at):%H:%M}"
    assert answer["waiting"] == "9 people wait for a decision."


def test_a_choice_that_cannot_be_kept_is_told_at_its_row(cast: Cast, signed_in: SignedIn, checklist: Checklist):
    key = line(checklist, cast.lowri).pk
    told = signed_in(cast.lowri).post("/check/decide/", {f"line-{key}": "remove"}, **SCRIPT).json()["lines"][str(key)]
    assert (told["verdict"], told["kept"]) == ("", "")
    assert "This is your own account." in told["fault"]


def test_after_the_list_is_confirmed_a_script_is_told_why_nothing_is_kept(
    cast: Cast, signed_in: SignedIn, checklist: Checklist
):
    yearly_check.keep_rest(checklist, None, cast.lowri.actor, timezone.now())
    yearly_check.confirm_checklist(checklist, cast.lowri.actor, timezone.now())
    answer = signed_in(cast.lowri).post("/check/decide/", {name_of(checklist, cast.efa): "remove"}, **SCRIPT)
    assert (answer.status_code, User.objects.get(pk=cast.efa.pk).is_active) == (409, True)
    assert "was confirmed on" in answer.json()["fault"]


def test_turning_the_page_keeps_what_was_chosen(cast: Cast, signed_in: SignedIn, checklist: Checklist):
    office = signed_in(cast.lowri)
    answer = office.post("/check/decide/", {name_of(checklist, cast.efa): "keep", "then": "page:2"})
    assert answer["Location"] == "/check/?page=2"
    assert line(checklist, cast.efa).verdict == "keep"
    assert "1 decision is kept." in office.get("/check/").text


def test_searching_keeps_what_was_chosen(cast: Cast, signed_in: SignedIn, checklist: Checklist):
    given = {name_of(checklist, cast.efa): "keep", "then": "search", "q": "Glan Wennol", "show": "waiting", "page": "3"}
    office = signed_in(cast.lowri)
    there = office.post("/check/decide/", given)["Location"]
    assert there == "/check/?show=waiting&q=Glan+Wennol"
    assert line(checklist, cast.efa).verdict == "keep"
    page = office.get(there).text
    assert ("Bryn Madog" in page, "Alis Prydderch" in page) == (True, False)


def test_everybody_else_on_the_page_stays(cast: Cast, signed_in: SignedIn, checklist: Checklist):
    efa, bryn, hana = (line(checklist, each).pk for each in (cast.efa, cast.bryn, cast.hana))
    given = {f"was-{efa}": "", f"was-{bryn}": "", f"line-{bryn}": "change", "then": "stay-page"}
    signed_in(cast.lowri).post("/check/decide/", given)
    said = dict(checklist.lines.values_list("pk", "verdict"))
    assert (said[efa], said[bryn], said[hana]) == ("keep", "change", "")


def test_everybody_else_of_a_school_stays(cast: Cast, signed_in: SignedIn, checklist: Checklist):
    signed_in(cast.lowri).post("/check/decide/", {"then": "stay:6814990"})
    assert list(checklist.lines.filter(verdict="keep").values_list("person__username", flat=True)) == ["bryn"]


def test_everybody_stays_after_a_question_that_says_how_many(cast: Cast, signed_in: SignedIn, checklist: Checklist):
    office = signed_in(cast.lowri)
    assert office.post("/check/decide/", {"then": "stay-all"})["Location"] == "/check/stay/"
    User.objects.filter(pk=cast.idris.pk).update(last_login=None)
    page = office.get("/check/stay/").text
    assert "Do all 10 people stay of whom nothing was said yet?" in page
    assert "1 of them has never signed in, or not for long:" in page
    assert "Idris Cadwgan (never signed in)" in page
    answer = office.post("/check/stay/", {"count": "10"}, follow=True).text
    assert "10 decisions are kept." in answer
    assert not yearly_check.unsettled(checklist).exists()
    entry = Entry.objects.get(action="check.rest_kept")
    assert (entry.username, entry.facts["people"]) == ("lowri", "10")
    assert "idris" in entry.facts["usernames"].split()


def test_who_comes_between_question_and_yes_is_asked_about(cast: Cast, signed_in: SignedIn, checklist: Checklist):
    office = signed_in(cast.lowri)
    newcomer = Particulars("newcomer", "Non Newydd", "non@example.org", "school", "6814990")
    invite_person(cast.lowri.actor, newcomer, timezone.now())
    page = office.post("/check/stay/", {"count": "10"}).text
    assert "The list has changed meanwhile" in page
    assert "Do all 11 people stay" in page
    assert not checklist.lines.exclude(verdict="").exists()


def test_never_signed_in_and_long_absent_people_come_first(cast: Cast, signed_in: SignedIn, checklist: Checklist):
    now = timezone.localtime().replace(hour=12)  # by the clock on the wall: in summer it is another hour
    User.objects.filter(pk=cast.owain.pk).update(last_login=now - timedelta(days=181))
    User.objects.filter(pk=cast.padrig.pk).update(last_login=now - timedelta(days=179))
    User.objects.filter(pk=cast.bryn.pk).update(last_login=None)
    page = signed_in(cast.lowri).get("/check/").text
    places = [page.index(words) for words in ("To look at first", "Bryn Madog", "Owain Teifi", "Alis Prydderch")]
    assert places == sorted(places)
    assert page.index("Padrig Elwy") > page.index("6812990")
    first = signed_in(cast.lowri).get("/check/?show=absent").text
    assert ("Owain Teifi" in first, "Padrig Elwy" in first) == (True, False)


def test_who_was_said_to_go_and_then_stays_has_the_account_again(cast: Cast, checklist: Checklist):
    now, key = timezone.now(), line(checklist, cast.efa).pk
    yearly_check.note_decisions(checklist, {key: "remove"}, cast.lowri.actor, now)
    assert not User.objects.get(pk=cast.efa.pk).is_active
    assert yearly_check.note_decisions(checklist, {key: "keep"}, cast.lowri.actor, now) == {}
    assert User.objects.get(pk=cast.efa.pk).is_active
    assert line(checklist, cast.efa).verdict == "keep"


def test_an_account_that_was_closed_elsewhere_is_not_opened_by_the_check(cast: Cast, checklist: Checklist):
    changes.deactivate(cast.efa, cast.gwilym.actor, timezone.now())
    key = line(checklist, cast.efa).pk
    refused = yearly_check.note_decisions(checklist, {key: "keep"}, cast.lowri.actor, timezone.now())
    assert refused[key].code == "person.closed"
    assert not User.objects.get(pk=cast.efa.pk).is_active


def test_who_goes_once_more_after_the_account_was_opened_by_hand_is_closed_again(cast: Cast, checklist: Checklist):
    now, key = timezone.now(), line(checklist, cast.efa).pk
    yearly_check.note_decisions(checklist, {key: "remove"}, cast.lowri.actor, now)
    changes.reactivate(cast.efa, cast.gwilym.actor, now)
    assert yearly_check.unsettled(checklist).filter(pk=key).exists()
    yearly_check.note_decisions(checklist, {key: "remove"}, cast.lowri.actor, now)
    assert not User.objects.get(pk=cast.efa.pk).is_active


def test_a_page_that_was_opened_before_takes_back_nobody_elses_word(
    cast: Cast, signed_in: SignedIn, checklist: Checklist
):
    key, now = line(checklist, cast.efa).pk, timezone.now()
    yearly_check.note_decisions(checklist, {key: "keep"}, cast.lowri.actor, now)
    # Another officer's page shows “keep”; meanwhile it is said that Efa goes.
    yearly_check.note_decisions(checklist, {key: "remove"}, cast.gwilym.actor, now)
    signed_in(cast.lowri).post("/check/decide/", {f"was-{key}": "keep", f"line-{key}": "keep", "then": "page:2"})
    stored = line(checklist, cast.efa)
    assert (stored.verdict, stored.decided_by) == ("remove", "gwilym")


def test_the_last_word_wins_and_each_sees_who_said_it(cast: Cast, signed_in: SignedIn, checklist: Checklist):
    key, now = line(checklist, cast.efa).pk, timezone.now()
    yearly_check.note_decisions(checklist, {key: "keep"}, cast.lowri.actor, now)
    other = make_person("lowri2", "Lowri Arall", "lea-dba-view", cast.caerwennol)
    yearly_check.note_decisions(checklist, {key: "change"}, other.actor, now)
    assert f"Kept {timezone.localtime(now):%H:%M} by lowri2" in signed_in(cast.lowri).get("/check/").text


def test_who_is_invited_meanwhile_is_on_the_list(cast: Cast, checklist: Checklist):
    given = Particulars("newcomer", "Non Newydd", "non@example.org", "school", "6814990")
    invite_person(cast.lowri.actor, given, timezone.now())
    found = checklist.lines.get(person__username="newcomer")
    assert (found.role, found.place, found.verdict) == ("school", "6814990", "")


def test_an_authority_that_had_nobody_gets_its_list_with_its_first_person(cast: Cast):
    User.objects.filter(establishment__la_number="936").update(is_active=False)
    now = timezone.now()
    yearly_check.open_check(timezone.localdate(now) + timedelta(weeks=6), cast.gwilym.actor, now)
    assert yearly_check.list_of("936") is None
    given = Particulars("newcomer", "Non Newydd", "non@example.org", "lea-dba", "936LLLL")
    invite_person(cast.gwilym.actor, given, now)
    found = yearly_check.list_of("936")
    assert found is not None
    assert [each.person.username for each in found.lines.all()] == ["newcomer"]


def test_a_confirmed_list_takes_nobody_in(cast: Cast, checklist: Checklist):
    yearly_check.keep_rest(checklist, None, cast.lowri.actor, timezone.now())
    yearly_check.confirm_checklist(checklist, cast.lowri.actor, timezone.now())
    given = Particulars("newcomer", "Non Newydd", "non@example.org", "school", "6814990")
    invite_person(cast.lowri.actor, given, timezone.now())
    assert not checklist.lines.filter(person__username="newcomer").exists()


def test_who_works_for_another_authority_meanwhile_is_told_and_asked_about_there(
    cast: Cast, signed_in: SignedIn, checklist: Checklist
):
    changes.change_role(cast.bryn, "school", "6602991", cast.gwilym.actor, timezone.now())
    assert not yearly_check.unsettled(checklist).filter(person=cast.bryn).exists()
    assert "Works elsewhere now" in signed_in(cast.lowri).get("/check/").text
    there = yearly_check.list_of("660")
    assert there is not None
    assert there.lines.filter(person=cast.bryn).exists()
    key = line(checklist, cast.bryn).pk
    yearly_check.note_decisions(checklist, {key: "remove"}, cast.lowri.actor, timezone.now())
    assert User.objects.get(pk=cast.bryn.pk).is_active


def test_who_was_closed_or_moved_within_the_authority_is_told(cast: Cast, signed_in: SignedIn, checklist: Checklist):
    changes.deactivate(cast.efa, cast.lowri.actor, timezone.now())
    changes.change_role(cast.bryn, "school", "6812990", cast.lowri.actor, timezone.now())
    page = signed_in(cast.lowri).get("/check/").text
    assert "Nothing need be decided." in page
    assert "Since then:</strong> School user, Nant y Wennol Primary School" in page


def test_confirming_says_in_numbers_what_was_decided(cast: Cast, signed_in: SignedIn, checklist: Checklist):
    now = timezone.now()
    keys = {each.username: line(checklist, each).pk for each in (cast.efa, cast.owain)}
    yearly_check.note_decisions(checklist, {keys["efa"]: "remove", keys["owain"]: "change"}, cast.lowri.actor, now)
    changes.change_role(cast.owain, "lea-user", "681LLLL", cast.lowri.actor, now)
    yearly_check.keep_rest(checklist, None, cast.lowri.actor, now)
    outcome = yearly_check.count_outcome(checklist)
    assert (outcome.stay, outcome.changed, outcome.gone) == (8, 1, 1)
    assert "Gone, or works elsewhere now" in signed_in(cast.lowri).get("/check/").text


@pytest.mark.parametrize("then", ["stay:", "stay:9999999", "page:x", "page:", "nothing", ""])
def test_a_button_that_is_not_there_keeps_nobody(cast: Cast, signed_in: SignedIn, checklist: Checklist, then: str):
    assert signed_in(cast.lowri).post("/check/decide/", {"then": then})["Location"] == "/check/"
    assert not checklist.lines.exclude(verdict="").exists()


def test_nobody_keeps_another_authoritys_people(cast: Cast, signed_in: SignedIn, checklist: Checklist):
    other = ChecklistLine.objects.get(person=cast.carys)
    signed_in(cast.lowri).post("/check/decide/", {f"was-{other.pk}": "", "then": "stay-page"})
    signed_in(cast.lowri).post("/check/decide/", {"then": "stay:6602991"})
    other.refresh_from_db()
    assert other.verdict == ""
    with pytest.raises(PersonRefused):
        yearly_check.confirm_checklist(checklist, cast.lowri.actor, timezone.now())
