from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handover.matching.whole_names import (
    ChildNames,
    NameAgreement,
    NameAlignment,
    NamePlace,
    WholeNameAlignment,
    WordAgreement,
    align_names,
    align_whole_names,
    compare_whole_names,
)

_FORENAMES = {
    NameAgreement.SAME: """
Siân / SIAN
Anne-Marie / Anne Marie
Anne-Marie / Annemarie
Jia Yi / Jiayi
Yi Jia / Jia Yi
Oluwa Seun / Oluwaseun
Abdul Rahman / Abdulrahman
Mary-Ann / Ann Mary
SiÃ¢n / Siân
PaweÅ‚ / Paweł
Thị Hà / Ha Thi
""",
    NameAgreement.SOUND: """
Mohammed Yusuf / Muhammad Youssef
Mohd Tanvir / Md Tanveer
Jaswinder / Jasvinder
Anne-Marie / Ann Mari
Lakshmi Priya / Laxmi Priya
Jia Yi / Chia Yi
Sean Óg / Shaun Og
Abd al-Rahman / Abdurrahman
Katarzyna Maria / Katazhina Marya
""",
    NameAgreement.SHORT: """
Ben / Benjamin
Maria / Marysia
Muhammad / Mo
Aleksandra / Ola
Benjamin James / Ben James
Oluwatobi / Tobi
Mohammed Zakariya / Md Zak
Kate Ann / Catherine Anne
Rahman / Abdirahman
""",
    NameAgreement.LETTER: """
Megan / Tegan
Jaspreet / Jaspteet
Mohammed Adnan / Mohammed Adnam
Jaspreet Thomas / Jaspreet Thonas
""",
    NameAgreement.LIKE: """
Elizabeth / Elziabteh
Catherine Ann / Ctaherime Ann
Owen / Gwen
""",
    NameAgreement.INITIAL: """
J / James
Mohammed A / Mohammed Adnan
J R / James Robert
""",
    NameAgreement.PART: """
Van An / An
Mohammed Tanvir / Tanvir
Md Tanvir / Tanvir
Mohammed Tanvir / Mohammed
Anne-Marie / Marie
João Pedro / Pedro
Jason Ka Ho / Ka Ho
Thị Hà / Hà
Mohammed Adnan Ali / Adnan Ali
Ben / Benjamin James
Lucía María / Lucia
""",
    NameAgreement.SHARED: """
Mohammed Adnan / Mohammed Bilal
Md Adnan / Muhammad Bilal
Mohammed Yusuf / Mohammed Idris
Muhammad Ali / Muhammad Hamza
Thị Hà / Thị Phương
Văn Đức / Văn Hùng
Anne-Marie / Anne-Louise
Đức Khang / Đức Khoa
Minh My / Minh Trang
Sarah Jane / Sarah Louise
Abdul Karim / Abdul Salam
Bibi Aisha / Bibi Zainab
Oluwa Seun / Oluwa Tobi
Jean-Luc / Jean-Pierre
""",
    NameAgreement.DIFFERENT: """
Rhys / Owain
Adnan / Bilal
Mohammed / Tanvir
Oluwaseun / Oluwatobi
Jaswinder / Kulwinder
Abdirahman / Abdirizak
Kasia / Karolina
J / Mair
""",
    NameAgreement.MISSING: """
. / James
X / James
Unknown / Baby
NK / Mohammed Adnan
""",
}
FORENAMES = [
    (agreement, *line.split(" / ")) for agreement, table in _FORENAMES.items() for line in table.strip().splitlines()
]


@pytest.mark.parametrize(("agreement", "one", "other"), FORENAMES)
def test_forenames_are_compared_as_wholes(agreement: NameAgreement, one: str, other: str) -> None:
    assert compare_whole_names(one, other) is agreement
    assert compare_whole_names(other, one) is agreement


_SURNAMES = {
    NameAgreement.SAME: """
Smith-Jones / Jones Smith
O’Brien / O Brien
McDonald / Mc Donald
Wyn-Jones / Wynjones
De Souza / Souza
van der Berg / Berg
Al-Hassan / Hassan
bin Yusuf / Yusuf
Ouyang / Ou Yang
""",
    NameAgreement.SOUND: """
Grewal / Greval
D’Souza / De Sousa
ap Rhys / Price
ab Owen / Bowen
Kowalska / Kowalski
Novák / Nováková
Kazlauskas / Kazlauskaitė
Ivanov / Ivanova
Ouyang / Au Yeung
Xasan Cali / Ali Hassan
""",
    NameAgreement.PART: """
García López / García
García López / López
Wyn-Jones / Jones
Hassan Ali Farah / Ali
Kaur Grewal / Kaur
Kaur Grewal / Grewal
""",
    NameAgreement.SHARED: """
Wyn-Jones / Wyn-Evans
Singh Gill / Singh Sandhu
Hassan Ali / Hassan Omar
""",
    NameAgreement.DIFFERENT: """
Jones / Davies
Nguyễn / Trần
Khan / Ahmed
Kaur / Grewal
""",
}
SURNAMES = [
    (agreement, *line.split(" / ")) for agreement, table in _SURNAMES.items() for line in table.strip().splitlines()
]


@pytest.mark.parametrize(("agreement", "one", "other"), SURNAMES)
def test_surnames_are_compared_as_wholes(agreement: NameAgreement, one: str, other: str) -> None:
    assert compare_whole_names(one, other, NamePlace.SURNAME) is agreement
    assert compare_whole_names(other, one, NamePlace.SURNAME) is agreement


def clashes_of(alignment: NameAlignment) -> list[tuple[str, str, bool]]:
    return [(clash.one.text, clash.other.text, clash.tells) for clash in alignment.clashes]


@pytest.mark.parametrize(
    ("one", "other", "clashes"),
    [
        ("Mohammed Adnan", "Mohammed Bilal", [("adnan", "bilal", True)]),
        ("Thị Hà", "Thị Phương", [("ha", "phuong", True)]),
        ("Anne-Marie", "Anne-Louise", [("marie", "louise", True)]),
        ("Đức Khang", "Đức Khoa", [("khang", "khoa", True)]),
        ("Mohammed Adnan", "Adnan", []),
        ("Mohammed", "Tanvir", [("mohammed", "tanvir", False)]),
        ("Rhys", "Owain", [("rhys", "owain", True)]),
        ("Rhys James", "Owain", [("james", "owain", True)]),
    ],
)
def test_words_that_stand_against_each_other_are_named(one: str, other: str, clashes: list) -> None:
    assert clashes_of(align_names(one, other)) == clashes


def pairs_of(alignment: NameAlignment) -> list[str]:
    """Return the pairs as `one=other how PLACES`."""
    return [
        f"{pair.one.text}={pair.other.text} {pair.agreement} {pair.one.place[0]}{pair.other.place[0]}"
        for pair in alignment.pairs
    ]


def called(names: str) -> ChildNames:
    """Read `forename | middle names | surname`, or `forename | surname`."""
    forename, *middle, surname = (part.strip() for part in names.split("|"))
    return ChildNames(surname=surname, forename=forename, middle_names=" ".join(middle))


@pytest.mark.parametrize(
    ("one", "other", "exchanged"),
    [
        ("Rhys | Jones", "Rhys | Jones", False),
        ("Rhys | Jones", "Owain | Jones", False),
        # Forename and surname have changed places, spellings and slips and all.
        ("Van An | Nguyen", "Nguyen | Van An", True),
        ("Văn An | Nguyễn", "Nguyen | An", True),
        ("Lucía María | Echevarría Ibarra", "Echevaria Ibara | Lucia Maria", True),
        ("Jia Yi | Ouyang", "Ouyang | Jiayi", True),
        ("Ioana | Ioniță", "Ionitza | Ioanna", True),
        ("Mohammed | Hussain", "Hussein | Muhammad", True),
        ("Katarzyna | Wiśniewska", "Vishnevska | Kasia", True),
        ("Llywelyn | Rhydderch", "Rhyderch | Lywelyn", True),
        ("Adebayo | Okafor", "Okafor | Bayo", True),
        ("Wei | Zhang", "Zhang | Wei", True),
        # Called by a middle name, both ways.
        ("William | Owen | Pugh", "Owen | Pugh", False),
        ("Owen | Pugh", "William | Owain | Pugh", False),
        ("Mohammed | Tanvir | Miah", "Tanvir | Miah", False),
        ("Elizabeth | Catherine | Lloyd", "Katie | Lloyd", False),
        # The second forename as surname, as in Wales.
        ("Rhys | Gwilym | Jones", "Rhys | Gwilym", False),
        ("Mair | Elen | Davies", "Mair | Elin", False),
        # Chain names: the surname is another part of the chain.
        ("Farah | Cali | Xasan", "Farah | Ali", False),
        ("Farah | Cali Xasan | Warsame", "Farah | Hassan", False),
        ("Fatima | Omar | Al-Masri", "Fatima | Umar", False),
        ("Farah Cali | Xasan", "Farah | Cali", False),
        ("Amina | Farah Jama", "Amina | Farah", False),
        # Kaur and Singh.
        ("Harpreet | Kaur", "Harpreet | Kaur | Grewal", False),
        ("Harpreet | Kaur", "Harpreet | Grewal", False),
        ("Gurpreet | Singh | Sandhu", "Gurpreet | Singh", False),
        ("Aisha | Begum", "Aisha | Khan", False),
        # A child with one name.
        (". | Suryani", "Suryani | Suryani", False),
        ("X | Suryani", "Dewi | Suryani", False),
        ("Suryani | .", "Suryani | Suryani", False),
        ("Suryani | Suryani", "Dewi | Suryani", False),
    ],
)
def test_a_forename_and_a_surname_that_have_changed_places_are_known(one: str, other: str, exchanged: bool) -> None:
    assert align_whole_names(called(one), called(other)).exchanged is exchanged
    assert align_whole_names(called(other), called(one)).exchanged is exchanged


def test_every_word_is_paired_with_the_one_it_agrees_with_best_wherever_it_stands() -> None:
    found = align_whole_names(called("Farah | Cali | Xasan"), called("Farah | Hassan Ali"))
    assert sorted(pairs_of(found)) == ["cali=ali equal ms", "farah=farah same ff", "xasan=hassan equal ss"]
    assert [pair.one.text for pair in found.crossed] == ["cali"]


def test_the_same_place_is_preferred_where_words_agree_alike() -> None:
    found = align_whole_names(called("Ali | Hassan | Ali"), called("Ali | Hassan | Ali"))
    assert sorted(pairs_of(found)) == ["ali=ali same ff", "ali=ali same ss", "hassan=hassan same mm"]
    assert not found.exchanged


def test_words_of_one_place_are_paired_before_those_that_agree_as_well_elsewhere() -> None:
    found = align_whole_names(called("Rhys | Reece | Jones"), called("Rees | Reese | Jones"))
    assert [pair.one.place for pair in found.crossed] == []
    assert len(found.pairs) == 3


def test_a_surname_is_not_paired_with_an_initial_or_a_beginning() -> None:
    assert align_whole_names(called("J | Pugh"), called("Alun | Jones")).pairs == ()
    assert align_whole_names(called("Rob | Pugh"), called("Alun | Robson")).pairs == ()


def test_brothers_with_their_fathers_names_stand_against_each_other_by_their_own() -> None:
    found = align_whole_names(called("Farah | Cali | Xasan"), called("Mahad | Cali | Xasan"))
    assert clashes_of(found) == [("farah", "mahad", True)]
    found = align_whole_names(called("Mohammed | Adnan | Khan"), called("Mohammed Bilal | Khan"))
    assert clashes_of(found) == [("adnan", "bilal", True)]


def test_what_one_name_has_more_stands_against_nothing() -> None:
    found = align_whole_names(called("Rhys | Ifan Tomos | Jones"), called("Rhys | Jones"))
    assert [word.text for word in found.left_one] == ["ifan", "tomos"]
    assert found.left_other == ()
    assert found.clashes == ()


def test_a_repeated_surname_in_place_of_a_forename_speaks_against_nobody() -> None:
    assert clashes_of(align_whole_names(called("Suryani | Suryani"), called("Dewi | Suryani"))) == []
    assert clashes_of(align_whole_names(called("Owen | Owen"), called("Owen | Owen"))) == []


@pytest.mark.parametrize(
    ("one", "other", "used"),
    [
        (
            ChildNames("Smith", "Jo", former_surname="Price"),
            ChildNames("Pryce", "Joanna"),
            ("former_surname", "surname"),
        ),
        (ChildNames("Price", "Jo"), ChildNames("Smith", "Jo", former_surname="Price"), ("surname", "former_surname")),
        (
            ChildNames("Begum", "Aisha", preferred_surname="Khan"),
            ChildNames("Khan", "Aisha"),
            ("preferred_surname", "surname"),
        ),
        (ChildNames("Smith", "Jo", former_surname="Price"), ChildNames("Smith", "Jo"), ("surname", "surname")),
        (
            ChildNames("Jones-Evans", "Jo", preferred_surname="Jones"),
            ChildNames("Jones-Hughes", "Jo"),
            ("preferred_surname", "surname"),
        ),
        (ChildNames("", "Jo", preferred_surname="Price"), ChildNames("Price", "Jo"), ("preferred_surname", "surname")),
    ],
)
def test_the_former_or_preferred_surname_is_used_where_it_agrees(
    one: ChildNames, other: ChildNames, used: tuple[str, str]
) -> None:
    found = align_whole_names(one, other)
    assert (found.surname_of_one, found.surname_of_other) == used
    assert found.clashes == ()


def test_the_preferred_forename_is_used_where_it_agrees() -> None:
    found = align_whole_names(
        ChildNames("Pugh", "Bartholomew", preferred_forename="Archie"), ChildNames("Pugh", "Archibald")
    )
    assert (found.forename_of_one, found.forename_of_other) == ("preferred_forename", "forename")
    assert pairs_of(found) == ["pugh=pugh same ss", "archie=archibald short ff"]


def test_nothing_is_missing_and_different_at_once() -> None:
    assert align_whole_names(ChildNames(), called("Rhys | Jones")).agreement is NameAgreement.MISSING
    assert align_names("", "").agreement is NameAgreement.MISSING


_PLAIN = [
    "mohammed",
    "md",
    "adnan",
    "bilal",
    "anne",
    "marie",
    "ann",
    "jia",
    "yi",
    "jiayi",
    "thi",
    "ha",
    "phuong",
    "hassan",
    "ali",
    "farah",
    "van",
    "an",
    "ben",
    "benjamin",
    "x",
    "j",
    "nguyen",
    "kaur",
    "singh",
    "grewal",
    "suryani",
    "rhys",
    "jones",
    "wyn",
    "owen",
    "owain",
    "maria",
    "marysia",
    "khang",
    "khoa",
]
names = st.lists(st.sampled_from(_PLAIN), max_size=4).map(" ".join)
children = st.builds(
    ChildNames, names, names, names, *(st.sampled_from(["", "jones", "grewal"]),) * 2, st.sampled_from(["", "ben"])
)


def turned(alignment: NameAlignment) -> tuple:
    """Return what an alignment says, seen from the other side, without an order of the pairs."""
    pairs = sorted(
        (pair.other.text, pair.one.text, pair.other.place, pair.one.place, pair.agreement) for pair in alignment.pairs
    )
    return pairs, sorted(map(str, alignment.left_other)), sorted(map(str, alignment.left_one))


def straight(alignment: NameAlignment) -> tuple:
    pairs = sorted(
        (pair.one.text, pair.other.text, pair.one.place, pair.other.place, pair.agreement) for pair in alignment.pairs
    )
    return pairs, sorted(map(str, alignment.left_one)), sorted(map(str, alignment.left_other))


@given(names, names)
def test_an_alignment_is_the_same_from_either_side(one: str, other: str) -> None:
    assert straight(align_names(one, other)) == turned(align_names(other, one))
    assert align_names(one, other).agreement is align_names(other, one).agreement


@given(children, children)
def test_whole_names_are_the_same_from_either_side(one: ChildNames, other: ChildNames) -> None:
    here, there = align_whole_names(one, other), align_whole_names(other, one)
    assert here.agreement is there.agreement
    assert len(here.pairs) == len(there.pairs)


@given(st.lists(st.sampled_from(sorted({*_PLAIN} - {"ben", "van"})), min_size=1, max_size=3, unique=True), names)
def test_the_order_of_the_words_changes_no_pair(words: list[str], other: str) -> None:
    found = [align_names(" ".join(order), other) for order in permutations(words)]
    single = [
        {(pair.one.text, pair.other.text) for pair in each.pairs} for each in found if not joined(each, words, other)
    ]
    assert all(pairs == single[0] for pairs in single)


def joined(alignment: NameAlignment, words: list[str], other: str) -> bool:
    """Say whether two words were read as one, which only those do that stand behind each other."""
    known = {*words, *other.split()}
    return any(word.text not in known for pair in alignment.pairs for word in (pair.one, pair.other))


@given(children)
def test_no_child_differs_from_itself(child: ChildNames) -> None:
    found: WholeNameAlignment = align_whole_names(child, child)
    assert found.clashes == ()
    assert {pair.agreement for pair in found.pairs} <= {WordAgreement.SAME}
    assert found.left_one == found.left_other == ()
