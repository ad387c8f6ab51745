"""When two files are of one child: the UPN and a like forename, or the very same names; and always the same birth date."""

from datetime import date, timedelta

import pytest

from handover.portal.audit.models import Entry
from handover.portal.lostpupils import closing, fetching
from handover.portal.lostpupils.models import LostPupil
from handover.portal.lostpupils.releasing import release_file
from handover.portal.lostpupils.repeats import are_one_child
from handover.portal.transfers import collecting
from handover.portal.transfers.flow import State
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.moving import AlreadyMoved, take_step
from tests.files import SIAN, TOMOS, Child, send
from tests.moments import NOW

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(days=3)
# Of Siân's school: a temporary UPN, another permanent one, and her own with a wrong check letter.
TEMPORARY, OTHER, MISTYPED = "H68129902607A", "Q681299026007", "A681299003017"


def lost(sender, child=SIAN, number=1) -> LostPupil:
    transfer = send(sender, "XXXXXXX", children=[child], number=number, note=str(number)).transfer
    return LostPupil.objects.get(transfer=transfer)


def again(pupil: LostPupil) -> LostPupil:
    return LostPupil.objects.select_related("transfer").get(pk=pupil.pk)


def siân(
    upn: str, surname: str = "Prydderch", forename: str = "Siân", born: str = "2015-02-11", more: str = ""
) -> Child:
    return Child(upn, surname, forename, born, more=more)


ONE_CHILD = {
    "no UPN": (siân(SIAN.upn), siân("")),
    "no UPN in either": (siân(""), siân("")),
    "names in capitals and without accents": (siân(SIAN.upn), siân("", "PRYDDERCH", "SIAN")),
    "a temporary UPN that became permanent": (siân(TEMPORARY), siân(SIAN.upn)),
    "a permanent UPN that became temporary": (siân(SIAN.upn), siân(TEMPORARY)),
    "a UPN with a wrong letter": (siân(SIAN.upn), siân(MISTYPED)),
    "the former UPN": (
        siân(SIAN.upn),
        siân(OTHER, "Nowak", more=f"<BasicDetails><FormerUPN>{SIAN.upn}</FormerUPN></BasicDetails>"),
    ),
    "the UPN, another surname": (siân(SIAN.upn), siân(SIAN.upn, "Nowak")),
}
TWO_CHILDREN = {
    "two permanent UPNs": (siân(SIAN.upn), siân(OTHER)),
    "no UPN, another surname": (siân(SIAN.upn), siân("", "Nowak")),
    "no UPN, a surname that only sounds alike": (siân(SIAN.upn), siân("", "Prytherch")),
    "no UPN, another birth date": (siân(SIAN.upn), siân("", born="2015-02-12")),
    "the UPN, another birth date": (siân(SIAN.upn), siân(SIAN.upn, born="2015-02-12")),
    "the UPN, another forename": (siân(SIAN.upn), siân(SIAN.upn, forename="Mari")),
}


@pytest.mark.parametrize(("first", "second"), ONE_CHILD.values(), ids=ONE_CHILD)
def test_two_files_of_one_child_are_linked(cast, first, second):
    earlier, later = lost(cast.alis, first), lost(cast.alis, second, number=2)
    assert again(earlier).superseded_by == later
    assert again(later).superseded_by is None


@pytest.mark.parametrize(("first", "second"), TWO_CHILDREN.values(), ids=TWO_CHILDREN)
def test_files_of_two_children_are_not(cast, first, second):
    lost(cast.alis, first), lost(cast.alis, second, number=2)
    assert LostPupil.objects.filter(superseded_by=None).count() == 2


@pytest.mark.parametrize("sign", ["no UPN", "the former UPN"])
def test_a_school_is_asked_whether_a_file_closes_the_record_of_the_same_child(cast, sign):
    first, second = ONE_CHILD[sign]
    lost(cast.alis, first)
    assert closing.open_questions(send(cast.alis, "6602991", children=[second]).transfer).count() == 1


@pytest.mark.parametrize(
    "sign", ["no UPN, another birth date", "the UPN, another birth date", "the UPN, another forename"]
)
def test_nobody_is_asked_about_another_child(cast, sign):
    first, second = TWO_CHILDREN[sign]
    lost(cast.alis, first)
    assert not closing.open_questions(send(cast.alis, "6602991", children=[second]).transfer).exists()


def test_two_children_whose_birth_date_nobody_knows_are_never_one():
    names = (("Prydderch", "Siân"), ("Prydderch", "Siân"))
    assert not are_one_child((SIAN.upn,), (SIAN.upn,), names=names, born=(None, None))
    assert not are_one_child((SIAN.upn,), (SIAN.upn,), names=names, born=(date(2015, 2, 11), None))


def test_of_three_uploads_the_last_stands_for_both_others_and_all_three_are_found_together(cast):
    first, second, third = (lost(cast.alis, number=number) for number in (1, 2, 3))
    stranger = lost(cast.alis, TOMOS, number=4)
    assert [again(pupil).superseded_by for pupil in (first, second, third)] == [third, third, None]
    release_file(third, cast.grug_primary, cast.jac, NOW)
    begun = collecting.start_collection([again(third).onward.reference], cast.carys, LATER)
    collecting.take_out_collection(begun, cast.carys, LATER)
    collecting.answer_collection(begun, arrived=True, by=cast.carys, now=LATER)
    assert {again(pupil).stage for pupil in (first, second, third)} == {State.FOUND}
    assert again(stranger).stage is State.LODGED


def test_the_log_says_which_upload_took_the_place_of_which(cast):
    first, second, third = (str(lost(cast.alis, number=number).transfer.reference) for number in (1, 2, 3))
    linked = Entry.objects.filter(action="lost.linked").order_by("sequence")
    assert [(entry.subject, entry.facts) for entry in linked] == [
        (first, {"later": second}),
        (second, {"later": third}),
    ]


def test_a_second_upload_takes_the_place_of_a_first_that_an_authority_has(cast):
    first = lost(cast.alis)
    fetching.take_out_of_store(fetching.begin_fetching(first, cast.jac, NOW), cast.jac, NOW)
    assert again(first).stage is State.TAKEN
    second = lost(cast.alis, number=2)
    assert again(first).superseded_by == second


def test_a_first_upload_that_is_on_its_way_to_a_school_stays_as_it_is(cast):
    first = lost(cast.alis)
    release_file(first, cast.grug_primary, cast.jac, NOW)
    lost(cast.alis, number=2)
    assert again(first).superseded_by is None


# What a later upload replaced, or another authority took, cannot be sent on.


def test_a_file_that_a_later_upload_replaced_is_not_released_nor_downloaded(cast):
    first = lost(cast.alis)
    lost(cast.alis, number=2)
    with pytest.raises(AlreadyMoved):
        release_file(again(first), cast.grug_primary, cast.jac, NOW)
    with pytest.raises(AlreadyMoved):
        fetching.begin_fetching(again(first), cast.jac, NOW)
    assert again(first).stage is State.LODGED


def test_a_file_that_is_replaced_in_the_moment_of_its_release_stays_where_it_is(cast):
    seen = again(lost(cast.alis))
    lost(cast.alis, number=2)
    assert seen.superseded_by is None
    with pytest.raises(AlreadyMoved):
        release_file(seen, cast.grug_primary, cast.jac, NOW)
    assert (again(seen).stage, Transfer.objects.filter(parent=seen.transfer).count()) == (State.LODGED, 0)


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


def test_a_pupil_who_has_left_the_store_is_replaced_by_nobody(cast):
    first = lost(cast.alis)
    take_step("recall", first.transfer, by=cast.alis, now=NOW)
    second = lost(cast.alis, number=2)
    assert (again(first).superseded_by, again(second).superseded_by) == (None, None)
