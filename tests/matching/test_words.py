import pytest
from hypothesis import given
from hypothesis import strategies as st

from handover.common.folding import fold
from handover.matching.words import TITLE_NAMES, NamePlace, WordAgreement, compare_words, split_name
from tests.matching.name_pairs import ALIKE

SURNAME, FORENAME, MIDDLE = NamePlace.SURNAME, NamePlace.FORENAME, NamePlace.MIDDLE


@pytest.mark.parametrize(
    ("name", "place", "words"),
    [
        ("Mohammed Adnan", FORENAME, ("mohammed", "adnan")),
        ("Anne-Marie", FORENAME, ("anne", "marie")),
        ("Van An", FORENAME, ("van", "an")),
        ("Thị Hà", FORENAME, ("thi", "ha")),
        ("Zain ul Abidin", FORENAME, ("zain", "abidin")),
        ("María del Carmen", FORENAME, ("maria", "carmen")),
        ("M Ali", FORENAME, ("m", "ali")),
        ("D. James", FORENAME, ("d", "james")),
        ("SiÃ¢n", FORENAME, ("sian",)),
        ("O’Brien-Smith", SURNAME, ("obrien", "smith")),
        ("O Brien", SURNAME, ("obrien",)),
        ("M’Donald", SURNAME, ("macdonald",)),
        ("Mac Donald", SURNAME, ("macdonald",)),
        ("van der Berg", SURNAME, ("berg",)),
        ("de la Cruz Gómez", SURNAME, ("cruz", "gomez")),
        ("Al-Hassan", SURNAME, ("hassan",)),
        ("bin Ahmed", SURNAME, ("ahmed",)),
        ("binti Yusuf", SURNAME, ("yusuf",)),
        ("ferch Gwilym", SURNAME, ("gwilym",)),
        ("ap Rhys", SURNAME, ("aprhys",)),
        ("ap Rhys", MIDDLE, ("rhys",)),
        ("bin Ali", MIDDLE, ("ali",)),
        ("Van", SURNAME, ("van",)),
        (".", FORENAME, ()),
        ("X", FORENAME, ()),
        ("Unknown", SURNAME, ()),
        ("Baby", FORENAME, ()),
        ("Child", SURNAME, ("child",)),
        ("", MIDDLE, ()),
        ("—", MIDDLE, ()),
    ],
)
def test_a_name_is_taken_apart_into_its_words(name: str, place: NamePlace, words: tuple[str, ...]) -> None:
    assert split_name(name, place) == words


_AGREEING = {
    WordAgreement.SAME: "Rhys/RHYS, Siân/Sian, O’Neill/ONeill, Łukasz/Lukasz, Nguyễn/Nguyen",
    WordAgreement.EQUAL: (
        "Mohammed/Md, Muhammad/Muhd, Mohamed/Mhd, Xasan/Hassan, Siobhán/Shivawn, Wang/Wong, Zhang/Cheung, Xu/Hsu, "
        "Llywelyn/Llewellyn, Wojciech/Voytek, Sofiia/Zofia, Yasmin/Jasmine, Gheorghe/George, "
        "Kwame/Kwami, Ciobanu/Chobanu, Thanh/Tanh"
    ),
    WordAgreement.SOUND: (
        "Jaswinder/Jasvinder, Kulwinder/Kulvinder, Parvinder/Parwinder, Harwinder/Harvinder, Waheed/Vaheed, Wajid/Vajid, "
        "Laxmi/Lakshmi, Laxman/Lakshman, Wijesinghe/Vijesinghe, Grewal/Greval, Dixit/Dikshit, Smith/Smyth, "
        "Kowalski/Kovalski, Wiśniewska/Vishnevska, Okonkwo/Okonkwoh, Srinivasan/Shrinivasan, Viswanathan/Vishwanathan, "
        "Popescu/Popesku, Ngozi/Engozi, Maxamuud/Mahamuud"
    ),
    WordAgreement.SHORT: (
        "Maria/Marysia, Kasia/Katarzyna, Tobi/Oluwatobi, Sasha/Oleksandr, Guto/Gruffydd, Bob/Robert, Mo/Muhammad, "
        "Abdirahman/Rahman, Oluwadarasimi/Darasimi, Kojo/Kwadwo, Pepe/José, Jess/Jessie"
    ),
    WordAgreement.LETTER: "Megan/Tegan, Adnan/Adnam, Davies/Davices, Thomas/Thonas, Jaspreet/Jaspteet",
    WordAgreement.NEAR: "Owen/Gwen, Reed/Rees, Anya/Arya, Hall/Hill",
    WordAgreement.BEGINNING: "Ger/Gergely, Sam/Samwell, Wilk/Wilkinson, Zul/Zulqarnain",
    WordAgreement.LIKE: "Elizabeth/Elziabteh, Christopher/Chritopsherr, Catherine/Ctaherime, Kowalczuk/Kowlazcuk",
    WordAgreement.INITIAL: "J/John, m/Mohammed, Ł/Lena",
}
AGREEING = [(agreement, *pair.split("/")) for agreement, pairs in _AGREEING.items() for pair in pairs.split(", ")]


@pytest.mark.parametrize(("agreement", "one", "other"), AGREEING)
def test_two_words_agree(agreement: WordAgreement, one: str, other: str) -> None:
    assert compare_words(fold(one), fold(other)) is agreement
    assert compare_words(fold(other), fold(one)) is agreement


_STRANGERS = """
Adnan: Bilal, Tanvir, Yusuf, Idris
Ha: Phuong
Marie: Louise, Rose
Khang: Khoa
Ben: Dan
Maria: Magdalena
Kaur: Singh, Gill
Mohammed: Ahmed, Mahmood, Mustafa
Abdirahman: Abdirizak
Kwame: Kofi, Kwabena
Jaswinder: Kulwinder
Oluwaseun: Oluwatobi
Chinedu: Chidinma
Ngozi: Nkechi
Nguyen: Tran, Pham
Siobhán: Sinéad
Niamh: Naomi
Katarzyna: Karolina
Jan: Jakub
Rhys: Rhun, Rhodri
Llinos: Lowri
Jones: James, Johnson
Williams: Wilson
Warsame: Farah
Ionuț: Andrei
"""
STRANGERS = [
    (first, other)
    for first, others in (line.split(": ") for line in _STRANGERS.strip().splitlines())
    for other in others.split(", ")
]


@pytest.mark.parametrize(("one", "other"), STRANGERS)
def test_two_words_do_not_agree(one: str, other: str) -> None:
    assert compare_words(fold(one), fold(other)) is None


def test_an_initial_agrees_with_no_other_letter() -> None:
    assert compare_words("j", "mair") is None
    assert compare_words("j", "m") is None
    assert compare_words("", "") is None
    assert compare_words("", "mair") is None


def test_titles_are_known_in_all_their_spellings() -> None:
    assert {"mohammed", "muhammad", "md", "mohd", "kaur", "singh", "thi", "van", "begum"} <= TITLE_NAMES
    assert not {"adnan", "khan", "grewal", "an", "ha", "maria"} & TITLE_NAMES


words = st.one_of(
    st.sampled_from(sorted({fold(name).replace(" ", "") for pair in ALIKE for name in pair})),
    st.text("abcdekmnrsw", max_size=8),
)


@given(words, words)
def test_words_agree_the_same_way_from_either_side(one: str, other: str) -> None:
    assert compare_words(one, other) is compare_words(other, one)
    assert (compare_words(one, other) is WordAgreement.SAME) == (one == other != "")
