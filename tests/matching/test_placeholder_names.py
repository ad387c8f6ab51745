import pytest

from handover.matching.placeholder_names import is_placeholder_name


@pytest.mark.parametrize(
    "typed",
    [
        *(".", "-", "--", "...", "?", "*", "X", "x", "XX", "XXX", "X.", "0", "1", "123"),
        *("NK", "n/k", "N K", "N/A", "n.a.", "TBC", "tba", "Nil", "Not known", "NOT KNOWN", "not-known", "Not Given"),
        *("Unknown", "UNKNOWN", "Name Unknown", "Anhysbys", "Dim enw", "Ddim yn hysbys", "FNU", "LNU"),
        *("Baby", "Baby Boy", "Infant", "Child", "Pupil", "New Pupil", "Plentyn", "None", "Null", "Forename"),
    ],
)
def test_what_is_typed_for_want_of_a_forename_is_no_name(typed: str) -> None:
    assert is_placeholder_name(typed)


@pytest.mark.parametrize("typed", [".", "X", "NK", "Unknown", "Surname", "no surname", "Cyfenw", "N/A"])
def test_what_is_typed_for_want_of_a_surname_is_no_name(typed: str) -> None:
    assert is_placeholder_name(typed, surname=True)


@pytest.mark.parametrize("name", ["Child", "Male", "Null", "Blank", "Test", "Boy", "Baby", "Ng", "O", "Xu", "Na"])
def test_families_are_called_so(name: str) -> None:
    assert not is_placeholder_name(name, surname=True)


@pytest.mark.parametrize(
    "name", ["", " ", "J", "A.", "Z", "Xi", "Na", "Nan", "Bo", "Li", "Ed", "Babs", "Xander", "Nanna", "Max", "Anon-Wyn"]
)
def test_short_and_strange_names_are_names(name: str) -> None:
    assert not is_placeholder_name(name)
