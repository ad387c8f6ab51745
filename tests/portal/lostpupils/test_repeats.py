"""Two files that say much the same are two pupils until a person says otherwise; about which of them a person is asked."""

from datetime import timedelta

import pytest

from handover.portal.audit.models import Entry
from handover.portal.lostpupils import closing, fetching, searching
from handover.portal.lostpupils.models import LostPupil, SamePupilCase
from handover.portal.lostpupils.question import Question
from handover.portal.lostpupils.releasing import release_file
from handover.portal.lostpupils.searching import find_hits
from handover.portal.transfers import collecting
from handover.portal.transfers.flow import State
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.moving import AlreadyMoved, take_step
from tests.files import SIAN, TOMOS, Child, ctf, send
from tests.moments import NOW

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(days=3)
# Of Siân's school: a temporary UPN, another temporary one, another permanent one, and her own with a wrong check letter.
TEMPORARY, TEMPORARY_TOO, OTHER, MISTYPED = "H68129902607A", "T68129902608A", "Q681299026007", "A681299003017"


def lost(sender, child=SIAN, number=1, destination="XXXXXXX") -> LostPupil:
    transfer = send(sender, destination, children=[child], number=number, note=str(number)).transfer
    return LostPupil.objects.get(transfer=transfer)


def again(pupil: LostPupil) -> LostPupil:
    return LostPupil.objects.select_related("transfer").get(pk=pupil.pk)


def listed(**fields) -> set[LostPupil]:
    return {hit.pupil for hit in find_hits(Question(**fields)).hits}


def siân(
    upn: str,
    surname: str = "Prydderch",
    forename: str = "Siân",
    born: str = "2015-02-11",
    sex: str = "F",
    more: str = "",
) -> Child:
    return Child(upn, surname, forename, born, sex, more)


def with_details(*parts: str) -> str:
    return f"<BasicDetails>{''.join(parts)}</BasicDetails>"


def middle(names: str) -> str:
    return with_details(f"<MiddleNames>{names}</MiddleNames>")


def home(postcode: str, town: str) -> str:
    return f"<Address><BS7666Address><Town>{town}</Town></BS7666Address><PostCode>{postcode}</PostCode></Address>"


ALIKE = {
    "nothing differs": (siân(SIAN.upn), siân(SIAN.upn)),
    "no UPN": (siân(SIAN.upn), siân("")),
    "no UPN in either": (siân(""), siân("")),
    "names in capitals and without accents": (siân(SIAN.upn), siân("", "PRYDDERCH", "SIAN")),
    "a temporary UPN that became permanent": (siân(TEMPORARY), siân(SIAN.upn)),
    "two temporary UPNs of one school": (siân(TEMPORARY), siân(TEMPORARY_TOO)),
    "two permanent UPNs": (siân(SIAN.upn), siân(OTHER)),
    "a UPN with a wrong letter": (siân(SIAN.upn), siân(MISTYPED)),
    "the former UPN": (
        siân(SIAN.upn),
        siân(OTHER, "Nowak", more=with_details(f"<FormerUPN>{SIAN.upn}</FormerUPN>")),
    ),
    "the UPN, another surname": (siân(SIAN.upn), siân(SIAN.upn, "Nowak")),
    "the UPN, another forename": (siân(SIAN.upn), siân(SIAN.upn, forename="Mari")),
    "a surname that only sounds alike": (siân(SIAN.upn), siân("", "Prytherch")),
    "other middle names": (siân("", more=middle("Mair")), siân("", more=middle("Haf"))),
    "another sex": (siân(""), siân("", sex="M")),
    "a common name with other middle names, another sex and another home": (
        siân(TEMPORARY, "Jones", "Mohammed", more=middle("Hamza") + home("CF99 1AA", "Caerwennol")),
        siân(TEMPORARY_TOO, "Jones", "Mohammed", sex="M", more=middle("Haris") + home("CF99 2ZZ", "Grug Bay")),
    ),
}
"""Pairs about which a person is asked."""

NOT_ALIKE = {
    "a sister of the same day": (siân(SIAN.upn), siân(OTHER, forename="Mari")),
    "a sister of the same day, no UPN": (siân(""), siân("", forename="Mari")),
    "a namesake of another year": (siân(""), siân("", born="2011-09-28")),
    "another family": (siân(SIAN.upn), siân("", "Nowak")),
    "another child with the UPN": (siân(SIAN.upn), Child(SIAN.upn, "Nowak", "Tomasz", "2012-07-30", "M")),
}
"""Pairs about which nobody is asked, because they are two children."""


@pytest.mark.parametrize(("first", "second"), [*ALIKE.values(), *NOT_ALIKE.values()], ids=[*ALIKE, *NOT_ALIKE])
def test_two_files_stay_two_pupils_whatever_they_have_in_common(cast, first, second):
    pupils = {lost(cast.alis, first), lost(cast.alis, second, number=2)}
    assert {again(pupil).superseded_by for pupil in pupils} == {None}
    assert {again(pupil).listed for pupil in pupils} == {True}


@pytest.mark.parametrize(("first", "second"), ALIKE.values(), ids=ALIKE)
def test_a_person_is_asked_about_two_files_that_say_much_the_same(cast, first, second):
    earlier, later = lost(cast.alis, first), lost(cast.alis, second, number=2)
    case = SamePupilCase.objects.get()
    assert (case.earlier, case.later, case.answer, case.found_at) == (earlier, later, "", NOW)


@pytest.mark.parametrize(("first", "second"), NOT_ALIKE.values(), ids=NOT_ALIKE)
def test_nobody_is_asked_about_two_children(cast, first, second):
    lost(cast.alis, first), lost(cast.alis, second, number=2)
    assert not SamePupilCase.objects.exists()


def test_even_the_very_same_bytes_under_another_number_are_two_files_until_a_person_says_so(cast):
    data = ctf("6812990", "XXXXXXX", [SIAN])
    first, second = (send(cast.alis, "XXXXXXX", data=data, number=number).transfer.lost_pupil for number in (1, 2))
    assert listed(surname="Prydderch") == {first, second}
    assert SamePupilCase.objects.get().later == second


def test_two_boys_of_one_name_and_birth_date_are_both_found_one_is_confirmed_and_the_other_is_still_there(cast):
    address = home("CF99 1AA", "Caerwennol")
    hamza = Child("R68129902611A", "Siddiqui", "Muhammad", "2015-06-06", "M", middle("Hamza") + address)
    haris = Child("E68129902612A", "Siddiqui", "Muhammad", "2015-06-06", "M", middle("Haris") + address)
    first, second = lost(cast.alis, hamza), lost(cast.alis, haris, number=2)
    assert listed(surname="Siddiqui", forename="Muhammad") == {first, second}
    confirm(release_file(first, cast.grug_primary, cast.jac, NOW), cast.carys)
    assert (again(first).stage, again(second).stage) == (State.FOUND, State.LODGED)
    assert listed(surname="Siddiqui") == {second}
    assert again(second).middle_names == "Haris"


def test_twins_called_mohammed_with_one_mistyped_upn_are_both_listed(cast):
    adnan = Child(SIAN.upn, "Khan", "Mohammed Adnan", "2015-02-11", "M")
    bilal = Child(SIAN.upn, "Khan", "Mohammed Bilal", "2015-02-11", "M")
    pupils = {lost(cast.alis, adnan), lost(cast.alis, bilal, number=2)}
    assert listed(surname="Khan", birth_date=again(next(iter(pupils))).birth_date) == pupils
    assert SamePupilCase.objects.count() == 1


def confirm(transfer: Transfer, by) -> None:
    begun = collecting.start_collection([transfer.reference], by, LATER)
    collecting.take_out_collection(begun, by, LATER)
    collecting.answer_collection(begun, arrived=True, by=by, now=LATER)


def test_of_three_files_each_is_a_case_with_each_other_and_the_log_names_them(cast):
    first, second, third = (str(lost(cast.alis, number=number).transfer.reference) for number in (1, 2, 3))
    noted = Entry.objects.filter(action="lost.alike").order_by("sequence")
    assert [(entry.subject, entry.facts) for entry in noted] == [
        (first, {"other": second}),
        (first, {"other": third}),
        (second, {"other": third}),
    ]


def test_a_person_is_asked_about_each_of_many_namesakes_although_a_search_would_be_too_vague(cast, monkeypatch):
    monkeypatch.setattr(searching, "MOST_SHOWN", 2)
    for number in range(1, 5):
        lost(cast.alis, number=number)
    assert SamePupilCase.objects.count() == 6


def test_a_pupil_who_has_left_the_store_is_no_case(cast):
    first = lost(cast.alis)
    take_step("recall", first.transfer, by=cast.alis, now=NOW)
    lost(cast.alis, number=2)
    assert not SamePupilCase.objects.exists()


def test_a_pupil_on_the_way_to_a_school_or_with_an_authority_is_a_case_too(cast):
    first, second = lost(cast.alis), lost(cast.bryn, TOMOS)
    release_file(first, cast.grug_primary, cast.jac, NOW)
    fetching.take_out_of_store(fetching.begin_fetching(second, cast.jac, NOW), cast.jac, NOW)
    lost(cast.alis, number=2), lost(cast.bryn, TOMOS, number=2)
    assert {case.earlier for case in SamePupilCase.objects.all()} == {first, second}


# A school that sends a pupil to a real school is asked about each of its lost pupils who may be the one.


@pytest.mark.parametrize(("first", "second"), ALIKE.values(), ids=ALIKE)
def test_a_school_is_asked_whether_a_file_closes_the_record_of_a_pupil_who_may_be_the_one(cast, first, second):
    lost(cast.alis, first)
    assert closing.open_questions(send(cast.alis, "6602991", children=[second]).transfer).count() == 1


@pytest.mark.parametrize(("first", "second"), NOT_ALIKE.values(), ids=NOT_ALIKE)
def test_a_school_is_not_asked_about_another_child(cast, first, second):
    lost(cast.alis, first)
    assert not closing.open_questions(send(cast.alis, "6602991", children=[second]).transfer).exists()


def test_of_two_boys_of_one_name_the_school_says_which_is_found_and_the_other_stays(cast):
    hamza, haris = (
        siân(upn, sex="M", more=middle(name)) for upn, name in ((TEMPORARY, "Hamza"), (TEMPORARY_TOO, "Haris"))
    )
    first, second = lost(cast.alis, hamza), lost(cast.alis, haris, number=2)
    sent = send(cast.alis, "6602991", children=[TOMOS, haris]).transfer
    asked = {question.pupil: rows for question, rows in closing.ask_side_by_side(sent)}
    assert set(asked) == {first, second}
    different = {pupil: {row.label.en for row in rows if row.differs} for pupil, rows in asked.items()}
    assert different == {first: {"Middle names", "UPN"}, second: set()}
    theirs = closing.find_question(sent, str(second.reference))
    closing.answer_closing_question(theirs, yes=True, by=cast.alis, now=NOW)
    assert not closing.open_questions(sent).exists(), "One child of the file closes one record."
    confirm(sent, cast.carys)
    assert (again(first).stage, again(second).stage) == (State.LODGED, State.FOUND)


def test_a_no_for_one_of_two_boys_leaves_the_question_about_the_other(cast):
    first, second = lost(cast.alis), lost(cast.alis, number=2)
    sent = send(cast.alis, "6602991").transfer
    closing.answer_closing_question(closing.find_question(sent, str(first.reference)), yes=False, by=cast.alis, now=NOW)
    assert [question.pupil for question in closing.open_questions(sent)] == [second]
    assert closing.find_question(sent, str(first.reference)) is None
    assert closing.find_question(sent, "no reference") is None


def test_a_second_yes_from_a_page_that_was_open_before_closes_nothing_more(cast):
    first, second = lost(cast.alis), lost(cast.alis, number=2)
    sent = send(cast.alis, "6602991").transfer
    ours, theirs = (closing.find_question(sent, str(pupil.reference)) for pupil in (first, second))
    closing.answer_closing_question(ours, yes=True, by=cast.alis, now=NOW)
    with pytest.raises(AlreadyMoved):
        closing.answer_closing_question(theirs, yes=True, by=cast.alis, now=NOW)
    assert (again(first).stage, again(second).stage) == (State.RELEASED, State.LODGED)


def test_a_question_about_a_file_that_is_gone_still_shows_the_lost_pupil(cast):
    lost(cast.alis)
    sent = send(cast.alis, "6602991").transfer
    Transfer.objects.filter(pk=sent.pk).update(sealed=None)
    ((_question, rows),) = closing.ask_side_by_side(Transfer.objects.get(pk=sent.pk))
    shown = {row.label.en: ([part.text for part in row.one], row.other, row.differs) for row in rows}
    assert shown["Surname"] == (["Prydderch"], (), False)


# What another authority took cannot be sent on.


def test_a_file_that_another_authority_takes_in_the_moment_of_its_release_stays_with_it(cast):
    seen, other = again(lost(cast.alis)), LostPupil.objects.get()
    fetching.take_out_of_store(fetching.begin_fetching(other, cast.hana, NOW), cast.hana, NOW)
    assert (seen.finder, seen.stage) == (None, State.LODGED)
    with pytest.raises(AlreadyMoved):
        release_file(seen, cast.grug_primary, cast.jac, NOW)
    left = again(seen)
    assert (left.stage, left.finder, left.onward) == (State.TAKEN, cast.caerwennol, None)


def test_a_person_of_no_authority_releases_nothing(cast):
    pupil = lost(cast.alis)
    with pytest.raises(AlreadyMoved):
        release_file(pupil, cast.grug_primary, cast.gwilym, NOW)
    assert again(pupil).stage is State.LODGED
