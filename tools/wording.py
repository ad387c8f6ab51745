"""Have the wording of the tables (problems, e-mails, reports, rules, codes) read and corrected outside of Python.

    python -m tools.wording export FILE.po               every text with its Welsh, for a translator's tool
    python -m tools.wording export --language en FILE.po every text with its English, for an editor
    python -m tools.wording read FILE.po                 write the corrections back into the sources

A file that was exported and not changed leaves the sources as they are. Where one correction is bad, none is written.
The words of pages lie elsewhere: see docs/translating.md.
"""

import argparse
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from handover.common.plurals import CATEGORIES, NOUNS
from handover.common.welsh_words import find_word_faults
from tools.wording_sources import ROOT, SOURCES, Pair, Wording, collect, spoken_pairs, write_back

HEADER = """# The texts of Handover's tables. The context of each is its place in the sources.
# `{name}` is filled in; `{days:day}` is a number with its noun; forms for numbers stand between |, # is the number."""


def export(wordings: Iterable[Wording], language: str, file: Path, sources: Path = SOURCES) -> None:
    """Write a PO file: the place as context, the English, and the text in the language that is to be corrected."""
    catalogue = Catalog(locale=language, header_comment=HEADER, project="Handover", version="tables", fuzzy=False)
    for wording in wordings:
        where = wording.path.relative_to(sources).as_posix()
        catalogue.add(
            wording.english,
            wording.text(language),
            context=wording.place,
            auto_comments=[wording.use] if wording.use else [],
            locations=[(where, None)],
        )
    with file.open("wb") as opened:
        write_po(opened, catalogue, width=0)


def corrections(file: Path, wordings: Iterable[Wording]) -> tuple[str, dict[str, str], list[str]]:
    """Return the language of a PO file, the new texts by their places, and everything that is wrong with them."""
    with file.open("rb") as opened:
        catalogue = read_po(opened)
    language = str(catalogue.locale)
    known = {wording.place: wording for wording in wordings}
    if language not in CATEGORIES:
        return language, {}, [f"{file}: the language of the file is {language}, not en or cy."]
    fresh: dict[str, str] = {}
    faults = []
    for message in catalogue:
        if message.id:
            wording, text = known.get(message.context or ""), str(message.string)
            fault = fault_of(message.fuzzy, str(message.id), text, wording, language)
            if fault:
                faults.append(f"{message.context}: {fault}: {text!r}")
            elif wording and text != wording.text(language):
                fresh[wording.place] = text
    return language, fresh, faults


def fault_of(fuzzy: bool, english: str, text: str, wording: Wording | None, language: str) -> str:
    """Say what is wrong with one correction; empty if nothing is."""
    if wording is None:
        return "there is no such text; export anew"
    if text == wording.text(language):
        return ""
    if english != wording.english:
        return "the English was changed since the export; export anew"
    if fuzzy:
        return "it is marked as fuzzy"
    if not text.strip():
        return "it is empty"
    if wording.span(language).cell and any(sign in text for sign in ("|", "\n", "\\", '"""')):
        return "the label of a code holds no |, no backslash and no line break"
    if language == "cy" and (against := find_word_faults(text)):
        return against[0]
    return placeholder_fault(wording.text(language), text, language)


def placeholder_fault(before: str, after: str, language: str) -> str:
    """Say what is wrong with the names in braces and the forms for numbers; empty if nothing is."""
    try:
        old, new = fields(before), fields(after)
    except ValueError as fault:
        return f"its braces are wrong ({fault})"
    if lost := {name for name, _ in old} - {name for name, _ in new}:
        return f"it loses {{{min(lost)}}}"
    if invented := {name for name, _ in new} - {name for name, _ in old}:
        return f"it invents {{{min(invented)}}}"
    if strange := {spec for _, spec in new if "|" not in spec and spec not in NOUNS} - {spec for _, spec in old}:
        return f"“{min(strange)}” is no noun that is counted"
    rows = [spec for _, spec in new if "|" in spec] + ([after] if "|" in before and not old else [])
    for row in rows:
        usual = [form for form in row.split("|") if "=" not in form]
        if len(usual) != len(CATEGORIES[language]) or not all(usual):
            return f"“{row}” has {len(usual)} forms, and needs {len(CATEGORIES[language])}"
    return ""


def fields(text: str) -> list[tuple[str, str]]:
    """Return the names in braces of a text and what follows their colons; ValueError where the braces do not fit."""
    return [(name, spec or "") for _, name, spec, _ in Formatter().parse(text) if name is not None]


def read(file: Path, sources: Path, spoken: set[Pair]) -> tuple[list[str], list[str]]:
    """Write the corrections of a file into the sources; return the places changed, and the faults for which none was."""
    wordings = collect(sources, spoken)
    language, fresh, faults = corrections(file, wordings)
    if faults or not fresh:
        return [], faults
    for path, source in write_back(wordings, fresh, language).items():
        path.write_text(source, encoding="utf-8")
        ruff = [sys.executable, "-m", "ruff", "format", "--quiet", "--config", str(ROOT / "pyproject.toml"), str(path)]
        subprocess.run(ruff, check=True)
    return sorted(fresh), []


def main() -> int:
    """Do what was asked; return how the process ends."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("do", choices=("export", "read"))
    parser.add_argument("file", type=Path)
    parser.add_argument("--language", choices=("en", "cy"), default="cy", help="the language that is to be corrected")
    asked = parser.parse_args()
    spoken = spoken_pairs()
    if asked.do == "export":
        export(collect(SOURCES, spoken), asked.language, asked.file)
        return 0
    changed, faults = read(asked.file, SOURCES, spoken)
    for place in changed:
        print(f"corrected: {place}")
    for fault in faults:
        print(fault, file=sys.stderr)
    if faults:
        print("Nothing was changed.", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
