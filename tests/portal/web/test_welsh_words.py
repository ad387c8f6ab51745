"""Whatever is said in Welsh, wherever it stands, keeps to the agreed words and leaves no mutation to a name."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from handover.common.welsh_words import AGREED_WORDS, find_word_faults
from tools import messages
from tools.wording import corrections, export
from tools.wording_sources import SOURCES, collect, spoken_pairs

pytestmark = pytest.mark.any_database("texts and catalogues")

DOCS = Path(__file__).parents[3] / "docs"
GLOSSARY_ROW = re.compile(r"^\| ([^|]+) \| ([^|]*) \| [^|]+ \| [^|]+ \|$", re.MULTILINE)


def welsh_texts() -> Iterator[tuple[str, str]]:
    for wording in collect(SOURCES, spoken_pairs()):
        yield wording.place, wording.text("cy")
    for message in messages.stored():
        if message.id:
            for text in message.string if isinstance(message.string, tuple) else (message.string,):
                yield f"django.po: {message.id}", text
    for path in SOURCES.rglob("*.cy.html"):
        yield path.name, path.read_text(encoding="utf-8")


def test_every_welsh_text_keeps_to_the_agreed_words():
    texts = list(welsh_texts())
    assert len(texts) > 5_500
    assert [f"{place}: {fault}" for place, text in texts for fault in find_word_faults(text)] == []


def test_several_files_are_to_be_collected_and_not_one_of_them():
    one = 1
    plurals = [message.string for message in messages.stored() if isinstance(message.string, tuple)]
    several = [form for forms in plurals for place, form in enumerate(forms) if place != one]
    assert len(several) > 400
    assert [form for form in several if re.search(r"ffeil (\w+ )?i'w chasglu", form)] == []


@pytest.mark.parametrize(
    ("welsh", "fault"),
    [
        ("Mae'r safle ar gau.", "r safle"),
        ("Canfuwyd 3 disgybl.", "canfu*"),
        ("Llwythwyd i fyny gan ein hysgolion", "llwythwyd i fyny"),
        ("Fe'i hanfonid fel hyn.", "fe'i"),
        ("Ni ellir ei anfon.", "ellir"),
        ("Gall mai hwn yw'r disgybl.", "gall mai"),
        ("Ni anfonwyd dim.", "ni anfon*"),
        ("gan {source_name_cy}", "gan {source_name_cy}"),
        ("dros {authority_cy}", "dros {authority_cy}"),
        ("Anfonwyd i <strong>%(school)s</strong>", "i <strong>%(school)s"),
        ("gyda %(authority)s", "gyda %(authority)s"),
    ],
)
def test_a_fault_is_named(welsh: str, fault: str):
    [said] = find_word_faults(welsh)
    assert said.startswith(f"“{fault}”")


@pytest.mark.parametrize(
    "welsh",
    [
        "Yn dysgu oddi ar y safle",
        "Rhyw neu rywedd",
        "Anfonwyd gan: {source_name_cy}",
        "Mae {source_name_cy} wedi anfon y ffeil {file}.",
        "Mae awdurdod lleol {destination_name_cy} wedi tynnu'r ffeil.",
        "Cadarnhawyd gan %(username)s",
        "Ni allwch weld y dudalen hon",
    ],
)
def test_what_is_right_is_left_alone(welsh: str):
    assert find_word_faults(welsh) == []


def test_a_correction_that_brings_back_another_word_is_refused(tmp_path: Path):
    [wording, *_] = collect(SOURCES, spoken_pairs())
    exported = tmp_path / "welsh.po"
    export([wording], "cy", exported)
    exported.write_text(exported.read_text().replace(f'msgstr "{wording.text("cy")}"', 'msgstr "y safle"'))
    _, fresh, faults = corrections(exported, [wording])
    assert fresh == {}
    assert [("“y safle”" in fault, wording.place in fault) for fault in faults] == [(True, True)]


def glossary() -> dict[str, str]:
    rows = GLOSSARY_ROW.findall((DOCS / "glossary.md").read_text(encoding="utf-8"))
    return {english: welsh for english, welsh in rows if english not in {"Word", "---"}}


def test_the_glossary_says_what_was_agreed():
    written, agreed = glossary(), {word.en: word.cy for word in AGREED_WORDS}
    both = written.keys() & agreed.keys()
    assert len(both) > 20
    assert {english: written[english] for english in both} == {english: agreed[english] for english in both}
    assert [(english, welsh) for english, welsh in written.items() if find_word_faults(welsh)] == []


def test_each_thing_is_agreed_once():
    assert len({word.en for word in AGREED_WORDS}) == len(AGREED_WORDS)
    assert [word.cy for word in AGREED_WORDS if find_word_faults(word.cy)] == []
