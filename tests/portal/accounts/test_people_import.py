"""Bringing people by the list: what becomes of each row is said first; nobody is added twice, and nothing is done that one
invitation may not.
"""

from collections.abc import Callable
from datetime import timedelta
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client

from handover.portal.accounts import people_import
from handover.portal.accounts.models import User
from handover.portal.accounts.people_import import accept_list, add_lists, add_part, keep_people_list, plan_list
from handover.portal.accounts.people_list import read_people_list
from handover.portal.accounts.people_models import BroughtPeople, InvitationRecord
from handover.portal.accounts.people_plan import PlannedPerson
from handover.portal.audit.log import Actor
from handover.portal.audit.models import Entry
from handover.portal.establishments.models import Establishment
from handover.portal.notices.models import Notice
from tests.cast import Cast
from tests.moments import NOW
from tests.workbooks import workbook

SignedIn = Callable[[User], Client]
HEADING = "Name,E-mail,Role,School,Username,Language\n"


def plan(by: Actor, *rows: str, heading: str = HEADING) -> list[PlannedPerson]:
    reading = read_people_list([(heading + "\n".join(rows)).encode()])
    assert not reading.refused
    return plan_list(keep_people_list(reading.people, by, NOW), NOW)


def states(plans: list[PlannedPerson]) -> list[str]:
    return [each.state.value for each in plans]


def codes(plans: list[PlannedPerson]) -> list[list[str]]:
    return [[problem.code for problem in each.problems] for each in plans]


def bring(by: Actor, *rows: str) -> BroughtPeople:
    reading = read_people_list([(HEADING + "\n".join(rows)).encode()])
    brought = keep_people_list(reading.people, by, NOW)
    accept_list(brought, NOW)
    add_lists(NOW)
    brought.refresh_from_db()
    return brought


def test_a_row_becomes_a_person_who_cannot_sign_in_yet(cast: Cast):
    brought = bring(cast.lowri.actor, "Bethan  Jones,bethan.jones@glan.example,School user,6814990,,Cymraeg")
    person = User.objects.get(email="bethan.jones@glan.example")
    assert (person.username, person.full_name, person.role) == ("681bethan.jones", "Bethan Jones", "school")
    assert (person.establishment, person.language) == (cast.glan_high, "cy")
    assert not person.has_usable_password()
    assert (brought.added, brought.rows) == (1, "")
    assert not Notice.objects.exists()
    entry = Entry.objects.get(action="person.created")
    assert (entry.username, entry.subject, entry.facts["establishment"]) == ("lowri", "681bethan.jones", "6814990")


@pytest.mark.parametrize(
    ("school", "number"),
    [
        ("6814990", "6814990"),
        ("681/4990", "6814990"),
        ("4990", "6814990"),
        ("Glan Wennol High School", "6814990"),
        ("ysgol uwchradd glan wennol", "6814990"),
        ("Glan Wennol High School (6814990)", "6814990"),
    ],
)
def test_a_school_is_known_by_number_or_exact_name(cast: Cast, school: str, number: str):
    (found,) = plan(cast.lowri.actor, f"Bethan Jones,b@glan.example,,{school},,")
    assert found.user is not None
    assert found.user.establishment is not None
    assert (found.user.establishment.number, found.user.role) == (number, "school")


def test_name_and_number_of_a_school_may_stand_side_by_side(cast: Cast):
    heading = "Name,E-mail,School,DfE number\n"
    (found,) = plan(cast.lowri.actor, "Bethan Jones,b@glan.example,Glan Wennol High,6814990", heading=heading)
    assert found.user is not None
    assert found.user.establishment == cast.glan_high


def test_authority_and_school_may_stand_in_two_columns(cast: Cast):
    heading = "Forename,Surname,Email,LA,Estab\n"
    (found,) = plan(cast.gwilym.actor, "Bethan,Jones,b@glan.example,681,4990", heading=heading)
    assert found.user is not None
    assert (found.user.full_name, found.user.establishment) == ("Bethan Jones", cast.glan_high)


def test_the_national_administrator_brings_the_authorities_administrators(cast: Cast):
    plans = plan(
        cast.gwilym.actor,
        "Una Un,una@grug.example,LEA DBA,660LLLL,,",
        "Dai Dau,dai@fern.example,LA DBA,Fernshire County Council,,",
        "Tri Tri,tri@grug.example,lea-dba,660,,",
    )
    assert states(plans) == ["new", "new", "left out"]
    assert codes(plans)[2] == ["person.one_each"]


def test_a_list_does_nothing_that_an_invitation_may_not(cast: Cast):
    plans = plan(
        cast.lowri.actor,
        "Una Un,una@x.example,LEA DBA,681LLLL,,",
        "Dai Dau,dai@x.example,,6602991,,",
        "Tri Tri,tri@x.example,National administrator,,,",
        "Ped War,ped@hotmail.com,,6814990,,",
        "Pum Pump,pum@x.example,LEA User,6814990,,",
        "Chwech Ch,chwech@x.example,,6814990,alis,",
        "Saith Saith,saith@,,6814990,,",
    )
    assert set(states(plans)) == {"left out"}
    assert codes(plans) == [
        ["person.role_reserved"],
        ["person.other_authority"],
        ["person.role_reserved"],
        ["person.email_private"],
        ["person.role_elsewhere"],
        ["person.username_taken"],
        ["person.email_shape"],
    ]
    assert all(problem.line == plan.row.line for plan in plans for problem in plan.problems)


def test_what_a_row_cannot_mean_is_said_with_whose_row_it_is(cast: Cast):
    Establishment.objects.create(number="6814998", kind="school", la_number="681", name="Glan Wennol High School")
    plans = plan(
        cast.lowri.actor,
        "Una Un,una@x.example,,Glan Wennol High School,,",
        "Dai Dau,dai@x.example,,Hogwarts,,",
        "Tri Tri,tri@x.example,Wizard,6814990,,",
        "Ped War,ped@x.example,,,,",
        "Pum Pump,pum@x.example,LEA User,,,",
        "Chwech Ch,chwech@x.example,,6814990,,Klingon",
    )
    assert codes(plans) == [
        ["people.places"],
        ["people.place"],
        ["people.role"],
        ["people.no_place"],
        [],
        ["people.language"],
    ]
    assert states(plans)[4:] == ["new", "new"]
    assert plans[4].user is not None
    assert plans[4].user.establishment == cast.caerwennol
    assert people_import.tell_plans(plans)[0]["who"] == "Una Un"
    assert "6814990, 6814998" in people_import.tell_plans(plans)[0]["en"]


def test_nobody_is_added_twice_by_bringing_the_list_again(cast: Cast):
    row = "Bethan Jones,bethan@glan.example,,6814990,,"
    bring(cast.lowri.actor, row)
    again = bring(cast.lowri.actor, row, "BETHAN JONES,Bethan@Glan.example,,6814990,,")
    assert (again.added, User.objects.filter(email__iexact="bethan@glan.example").count()) == (0, 1)


def test_one_person_twice_in_a_list_is_added_once(cast: Cast):
    row = "Bethan Jones,bethan@glan.example,,6814990,,"
    plans = plan(cast.lowri.actor, row, row)
    assert (states(plans), codes(plans)[1]) == (["new", "left out"], ["people.twice"])


def test_who_is_here_under_another_name_role_or_closed_is_told(cast: Cast):
    User.objects.filter(pk=cast.efa.pk).update(is_active=False)
    plans = plan(
        cast.lowri.actor,
        "Bryn Priod,bryn@example.org,,6814990,,",
        "Alis Prydderch,alis@example.org,,6814990,,",
        "Efa Llwydiarth,efa@example.org,LEA User,681LLLL,,",
    )
    assert codes(plans) == [["people.address_taken"], ["people.elsewhere"], ["people.closed"]]


def test_colleagues_may_share_the_office_mailbox(cast: Cast):
    plans = plan(
        cast.lowri.actor,
        "Una Un,office@glan.example,,6814990,,",
        "Dai Dau,office@glan.example,,6814990,,",
    )
    assert states(plans) == ["new", "new"]
    assert [each.user.username for each in plans if each.user] == ["681uun", "681ddau"]


def test_people_of_another_authority_are_not_betrayed(cast: Cast):
    (found,) = plan(cast.lowri.actor, "Somebody Else,carys@example.org,,6814990,,")
    assert (found.state.value, found.problems) == ("new", ())


def test_an_import_that_was_cut_off_goes_on_where_it_stood(cast: Cast, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(people_import, "PART", 2)
    rows = [f"Person N{'abcde'[number]},p{number}@glan.example,,6814990,," for number in range(5)]
    brought = keep_people_list(read_people_list([(HEADING + "\n".join(rows)).encode()]).people, cast.lowri.actor, NOW)
    assert not add_part(brought, NOW)
    accept_list(brought, NOW)
    assert add_part(brought, NOW)
    assert User.objects.filter(email__endswith="@glan.example").count() == 2
    assert add_lists(NOW) == 3
    assert add_lists(NOW) == 0
    assert User.objects.filter(email__endswith="@glan.example").count() == 5


def test_two_lists_at_once_give_nobody_the_same_username(cast: Cast, monkeypatch: pytest.MonkeyPatch):
    plan_rows, late = people_import.plan_people, iter([True, False])

    def plan_late(rows, by, known, today):
        """Plan, and have a colleague's list store somebody of the first username before this one does."""
        plans = plan_rows(rows, by, known, today)
        if next(late):
            User.objects.bulk_create([User(username="681una", email="una@y.example", role="school", full_name="Una")])
        return plans

    monkeypatch.setattr(people_import, "plan_people", plan_late)
    brought = bring(cast.lowri.actor, "Una Un,una@x.example,,6814990,,", "Dai Dau,dai@x.example,,6814990,,")
    brought.refresh_from_db()
    assert (brought.added, brought.done, brought.ended_at is not None) == (2, 2, True)


def test_who_may_no_longer_invite_adds_nobody(cast: Cast):
    people = read_people_list([(HEADING + "Una Un,una@glan.example,,6814990,,").encode()]).people
    brought = keep_people_list(people, cast.lowri.actor, NOW)
    accept_list(brought, NOW)
    User.objects.filter(pk=cast.lowri.pk).update(is_active=False)
    assert add_lists(NOW) == 0
    brought.refresh_from_db()
    assert "may no longer add people" in brought.told


def test_a_plan_asks_as_few_questions_for_many_rows_as_for_one(cast: Cast, django_assert_num_queries):
    rows = [f"Person N{number},p{number}@glan.example,,6814990,," for number in range(40)]
    people = read_people_list([(HEADING + "\n".join(rows)).encode()]).people
    brought = keep_people_list(people, cast.lowri.actor, NOW)
    with django_assert_num_queries(4):
        plan_list(brought, NOW)


# The pages.


def upload(browser: Client, data: bytes, name: str = "people.csv"):
    return browser.post("/invite/list/", {"people": SimpleUploadedFile(name, data)}, follow=True)


def test_a_list_is_looked_at_before_anybody_is_added(cast: Cast, signed_in: SignedIn):
    office = signed_in(cast.lowri)
    page = upload(office, (HEADING + "Una Un,una@x.example,,6814990,,\nDai Dau,dai@x.example,,6602991,,").encode())
    assert "Add 1 person" in page.text
    assert "Dai Dau" in page.text
    assert "681una" in page.text
    assert not User.objects.filter(email="una@x.example").exists()
    address = page.redirect_chain[-1][0]
    done = office.post(address, follow=True).text
    assert "The people are added" in done
    assert "/invite/send/?state=uninvited" in done
    assert User.objects.filter(email="una@x.example").exists()
    office.post(address)
    assert User.objects.filter(email="una@x.example").count() == 1


def test_an_excel_list_with_a_title_row_is_read(cast: Cast, signed_in: SignedIn):
    rows = [["Our people, September"], [], ["Enw", "E-bost", "Ysgol"], ["Una Un", "una@x.example", 6814990]]
    assert "Add 1 person" in upload(signed_in(cast.lowri), workbook({"People": rows}), "people.xlsx").text


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"\n", "empty"), (b"Colour,Shape\nred,round\n", "E-mail not found"), (b"%PDF-1.7", "neither CSV")],
)
def test_what_is_no_list_of_people_is_refused_in_words(cast: Cast, signed_in: SignedIn, data: bytes, words: str):
    page = upload(signed_in(cast.lowri), data)
    assert page.status_code == 422
    assert words in page.text


def test_a_list_is_seen_by_who_brought_it_alone(cast: Cast, signed_in: SignedIn):
    brought = keep_people_list((), cast.lowri.actor, NOW)
    assert signed_in(cast.gwilym).get(f"/invite/list/{brought.reference}/").status_code == 404
    assert signed_in(cast.gwilym).post(f"/invite/list/{brought.reference}/").status_code == 404


# The command.


def test_the_command_adds_the_same_people_as_the_page(cast: Cast, tmp_path):
    file = tmp_path / "people.csv"
    file.write_text(HEADING + "Una Un,una@x.example,LEA DBA,660LLLL,,\nDai Dau,dai@x.example,Wizard,6814990,,\n")
    trial, real = StringIO(), StringIO()
    call_command("import_people", str(file), "--dry-run", stdout=trial)
    assert "1 new, 0 here already, 1 left out." in trial.getvalue()
    assert "line 3, Dai Dau: “Wizard” is no role." in trial.getvalue()
    assert not User.objects.filter(email="una@x.example").exists()
    assert not BroughtPeople.objects.exists()
    day = (NOW + timedelta(days=400)).date()
    with pytest.raises(CommandError, match="Choose a day"):
        call_command("import_people", str(file), "--until", day.isoformat(), stdout=real)
    assert "1 people were added." in real.getvalue()
    assert not InvitationRecord.objects.exists()


def test_the_command_says_why_a_file_is_no_list(cast: Cast, tmp_path):
    file = tmp_path / "people.csv"
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_people", str(file))
    file.write_text("Colour\nred\n")
    with pytest.raises(CommandError, match="not taken"):
        call_command("import_people", str(file), stdout=StringIO())
