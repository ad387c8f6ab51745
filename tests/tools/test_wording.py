"""A translator corrects the words of the tables in a file of their own, and the sources follow."""

import re
import subprocess
import sys
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from handover.common.plurals import NOUNS
from tools.wording import export, read
from tools.wording_sources import ROOT, SOURCES, collect, spoken_pairs

FAULTS = '''"""What can be wrong with a file."""

FAULTS = (
    _fault("late", "The file is late.", "Mae'r ffeil yn hwyr."),
    _fault(
        "large",
        "The file is larger than {limit} MB: it has {size:byte}. "
        "Send a smaller one.",
        "Mae'r ffeil yn fwy na {limit} MB: mae ganddi {size:byte}.",
    ),
)
SCHOOL = Text("School", "Ysgol")
CODE = ("UPN", "UPN", "UPN")


def count(number: int) -> Text:
    """Say a number of files."""
    return Text("{n:# file|# files}", "{n:# ffeil|# ffeil|# ffeil|# ffeil|# ffeil|# ffeil}").filled(n=number)
'''
CODES = '''"""Codes of languages."""

LANGUAGE = CodeSet(
    "language",
    read_code_rows(
        """
        FRN | French  | Ffrangeg
        YOR | Yoruba
        """
    ),
)
'''
SPOKEN = {
    ("The file is late.", "Mae'r ffeil yn hwyr."),
    (
        "The file is larger than {limit} MB: it has {size:byte}. Send a smaller one.",
        "Mae'r ffeil yn fwy na {limit} MB: mae ganddi {size:byte}.",
    ),
    ("UPN", "UPN"),
}
LATE, LARGE, SCHOOL = "faults.py FAULTS late", "faults.py FAULTS large", "faults.py SCHOOL"
COUNT, FRENCH, YORUBA = "faults.py count", "codes.py LANGUAGE language FRN", "codes.py LANGUAGE language YOR"


class Translator:
    """Somebody who is given the words of some sources, and gives them back with corrections."""

    def __init__(self, folder: Path) -> None:
        self.sources = folder / "sources"
        self.sources.mkdir()
        (self.sources / "faults.py").write_text(FAULTS, encoding="utf-8")
        (self.sources / "codes.py").write_text(CODES, encoding="utf-8")
        self.file = folder / "words.po"
        self.spoken = SPOKEN

    def is_given(self, language: str = "cy") -> Catalog:
        """Have the words exported, and open the file."""
        export(collect(self.sources, self.spoken), language, self.file, self.sources)
        with self.file.open("rb") as opened:
            return read_po(opened)

    def corrects(self, words: dict[str, str], language: str = "cy") -> None:
        """Write corrections into the file, by the places of the words."""
        catalogue = self.is_given(language)
        for message in catalogue:
            if message.context in words:
                message.string = words[message.context]
        with self.file.open("wb") as opened:
            write_po(opened, catalogue)

    def gives_back(self) -> tuple[list[str], list[str]]:
        """Have the file read; return the places that were corrected, and what was wrong."""
        return read(self.file, self.sources, self.spoken)

    def texts(self) -> tuple[str, str]:
        """Return the sources as they are."""
        return tuple((self.sources / name).read_text(encoding="utf-8") for name in ("faults.py", "codes.py"))


@pytest.fixture
def translator(tmp_path):
    return Translator(tmp_path)


def test_a_translator_sees_each_text_with_its_place_and_what_it_is_for(translator):
    given = [(message.context, message.id, message.string) for message in translator.is_given() if message.id]
    assert given == [
        (FRENCH, "French", "Ffrangeg"),
        (YORUBA, "Yoruba", "Yoruba"),
        (LATE, "The file is late.", "Mae'r ffeil yn hwyr."),
        (
            LARGE,
            "The file is larger than {limit} MB: it has {size:byte}. Send a smaller one.",
            "Mae'r ffeil yn fwy na {limit} MB: mae ganddi {size:byte}.",
        ),
        (SCHOOL, "School", "Ysgol"),
        ("faults.py CODE UPN", "UPN", "UPN"),
        (COUNT, "{n:# file|# files}", "{n:# ffeil|# ffeil|# ffeil|# ffeil|# ffeil|# ffeil}"),
    ]
    assert "#. What can be wrong with a file. (_fault)" in translator.file.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["cy", "en"])
def test_what_comes_back_as_it_went_changes_nothing(translator, language):
    translator.is_given(language)
    assert translator.gives_back() == ([], [])
    assert translator.texts() == (FAULTS, CODES)


def test_a_translator_corrects_welsh(translator):
    late = (
        "Mae'r ffeil yn “hwyr”, dywed y \"swyddfa\": anfonwch hi eto heddiw, os gwelwch yn dda, ar ôl ei hagor a'i gwirio."
        "\n\nDiolch \\ ŵyr."
    )
    corrected = {FRENCH: "Ffrangeg (iaith)", YORUBA: "Iorwba", LATE: late, SCHOOL: "Yr ysgol"}
    translator.corrects(corrected)
    assert translator.gives_back() == (list(corrected), [])
    faults, codes = translator.texts()
    assert 'SCHOOL = Text("School", "Yr ysgol")\n' in faults
    assert "        FRN | French  | Ffrangeg (iaith)\n        YOR | Yoruba | Iorwba\n" in codes
    translator.spoken |= {("The file is late.", late)}
    assert translator.gives_back() == ([], [])
    given = {message.context: message.string for message in translator.is_given()}
    assert {place: given[place] for place in corrected} == corrected
    assert translator.gives_back() == ([], [])
    assert translator.texts() == (faults, codes)


def test_an_editor_corrects_english(translator):
    translator.corrects({LATE: "This file is late.", FRENCH: "French!", "faults.py CODE UPN": "Number"}, "en")
    assert translator.gives_back() == ([FRENCH, "faults.py CODE UPN", LATE], [])
    faults, codes = translator.texts()
    assert '_fault("late", "This file is late.", "Mae\'r ffeil yn hwyr."),' in faults
    assert 'CODE = ("UPN", "Number", "UPN")' in faults
    assert "FRN | French! | Ffrangeg\n" in codes


@pytest.mark.parametrize(
    ("place", "words", "fault"),
    [
        (LARGE, "Mae'r ffeil yn fwy na {terfyn} MB: {size:byte}.", "it loses {limit}"),
        (LARGE, "{limit} {size:byte} {now}", "it invents {now}"),
        (LARGE, "{limit} {size:beit}", "“beit” is no noun that is counted"),
        (LARGE, "{limit} {size:byte", "its braces are wrong"),
        (COUNT, "{n:# ffeil|# ffeil}", "has 2 forms, and needs 6"),
        (COUNT, "{n:# ffeil||# ffeil|# ffeil|# ffeil|# ffeil}", "has 6 forms, and needs 6"),
        (LATE, "", "it is empty"),
        (FRENCH, "Ffrangeg | Llydaweg", "holds no |"),
    ],
)
def test_a_bad_correction_is_named_and_nothing_at_all_is_changed(translator, place, words, fault):
    translator.corrects({SCHOOL: "Yr ysgol", place: words})
    changed, faults = translator.gives_back()
    assert changed == []
    assert len(faults) == 1
    assert faults[0].startswith(f"{place}: ")
    assert fault in faults[0]
    assert translator.texts() == (FAULTS, CODES)


def test_a_correction_of_what_has_changed_since_is_refused(translator):
    translator.corrects({LATE: "Mae'n hwyr."})
    path = translator.sources / "faults.py"
    path.write_text(FAULTS.replace("SCHOOL =", "PLACE ="), encoding="utf-8")
    assert translator.gives_back() == ([], [f"{SCHOOL}: there is no such text; export anew: 'Ysgol'"])


def test_a_file_of_another_language_is_refused(translator):
    translator.is_given()
    translator.file.write_text(translator.file.read_text(encoding="utf-8").replace("Language: cy", "Language: fr"))
    assert translator.gives_back() == ([], [f"{translator.file}: the language of the file is fr, not en or cy."])


COMPOSED = [
    "Downloaded: Female",
    "Downloaded: Male",
    "Downloaded: gender not given",
    "Uploaded: Female",
    "Uploaded: Male",
    "Uploaded: gender not given",
]
"""Texts that are put together of others, which the translator has; so are those in which … stands for what is filled in."""
MISSED = """
from tools.wording_sources import ROOT, SOURCES, collect, spoken_pairs

spoken = spoken_pairs()
given = {(wording.english, wording.welsh) for wording in collect(SOURCES, spoken)}
print(*sorted(english for english, welsh in spoken - given if english and "…" not in english), sep="\\n")
"""


def test_no_text_of_the_tables_is_kept_from_the_translator():
    said = subprocess.run([sys.executable, "-c", MISSED], cwd=ROOT, capture_output=True, text=True, check=True)
    assert said.stdout.splitlines() == COMPOSED


@pytest.fixture(scope="module")
def wordings():
    return collect(SOURCES, spoken_pairs())


def test_every_text_has_its_own_place_and_both_languages(wordings):
    assert len({wording.place for wording in wordings}) == len(wordings)
    assert len(wordings) > 2_500
    assert all(wording.english.strip() and wording.welsh.strip() for wording in wordings)


def test_every_text_that_counts_has_a_form_for_every_number(wordings):
    counting = {"en": set(), "cy": set()}
    for wording in wordings:
        for language, needed in (("en", 2), ("cy", 6)):
            text = wording.text(language)
            specs = {spec for _, name, spec, _ in Formatter().parse(text) if name and spec} if "{" in text else set()
            nouns = {text} if wording.place.startswith("common/plurals.py") else set()
            assert {spec for spec in specs if "|" not in spec} - {">4", "date"} <= NOUNS.keys(), text
            for forms in nouns | {spec for spec in specs if "|" in spec}:
                usual = [form for form in forms.split("|") if "=" not in form]
                assert len(usual) == needed, text
                assert all(usual), text
                counting[language].add(forms)
    assert len(counting["en"]) > 25
    assert len(counting["cy"]) > 20


def test_no_text_is_put_together_of_literals_that_a_translator_would_miss():
    glued = [
        path.relative_to(SOURCES).as_posix()
        for path in SOURCES.rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.search(r"\bText\(f[\"']", line)
    ]
    assert glued == ["portal/reports/traces.py"]
