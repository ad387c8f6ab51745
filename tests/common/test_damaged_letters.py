import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handover.common.damaged_letters import mend_letters
from tests.matching.heard_names import HEARD
from tests.matching.name_pairs import ALIKE, UNLIKE

NAMES = sorted(
    {name for pair in (*ALIKE, *UNLIKE) for name in pair} | {name for rows in HEARD.values() for name, _ in rows}
)
HARD = [
    "CĂŞUNEANU",
    "Căşăneanu",
    "ÎŢĂ",
    "IRMÃ",
    "CONCEIÇÃO",
    "ÅÄÖ",
    "ŠŽ",
    "Žižek",
    "Ćirić",
    "Päťoš",
    "Ľudovít",
    "Šťastný",
    "ČAPLOVIČ",
    "İnönü",
    "Gal·la",
    "D’Âge",
    "D‘Arcy",
    "Þór",
    "Æsa",
    "Straße",
    "Võ",
    "Đặng",
    "Ñoño",
    "Ýmir",
    "Ŵyn",
    "Ŷnyr",
    "SIÔN",
    "Âişe",
    "Ágnes’s",
]


@pytest.mark.parametrize(
    ("damaged", "meant"),
    [
        ("SiÃ¢n", "Siân"),
        ("SIÃ¢N", "SIâN"),
        ("ZoÃ«", "Zoë"),
        ("GwÃ¢r", "Gwâr"),
        ("LlÅ·r", "Llŷr"),
        ("Å´yn", "Ŵyn"),
        ("Å¶nyr", "Ŷnyr"),
        ("PaweÅ‚", "Paweł"),
        ("Å\x81ukasz", "Łukasz"),
        ("Åšwiątek", "Świątek"),
        ("DÄ…browski", "Dąbrowski"),
        ("MaÅ‚gorzata Å»Ã³Å‚ta", "Małgorzata Żółta"),
        ("Åžahin", "Şahin"),
        ("YÄ±ldÄ±z", "Yıldız"),
        ("IonuÈ›", "Ionuț"),
        ("È˜tefan", "Ștefan"),
        ("Èšurcanu", "Țurcanu"),
        ("JoÃ£o", "João"),
        ("PeÃ±a", "Peña"),
        ("SeÃ¡n Oâ€™Neill", "Seán O’Neill"),
        ("ThÆ°Æ¡ng", "Thương"),
        ("Nguyá»…n", "Nguyễn"),
        ("Äáº·ng".replace("Ä", "Ä\x90"), "Đặng"),
        ("SiÃ\u0083Â¢n".replace("\u0083", "ƒ"), "Siân"),  # damaged twice
        ("PaweÃ…â€š", "Paweł"),  # damaged twice
        ("FfÃ…Âµel", "Ffŵel"),  # damaged twice
        ("SiĂ˘n", "Siân"),  # read as central European Windows
        ("JoĂŁo", "João"),
        ("Ĺukasz".replace("Ĺ", "Ĺ\x81"), "Łukasz"),
        ("Si├ón", "Siân"),  # read as DOS
        ("Si√¢n", "Siân"),  # read as a Macintosh
        ("Ren√©e", "Renée"),
    ],
)
def test_a_name_that_was_read_in_the_wrong_code_is_mended(damaged: str, meant: str) -> None:
    assert mend_letters(damaged) == meant


def test_no_name_that_is_well_is_changed() -> None:
    written = [
        each
        for name in (*NAMES, *HARD)
        for each in (name, name.upper(), name.lower(), name.title(), unicodedata.normalize("NFD", name))
    ]
    assert {each: mend_letters(each) for each in written if mend_letters(each) != each} == {}


def test_every_name_of_the_tables_is_mended_after_one_wrong_reading() -> None:
    damaged = {name: name.encode().decode("latin-1") for name in NAMES if not name.isascii() and name != "Олена"}
    assert len(damaged) > 100
    assert {name: read for name, read in damaged.items() if mend_letters(read) != name} == {}


def test_what_nobody_can_mend_is_left() -> None:
    assert mend_letters("Si?n") == "Si?n"
    assert mend_letters("Si�n") == "Si�n"
    assert mend_letters("") == ""


@given(st.text("abcdefghijklmnopqrstuvwxyzâêîôûŵŷäëïöüéèáàçñłśćńżźąęóșțăşğıåø' -", max_size=20))
def test_letters_of_names_are_never_taken_for_damage(name: str) -> None:
    assert mend_letters(name) == name
