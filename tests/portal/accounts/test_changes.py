"""Looking after accounts: within reach, never one's own, never the last, and with the database's word behind it."""

import threading
from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction

from handover.portal.accounts import changes
from handover.portal.accounts.models import User
from handover.portal.accounts.particulars import Particulars
from handover.portal.accounts.people import PersonRefused, invite_person
from handover.portal.accounts.roles import ROLES
from handover.portal.accounts.second_step import has_second_step
from handover.portal.audit.log import SITE, Actor
from handover.portal.audit.models import Entry
from handover.portal.notices.models import Notice
from tests.cast import Cast, make_cast, make_person
from tests.files import send
from tests.moments import NOW

RESERVED = [role.key for role in ROLES.values() if role.reserved]
ONE_EACH = [role.key for role in ROLES.values() if role.one_each]


def refusal(verb: Callable[[], object]) -> set[str]:
    """The codes with which a change is refused."""
    with pytest.raises(PersonRefused) as refused:
        verb()
    return {problem.code for problem in refused.value.problems.values()}


def ceri(role: str, at: str = "681LLLL", **more: str) -> Particulars:
    return Particulars("", "Ceri Blodwen", more.get("email", "ceri@example.org"), role, at)


# One account of a kind.


@pytest.mark.parametrize("role", ONE_EACH)
def test_an_authority_has_one_account_of_the_role_in_words_and_in_the_database(cast: Cast, role: str) -> None:
    assert refusal(lambda: invite_person(SITE, ceri(role), NOW)) == {"person.one_each"}
    with pytest.raises(IntegrityError), transaction.atomic():
        make_person("second", "Second Person", role, cast.caerwennol)


@pytest.mark.parametrize("role", ONE_EACH)
def test_another_authority_has_its_own(cast: Cast, role: str) -> None:
    assert invite_person(SITE, ceri(role, "660LLLL"), NOW).user.username == "660cblodwen"


def test_the_place_is_free_once_the_account_is_closed_and_not_given_back_twice(cast: Cast) -> None:
    changes.deactivate(cast.nerys, SITE, NOW)
    invite_person(SITE, ceri("lea-school"), NOW)
    assert refusal(lambda: changes.reactivate(cast.nerys, SITE, NOW)) == {"person.one_each"}


def test_a_role_of_one_account_is_not_given_by_a_change_either(cast: Cast) -> None:
    assert refusal(lambda: changes.change_role(cast.efa, "lea-school", "681LLLL", SITE, NOW)) == {"person.one_each"}
    cast.efa.refresh_from_db()
    assert cast.efa.role == "lea-user"


# Whose to give.


@pytest.mark.parametrize("role", RESERVED)
def test_an_authority_cannot_make_an_administrator(cast: Cast, role: str) -> None:
    place = "681LLLL" if ROLES[role].establishment else ""
    codes = refusal(lambda: invite_person(cast.lowri.actor, ceri(role, place), NOW))
    assert "person.role_reserved" in codes


@pytest.mark.parametrize("role", [role.key for role in ROLES.values() if not role.reserved and not role.one_each])
def test_an_authority_gives_every_other_role(cast: Cast, role: str) -> None:
    at = "6812990" if ROLES[role].establishment == "school" else "681LLLL"
    assert invite_person(cast.lowri.actor, ceri(role, at), NOW).user.role == role


@pytest.mark.parametrize("at", ["660LLLL", "6602991", "9364990"])
def test_nobody_is_invited_beyond_ones_own_authority(cast: Cast, at: str) -> None:
    role = "lea-user" if at.endswith("LLLL") else "school"
    assert refusal(lambda: invite_person(cast.lowri.actor, ceri(role, at), NOW)) == {"person.other_authority"}


VERBS: dict[str, Callable[[User, Actor], object]] = {
    "change the role": lambda user, by: changes.change_role(user, "lea-user", "681LLLL", by, NOW),
    "close": lambda user, by: changes.deactivate(user, by, NOW),
    "open": lambda user, by: changes.reactivate(user, by, NOW),
    "delete": lambda user, by: changes.delete_person(user, by, NOW),
    "invite again": lambda user, by: changes.invite_again(user, by, NOW),
    "new password": lambda user, by: changes.send_new_password(user, by, NOW),
    "second step": lambda user, by: changes.reset_second_step(user, by, NOW),
}


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize(
    ("who", "code"),
    [("carys", "other_authority"), ("ffion", "other_authority"), ("gwilym", "other_authority"), ("lowri", "yourself")],
)
def test_an_administrator_changes_nobody_beyond_reach_and_not_themselves(
    cast: Cast, verb: str, who: str, code: str
) -> None:
    assert refusal(lambda: VERBS[verb](getattr(cast, who), cast.lowri.actor)) == {f"person.{code}"}
    assert not Notice.objects.exists()


@pytest.mark.parametrize("verb", VERBS)
def test_a_former_administrator_is_only_the_national_ones_to_change(cast: Cast, verb: str) -> None:
    changes.deactivate(cast.lowri, cast.gwilym.actor, NOW)
    successor = make_person("rhodri", "Rhodri Llan", "lea-dba", cast.caerwennol)
    assert refusal(lambda: VERBS[verb](cast.lowri, successor.actor)) == {"person.role_reserved"}


# The last administrator.


@pytest.mark.parametrize("verb", ["close", "delete", "change the role"])
def test_the_last_national_administrator_stays(cast: Cast, verb: str) -> None:
    assert refusal(lambda: VERBS[verb](cast.gwilym, SITE)) == {"person.last_administrator"}
    make_person("nia", "Nia Harlech", "national", None)
    VERBS[verb](cast.gwilym, SITE)


@pytest.mark.django_db(transaction=True)
def test_two_national_administrators_who_close_each_other_at_once_do_not_both_succeed() -> None:
    cast = make_cast()
    nia = make_person("nia", "Nia Harlech", "national", None)
    together = threading.Barrier(2)
    outcomes: list[str] = []

    def close(other: User, by: User) -> None:
        together.wait(timeout=120)
        try:
            changes.deactivate(User.objects.get(pk=other.pk), by.actor, NOW)
            outcomes.append("closed")
        except PersonRefused as refused:
            outcomes.extend(problem.code for problem in refused.problems.values())
        finally:
            connection.close()

    threads = [threading.Thread(target=close, args=pair) for pair in ((nia, cast.gwilym), (cast.gwilym, nia))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(outcomes) == ["closed", "person.last_administrator"]
    assert User.objects.filter(role="national", is_active=True).count() == 1


# Deleting.


def test_a_deleted_person_is_gone_and_what_they_did_keeps_its_name(cast: Cast) -> None:
    sent = send(cast.alis, "6814990").transfer
    changes.delete_person(cast.alis, cast.lowri.actor, NOW)
    gone = User.objects.get(username="alis")
    assert (gone.is_active, gone.deleted_at, gone.email, gone.has_usable_password()) == (False, NOW, "", False)
    sent.refresh_from_db()
    assert sent.sent_by.full_name == "Alis Prydderch"
    assert Entry.objects.filter(username="alis", action="file.sent").exists()
    assert Entry.objects.get(action="person.deleted").subject == "alis"


def test_a_deleted_second_step_is_erased(cast: Cast) -> None:
    changes.delete_person(cast.macsen, cast.lowri.actor, NOW)
    assert not has_second_step(cast.macsen)
    assert not cast.macsen.recovery_codes.exists()


@pytest.mark.parametrize("verb", VERBS)
def test_nothing_more_is_done_with_a_deleted_account(cast: Cast, verb: str) -> None:
    changes.delete_person(cast.efa, cast.lowri.actor, NOW)
    assert refusal(lambda: VERBS[verb](cast.efa, cast.lowri.actor)) == {"person.deleted"}


def test_the_database_keeps_a_deleted_account_closed(cast: Cast) -> None:
    changes.delete_person(cast.efa, cast.lowri.actor, NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(username="efa").update(is_active=True)


def test_a_deleted_username_is_never_given_again(cast: Cast) -> None:
    changes.delete_person(cast.efa, cast.lowri.actor, NOW)
    given = Particulars("Efa", "Efa Newydd", "efa@example.org", "lea-user", "681LLLL")
    assert refusal(lambda: invite_person(cast.lowri.actor, given, NOW)) == {"person.username_taken"}


# Links and letters.


def test_no_link_goes_to_a_closed_account(cast: Cast) -> None:
    changes.deactivate(cast.efa, cast.lowri.actor, NOW)
    assert refusal(lambda: changes.send_new_password(cast.efa, cast.lowri.actor, NOW)) == {"person.closed"}


@pytest.mark.parametrize("verb", ["invite again", "new password", "change the role"])
def test_a_letter_never_holds_the_username(cast: Cast, verb: str) -> None:
    person = make_person("681qxz", "Quill Xan", "lea-user", cast.caerwennol)
    VERBS[verb](person, cast.lowri.actor)
    letter = Notice.objects.get()
    assert letter.recipient == "681qxz@example.org"
    assert "681qxz" not in letter.subject + letter.body


def test_a_person_is_told_of_a_new_role_and_by_whom(cast: Cast) -> None:
    changes.change_role(cast.efa, "lea-plasc", "681LLLL", cast.lowri.actor, NOW)
    letter = Notice.objects.get(kind="role_changed")
    assert "Lowri Dyfed, Caerwennol Council has changed your role. It is now: LEA PLASC." in letter.body
    assert "CYBLD AALl" not in letter.body
