"""`handover bridge`: a Common Transfer File as SIF objects, and SIF objects as a Common Transfer File, with every loss.

Exit codes: 0 done (losses are told and do not fail), 1 refused, 2 the command could not do its work.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NoReturn

import click

from handover.bridge import CtfConversion, Loss, LossKind, SifConversion, convert_to_ctf, convert_to_sif
from handover.cli.ctf import read_given_file, tell_report
from handover.cli.plainly import say_plainly
from handover.common.identifiers import LA_SUFFIX, split_establishment
from handover.common.problems import Problem
from handover.common.text import LANGUAGES, Text
from handover.ctf.checks import check_ctf
from handover.ctf.filename import OUTSIDE, UNKNOWN
from handover.ctf.model import CommonTransferFile, Header
from handover.ctf.verdict import FileVerdict
from handover.ctf.verdict_json import verdict_as_json
from handover.ctf.writer import write_ctf
from handover.sif.model import SifObject
from handover.sif.objects import object_class
from handover.sif.reader import Found, UnreadableDocument, iterate_objects
from handover.sif.specification import UK_NAMESPACE
from handover.sif.writer import write_objects

SHARED: Final = "shared.xml"
"""What belongs to no one pupil: schools, and what results are of."""
PUPIL_FILE: Final = "pupil-{position:04d}.xml"
OWN_FILES: Final = (SHARED, "pupil-[0-9]*.xml")

KINDS: Final = {
    LossKind.NO_HOME: Text("no place", "dim lle"),
    LossKind.CHANGED: Text("changed", "newidiwyd"),
    LossKind.DERIVED: Text("derived", "cyfrifwyd"),
    LossKind.LEFT_OUT: Text("left out", "gadawyd allan"),
}
_PUPIL: Final = Text("Pupil {number}: {name}", "Disgybl {number}: {name}")
_FILE: Final = Text("The file", "Y ffeil")
_SIF_WRITTEN: Final = Text(
    "{pupils:pupil}, {objects:object} of SIF written to {folder}.",
    "Ysgrifennwyd {pupils:pupil}, {objects:object} SIF i {folder}.",
)
_CTF_WRITTEN: Final = Text(
    "{objects:object} of SIF read, {pupils:pupil} written to {file}.",
    "Darllenwyd {objects:object} SIF, ysgrifennwyd {pupils:pupil} i {file}.",
)
_NOTHING_LOST: Final = Text("Nothing was lost.", "Ni chollwyd dim.")
_PARTIAL: Final = Text(
    "{file}: {count:# object comes|# objects come} from a Change or Delete event, which holds only a part of an object; "
    "left out. Ask the provider for the whole object.",
    "{file}: daw {count:object} o ddigwyddiad Change neu Delete, sy'n dal rhan o wrthrych yn unig; gadawyd hynny "
    "allan. Gofynnwch i'r darparwr am y gwrthrych cyfan.",
)
_NOT_AN_OBJECT: Final = Text("{file}: {words} Left out.", "{file}: {words} Hepgorwyd.")
_NO_LEARNER: Final = Text(
    "There is no learner (LearnerPersonal) among the {objects:object} read from {sources}; "
    "a file that holds no pupils is not written. "
    "Name the folder or documents that hold the learner's objects; a Common Transfer File is for to-sif.",
    "Nid oes dysgwr (LearnerPersonal) ymhlith y {objects:object} a ddarllenwyd o {sources}; "
    "ni ysgrifennir ffeil heb ddisgyblion. "
    "Enwch y ffolder neu'r dogfennau sy'n dal gwrthrychau'r dysgwr; i to-sif y mae Ffeil Drosglwyddo Gyffredin.",
)
_NO_SOURCE: Final = Text(
    "The objects do not say which school the file comes from. Name it with --source.",
    "Nid yw'r gwrthrychau'n dweud o ba ysgol y daw'r ffeil. Enwch hi â --source.",
)
_NO_DESTINATION: Final = Text(
    "The objects do not say which school the file is for. Name it with --destination.",
    "Nid yw'r gwrthrychau'n dweud i ba ysgol y mae'r ffeil. Enwch hi â --destination.",
)
_OVERWRITE: Final = Text(
    "{place} is there already. Name another, or say --overwrite.",
    "Mae {place} yno eisoes. Enwch un arall, neu rhowch --overwrite.",
)
_SIF_NAMESPACE: Final = re.compile(rb"""(xmlns(?::[\w.-]+)?\s*=\s*)(["'])http://www\.sifinfo\.org/[^"']*\2""")


class _PlaceNumber(click.ParamType[str]):
    """The number of a school (seven digits) or an authority (681LLLL), or one of the markers given."""

    name = "number"

    def __init__(self, *markers: str) -> None:
        self.markers = markers

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        number = value.strip().upper()
        school = split_establishment(number)
        if school is not None:
            return school.joined
        if number in self.markers or (number[:3].isdecimal() and number[3:] == LA_SUFFIX):
            return number
        fault = f"{value!r} is not a school's number such as 6812990, nor an authority's such as 681LLLL."
        raise click.BadParameter(fault, ctx, param)


_language = click.option(
    "--language", type=click.Choice(LANGUAGES), default="en", show_default=True, help="English or Welsh words."
)
_json = click.option("--json", "as_json", is_flag=True, help="One JSON object instead of words.")
_overwrite = click.option("--overwrite", is_flag=True, help="Replace what an earlier conversion wrote there.")


@click.group("bridge")
def bridge_command() -> None:
    """Turn a Common Transfer File into SIF objects, or SIF objects into a Common Transfer File."""


@bridge_command.command("to-sif")
@click.argument("file", metavar="CTF")
@click.option("-o", "--output", "folder", required=True, metavar="DIR", type=click.Path(path_type=Path))
@_overwrite
@_json
@_language
def turn_into_sif(file: str, folder: Path, overwrite: bool, as_json: bool, language: str) -> None:
    """Write the pupils of a file as SIF objects: a document a pupil, one for what they share, in publishing order."""
    data = read_given_file(file)
    if data is None:
        sys.exit(2)
    report = check_ctf(data, None, today=_now().date())
    if report.verdict is FileVerdict.REFUSE or report.document is None:
        if as_json:
            say_plainly(json.dumps(verdict_as_json(file, report.verdict, None, report.pupils, report.problems)))
        else:
            tell_report(file, report, language)
        sys.exit(1)
    conversion = convert_to_sif(report.document, offline=True)
    files = _write_folder(folder, conversion, overwrite, language)
    if as_json:
        told = {"file": file, "objects": len(conversion.objects), "files": files}
        say_plainly(json.dumps({**told, "losses": _losses_as_json(conversion.losses, language)}))
        return
    _tell_losses(conversion.losses, report.document, language)
    words = {"pupils": len(conversion.pupils), "objects": len(conversion.objects), "folder": folder}
    say_plainly(_SIF_WRITTEN.say(language, **words))


@bridge_command.command("to-ctf")
@click.argument("sources", nargs=-1, required=True, metavar="DIR|FILE...", type=click.Path(path_type=Path))
@click.option("-o", "--output", "file", required=True, metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "--source",
    metavar="NUMBER",
    type=_PlaceNumber(),
    help="Who makes the file, such as 6812990; otherwise as the objects say.",
)
@click.option(
    "--destination",
    metavar="NUMBER",
    type=_PlaceNumber(UNKNOWN, OUTSIDE),
    help="Whom it is for, such as 6814990 or 681LLLL; XXXXXXX for a lost pupil, MMMMMMM for one outside the sector.",
)
@click.option("--supplier", metavar="NAME", help="The software that the file is to name.")
@_overwrite
@_json
@_language
def turn_into_ctf(
    sources: tuple[Path, ...],
    file: Path,
    source: str | None,
    destination: str | None,
    supplier: str | None,
    overwrite: bool,
    as_json: bool,
    language: str,
) -> None:
    """Write one file of the learners in SIF documents: objects, several in one element, or whole SIF_Messages."""
    objects = _read_sources(sources, language)
    made = convert_to_ctf(objects, now=_now())
    if not made.file.pupils:
        _refuse_nobody(made, sources, len(objects), as_json, language)
    conversion = replace(made, file=replace(made.file, header=_header(made.file.header, source, destination, supplier)))
    data = write_ctf(conversion.file)
    report = check_ctf(data, None, today=_now().date())
    if report.verdict is FileVerdict.REFUSE:
        if as_json:
            public = verdict_as_json(str(file), report.verdict, None, report.pupils, report.problems)
            say_plainly(json.dumps({**public, "losses": _losses_as_json(conversion.losses, language)}))
        else:
            _tell_losses(conversion.losses, conversion.file, language)
            tell_report(str(file), report, language)
        sys.exit(1)
    if file.exists() and not overwrite:
        _stop(_OVERWRITE.say(language, place=file))
    _write_bytes(file, data)
    _tell_ctf(conversion, file, len(objects), as_json, language)
    header = conversion.file.header
    for number, words in ((header.source.la, _NO_SOURCE), (header.destination.la, _NO_DESTINATION)):
        if number is None:
            say_plainly(words.say(language), err=True)


def _refuse_nobody(
    conversion: CtfConversion, sources: Iterable[Path], objects: int, as_json: bool, language: str
) -> NoReturn:
    """Say that there is nobody of whom to write a file, and what became of the objects; end with 1."""
    words = _NO_LEARNER.say(language, objects=objects, sources=", ".join(map(str, sources)))
    if as_json:
        losses = _losses_as_json(conversion.losses, language)
        say_plainly(json.dumps({"objects": objects, "pupils": 0, "message": words, "losses": losses}))
    else:
        if conversion.losses:
            _tell_losses(conversion.losses, conversion.file, language)
        say_plainly(words, err=True)
    sys.exit(1)


def _tell_ctf(conversion: CtfConversion, file: Path, objects: int, as_json: bool, language: str) -> None:
    pupils = len(conversion.file.pupils)
    if as_json:
        told = {"file": str(file), "objects": objects, "pupils": pupils}
        say_plainly(json.dumps({**told, "losses": _losses_as_json(conversion.losses, language)}))
        return
    _tell_losses(conversion.losses, conversion.file, language)
    say_plainly(_CTF_WRITTEN.say(language, objects=objects, pupils=pupils, file=file))


def _now() -> datetime:
    return datetime.now(tz=UTC).astimezone().replace(microsecond=0, tzinfo=None)


def _stop(words: str, code: int = 2) -> None:
    say_plainly(words, err=True)
    sys.exit(code)


def _write_bytes(file: Path, data: bytes) -> None:
    try:
        file.write_bytes(data)
    except OSError as error:
        _stop(f"Cannot write {file}: {error.strerror}.")


def _write_folder(folder: Path, conversion: SifConversion, overwrite: bool, language: str) -> list[str]:
    """Write the documents; return their names in the order in which they are published."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        there = [path for pattern in OWN_FILES for path in folder.glob(pattern)]
    except OSError as error:
        _stop(f"Cannot write to {folder}: {error.strerror}.")
    if there and not overwrite:
        _stop(_OVERWRITE.say(language, place=there[0]))
    for path in there:
        path.unlink()
    documents = {SHARED: conversion.shared} if conversion.shared else {}
    documents |= {PUPIL_FILE.format(position=each.position): each.objects for each in conversion.pupils}
    for name, objects in documents.items():
        _write_bytes(folder / name, write_objects(objects))
    return list(documents)


def _read_sources(sources: Iterable[Path], language: str) -> list[SifObject]:
    objects: list[SifObject] = []
    for path in _files_of(sources):
        try:
            data = path.read_bytes()
        except OSError as error:
            _stop(f"Cannot read {path}: {error.strerror}.")
        objects += _objects_of(path, data, language)
    return objects


def _files_of(sources: Iterable[Path]) -> Iterator[Path]:
    for source in sources:
        if source.is_dir():
            yield from sorted(path for path in source.iterdir() if path.suffix.lower() == ".xml")
        else:
            yield source


def _objects_of(path: Path, data: bytes, language: str) -> Iterator[SifObject]:
    """Yield the whole objects of a document, whichever of SIF's namespaces it is in; stop where it cannot be read.

    What stands in an object's place and is none is said.
    """
    in_ours = _SIF_NAMESPACE.sub(rb"\1\2" + UK_NAMESPACE.encode() + rb"\2", data)
    partial = 0
    try:
        for item in iterate_objects(in_ours):
            if isinstance(item, Found):
                partial += item.partial
                if not item.partial:
                    yield object_class(item.name).view(item.element)
            elif isinstance(item, Problem):
                say_plainly(_NOT_AN_OBJECT.say(language, file=path, words=item.message(language)), err=True)
    except UnreadableDocument as fault:
        problem = fault.problem
        _stop(f"{path}: {problem.message(language)} {problem.remedy(language)}", 1)
    if partial:
        say_plainly(_PARTIAL.say(language, file=path, count=partial), err=True)


def _header(header: Header, source: str | None, destination: str | None, supplier: str | None) -> Header:
    if source is not None and source != f"{header.source.la}{header.source.estab}":
        header = replace(header, source=replace(header.source, la=source[:3], estab=source[3:], urn=None, name=None))
    if destination is not None:
        header = replace(
            header, destination=replace(header.destination, la=destination[:3], estab=destination[3:], urn=None)
        )
    return header if supplier is None else replace(header, supplier=supplier)


def _losses_as_json(losses: Iterable[Loss], language: str) -> list[dict[str, object]]:
    return [loss.as_json(language) for loss in losses]


def _tell_losses(losses: Sequence[Loss], file: CommonTransferFile, language: str) -> None:
    """Say every loss, pupil by pupil, and count them by kind."""
    width = max(len(words.say(language)) for words in KINDS.values()) + 2
    for pupil in sorted({loss.pupil for loss in losses}, key=lambda pupil: pupil or 0):
        name = file.pupils[pupil - 1].full_name if pupil is not None and pupil <= len(file.pupils) else ""
        say_plainly(_FILE.say(language) if pupil is None else _PUPIL.say(language, number=pupil, name=name))
        for loss in losses:
            if loss.pupil == pupil:
                say_plainly(f"  {KINDS[loss.kind].say(language):<{width}}{loss.message(language)}")
    counted = Counter(loss.kind for loss in losses)
    say_plainly(
        "; ".join(f"{words.say(language)}: {counted[kind]}" for kind, words in KINDS.items() if counted[kind])
        or _NOTHING_LOST.say(language)
    )
