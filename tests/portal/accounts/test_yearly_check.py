"""The yearly check: every authority confirms who may sign in, person by person, and is reminded until it has."""

from datetime import date, timedelta

import pytest

from handover.portal.accounts import changes, check_reminders, yearly_check
from handover.portal.accounts.models import Checklist, ChecklistLine, User
from handover.portal.accounts.people import PersonRefused
from handover.portal.audit.models import Entry
from handover.portal.notices.models import Notice
from tests.cast import Cast
from tests.moments import NOW

DUE = NOW.date() + timedelta(weeks=6)
LATER = NOW + timedelta(days=2)


@pytest.fixture
def caerwennol(cast: Cast) -> Checklist:
    """Caerwennol's list in this year's check."""
    yearly_check.open_check(DUE, cast.gwilym.actor, NOW)
    checklist = yearly_check.list_of("681")
    assert checklist is not None
    return checklist


def line(checklist: Checklist, username: str) -> ChecklistLine:
    return checklist.lines.get(person__username=username)


def decide(checklist: Checklist, cast: Cast, **verdicts: str) -> list[str]:
    chosen = {line(checklist, username).pk: verdict for username, verdict in verdicts.items()}
    return [
        problem.code for problem in yearly_check.note_decisions(checklist, chosen, cast.lowri.actor, LATER).values()
    ]


def keep_all(checklist: Checklist, cast: Cast) -> None:
    yearly_check.note_decisions(checklist, {row.pk: "keep" for row in checklist.lines.all()}, cast.lowri.actor, LATER)


def codes(verb, *given) -> set[str]:
    with pytest.raises(PersonRefused) as refused:
        verb(*given)
    return {problem.code for problem in refused.value.problems.values()}


def test_a_list_holds_the_people_of_the_authority_and_its_schools(cast: Cast, caerwennol: Checklist) -> None:
    listed = set(caerwennol.lines.values_list("person__username", flat=True))
    assert listed == {person.username for person in cast.people if person.actor.establishment.startswith("681")}
    assert {each.authority.number for each in Checklist.objects.all()} == {"681LLLL", "660LLLL", "936LLLL"}


def test_closed_accounts_are_on_no_list(cast: Cast) -> None:
    changes.deactivate(cast.efa, cast.gwilym.actor, NOW)
    yearly_check.open_check(DUE, cast.gwilym.actor, NOW)
    assert not ChecklistLine.objects.filter(person=cast.efa).exists()


def test_a_year_has_one_check(cast: Cast, caerwennol: Checklist) -> None:
    assert codes(yearly_check.open_check, DUE, cast.gwilym.actor, LATER) == {"check.opened_already"}
    next_year = NOW.replace(year=NOW.year + 1)
    yearly_check.open_check(date(NOW.year + 1, 12, 31), cast.gwilym.actor, next_year)


def test_the_last_day_is_not_past(cast: Cast) -> None:
    assert codes(yearly_check.open_check, NOW.date(), cast.gwilym.actor, NOW) == {"check.due_day"}


def test_who_said_what_of_whom_and_when_is_kept(cast: Cast, caerwennol: Checklist) -> None:
    decide(caerwennol, cast, efa="keep")
    kept = line(caerwennol, "efa")
    assert (kept.verdict, kept.decided_by, kept.decided_at, kept.role) == ("keep", "lowri", LATER, "lea-user")
    entry = Entry.objects.get(action="check.decided")
    assert (entry.username, entry.subject, entry.facts) == ("lowri", "efa", {"verdict": "keep"})


def test_who_goes_can_no_longer_sign_in(cast: Cast, caerwennol: Checklist) -> None:
    decide(caerwennol, cast, efa="remove")
    assert not User.objects.get(username="efa").is_active
    assert line(caerwennol, "efa") not in yearly_check.unsettled(caerwennol)


def test_a_change_waits_until_the_role_has_changed(cast: Cast, caerwennol: Checklist) -> None:
    decide(caerwennol, cast, efa="change")
    assert line(caerwennol, "efa") in yearly_check.unsettled(caerwennol)
    changes.change_role(cast.efa, "lea-plasc", "681LLLL", cast.lowri.actor, LATER)
    assert line(caerwennol, "efa") not in yearly_check.unsettled(caerwennol)


@pytest.mark.parametrize(("role", "at"), [("school", "6814990"), ("national", "")])
def test_a_change_of_place_or_to_no_place_is_a_change(cast: Cast, caerwennol: Checklist, role: str, at: str) -> None:
    decide(caerwennol, cast, alis="change")
    changes.change_role(cast.alis, role, at, cast.gwilym.actor, LATER)
    assert line(caerwennol, "alis") not in yearly_check.unsettled(caerwennol)


def test_an_administrator_cannot_go_by_their_own_word(cast: Cast, caerwennol: Checklist) -> None:
    assert decide(caerwennol, cast, lowri="remove", efa="keep") == ["person.yourself"]
    assert line(caerwennol, "lowri").verdict == ""
    assert line(caerwennol, "efa").verdict == "keep"


def test_lines_of_another_authority_and_unknown_words_change_nothing(cast: Cast, caerwennol: Checklist) -> None:
    other = ChecklistLine.objects.get(person=cast.carys)
    own = line(caerwennol, "efa")
    yearly_check.note_decisions(caerwennol, {other.pk: "remove", own.pk: "promote"}, cast.lowri.actor, LATER)
    assert User.objects.get(username="carys").is_active
    assert line(caerwennol, "efa").verdict == ""


def test_a_list_is_confirmed_when_everybody_is_decided(cast: Cast, caerwennol: Checklist) -> None:
    assert codes(yearly_check.confirm_checklist, caerwennol, cast.lowri.actor, LATER) == {"check.open_lines"}
    keep_all(caerwennol, cast)
    yearly_check.confirm_checklist(caerwennol, cast.lowri.actor, LATER)
    caerwennol.refresh_from_db()
    assert (caerwennol.confirmed_by, caerwennol.confirmed_at) == ("lowri", LATER)
    assert Entry.objects.get(action="check.confirmed").subject == "681LLLL"


def test_a_confirmed_list_is_not_changed_any_more(cast: Cast, caerwennol: Checklist) -> None:
    keep_all(caerwennol, cast)
    yearly_check.confirm_checklist(caerwennol, cast.lowri.actor, LATER)
    assert codes(yearly_check.confirm_checklist, caerwennol, cast.lowri.actor, LATER) == {"check.confirmed_already"}
    with pytest.raises(PersonRefused):
        decide(caerwennol, cast, efa="remove")


# Reminders.


def told(kind: str) -> list[str]:
    return sorted(Notice.objects.filter(kind=kind).values_list("recipient", flat=True))


def test_each_authority_is_told_once_however_often_the_job_runs(cast: Cast, caerwennol: Checklist) -> None:
    assert check_reminders.remind_authorities(NOW) == 3
    assert check_reminders.remind_authorities(NOW + timedelta(hours=1)) == 0
    # Where nobody has the role yet, the authority's own address.
    assert told("check_due") == ["fernshire@example.org", "lowri@example.org", "ynys-grug@example.org"]


def test_an_authority_is_reminded_weekly_until_it_has_confirmed(cast: Cast, caerwennol: Checklist) -> None:
    keep_all(caerwennol, cast)
    yearly_check.confirm_checklist(caerwennol, cast.lowri.actor, LATER)
    for day in range(22):
        check_reminders.remind_authorities(NOW + timedelta(days=day))
    assert told("check_due").count("ynys-grug@example.org") == 4
    assert "lowri@example.org" not in told("check_due")


def test_a_late_authority_is_told_that_it_is_late(cast: Cast, caerwennol: Checklist) -> None:
    check_reminders.remind_authorities(NOW + timedelta(weeks=6, days=1))
    assert len(told("check_late")) == 3


def test_the_e_mail_says_until_when_and_for_how_many_in_the_readers_language(cast: Cast, caerwennol: Checklist) -> None:
    decide(caerwennol, cast, efa="keep", bryn="keep")
    check_reminders.remind_authorities(NOW)
    body = Notice.objects.get(kind="check_due", recipient="lowri@example.org").body
    assert "ar agor tan" not in body
    people = sum(person.actor.establishment.startswith("681") for person in cast.people)
    # Six weeks after 3 September.
    assert f"open until 15 October 2026. On the list of Caerwennol Council, {people - 2} still wait" in body
    assert body.count("/check/") == 1


def test_on_its_last_day_a_list_is_due_and_the_day_after_it_is_late(cast: Cast, caerwennol: Checklist) -> None:
    check_reminders.remind_authorities(NOW + timedelta(weeks=6))
    assert (len(told("check_due")), told("check_late")) == (3, [])
    Checklist.objects.update(reminded_on=None)
    check_reminders.remind_authorities(NOW + timedelta(weeks=6, days=1))
    assert (len(told("check_due")), len(told("check_late"))) == (3, 3)
    late = Notice.objects.get(kind="check_late", recipient="lowri@example.org").body
    assert "ended on 15 October 2026, and the list of Caerwennol Council" in late


def test_where_the_administrators_account_is_closed_the_office_is_told(cast: Cast, caerwennol: Checklist) -> None:
    cast.lowri.is_active = False
    cast.lowri.save()
    check_reminders.remind_authorities(NOW)
    assert "caerwennol@example.org" in told("check_due")
    assert "lowri@example.org" not in told("check_due")


def test_the_list_of_last_year_is_not_this_years(cast: Cast, caerwennol: Checklist) -> None:
    yearly_check.open_check(date(NOW.year + 1, 12, 31), cast.gwilym.actor, NOW.replace(year=NOW.year + 1))
    this_year = yearly_check.list_of("681")
    assert this_year is not None
    assert (this_year.pk != caerwennol.pk, this_year.check_of.year) == (True, NOW.year + 1)
    check_reminders.remind_authorities(NOW.replace(year=NOW.year + 1))
    caerwennol.refresh_from_db()
    assert caerwennol.reminded_on is None


def test_the_log_says_how_many_people_were_confirmed(cast: Cast, caerwennol: Checklist) -> None:
    keep_all(caerwennol, cast)
    yearly_check.confirm_checklist(caerwennol, cast.lowri.actor, LATER)
    people = sum(person.actor.establishment.startswith("681") for person in cast.people)
    assert Entry.objects.get(action="check.confirmed").facts == {"people": str(people)}


def test_without_a_check_nobody_is_told(cast: Cast) -> None:
    assert check_reminders.remind_authorities(NOW) == 0
