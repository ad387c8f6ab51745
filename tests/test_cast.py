"""The cast can be trusted: everybody is who they are said to be."""

from tests.cast import PASSWORD, Cast


def test_everybody_of_a_place_has_a_mailbox_there(cast: Cast) -> None:
    assert [person.mailbox for person in (cast.alis, cast.efa, cast.gwilym)] == ["6812990", "681LLLL", ""]


def test_everybody_has_the_same_password(cast: Cast) -> None:
    assert all(person.check_password(PASSWORD) for person in cast.people)
