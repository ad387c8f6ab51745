"""`handover sif`: check SIF UK documents, explain the objects, make sample schools."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

import click

from handover.common.problems import Problem
from handover.invented.sif import invent_examples, invent_school
from handover.sif.checks.document import Options, check_stream, check_together
from handover.sif.checks.document import check_document as check_document
from handover.sif.checks.report import SifReport
from handover.sif.explain import explain_object, look_up
from handover.sif.reader import STREAM_FROM
from handover.sif.reference import pages, stubs, write_example
from handover.sif.schema import schema_text
from handover.sif.specification import UK_NAMESPACE, uk_model
from handover.sif.writer import write_object

_ROOT = Path(__file__).parents[3]
_PAGES = _ROOT / "docs" / "reference" / "sif"
_PACKAGE = Path(__file__).parents[1] / "sif"


@click.group()
def sif() -> None:
    """Check SIF UK objects and messages, explain them, make sample schools."""


@sif.command("check")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True))
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line and file.")
@click.option("--partial", is_flag=True, help="Objects may be partial, as in Change and Delete events.")
@click.option("--whole", is_flag=True, help="Objects must be whole, whatever the event around them says.")
@click.option(
    "--together", is_flag=True, help="The files are one complete collection: every reference must lead to it."
)
@click.option("--newer-codes", is_flag=True, help="An unknown code of a closed list is only a warning.")
@click.option("--limit", default=1000, show_default=True, help="Show at most this many problems of a file; 0 for all.")
def check_sif_command(
    files: tuple[Path, ...],
    as_json: bool,
    partial: bool,
    whole: bool,
    together: bool,
    newer_codes: bool,
    limit: int,
) -> None:
    """Check objects or whole SIF_Messages. Exit 0 if all are acceptable, 1 if any is refused."""
    if partial and whole:
        raise click.UsageError("--partial and --whole exclude each other.")
    mode = True if partial else False if whole else None
    options = Options(partial=mode, newer_codes=newer_codes, complete=together, limit=limit)
    refused = False
    for name, report in _reports(files, options, together):
        refused |= not report.acceptable
        click.echo(json.dumps(_json(name, report), ensure_ascii=False) if as_json else _words(name, report))
    sys.exit(1 if refused else 0)


def _reports(files: tuple[Path, ...], options: Options, together: bool) -> Iterable[tuple[str, SifReport]]:
    if together:
        name = str(files[0]) if len(files) == 1 else f"{len(files)} files"
        yield name, check_together(map(_read, files), options)
        return
    for path in files:
        if str(path) != "-" and path.is_file() and path.stat().st_size > STREAM_FROM:
            with _open(path) as source:
                yield str(path), check_stream(source, options)
        else:
            yield str(path), check_document(_read(path), options)


def _open(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise click.UsageError(f"{path} cannot be read: {error.strerror}.") from None


def _read(path: Path) -> bytes:
    if str(path) == "-":
        return sys.stdin.buffer.read()
    try:
        return path.read_bytes()
    except OSError as error:
        raise click.UsageError(f"{path} cannot be read: {error.strerror}.") from None


def _json(name: str, report: SifReport) -> dict[str, object]:
    verdict = "accept" if report.acceptable else "refuse"
    problems = [_problem(problem) for problem in report.problems]
    return {"file": name, "verdict": verdict, "objects": report.objects, "problems": problems}


def _problem(problem: Problem) -> dict[str, object]:
    where = {key: problem.values.get(key) for key in ("object", "ref_id", "rule")}
    return problem.as_json() | where


def _words(name: str, report: SifReport) -> str:
    verdict = "accepted" if report.acceptable else "refused"
    found = sum(report.counts.values())
    lines = [f"{name}: {verdict}; {report.objects} objects, {found} problems"]
    for problem in report.problems:
        line = f"line {problem.line}" if problem.line else "document"
        what = " ".join(filter(None, (problem.values.get("object"), problem.values.get("ref_id"))))
        lines.append(f"  {problem.severity.value}: {line}: {problem.path or ''} {('(' + what + ')') if what else ''}")
        lines.append(f"    {problem.message()} [{problem.code}]")
        lines.append(f"    {problem.remedy()}")
    if found > len(report.problems):
        lines.append(f"  … and {found - len(report.problems)} more; --limit 0 shows all")
    return "\n".join(lines)


@sif.command()
@click.argument("names", nargs=-1)
@click.option("--partial", is_flag=True, help="For partial objects.")
@click.option("--no-namespace", is_flag=True, help="For documents written without the SIF UK namespace.")
def schema(names: tuple[str, ...], partial: bool, no_namespace: bool) -> None:
    """Write the XML Schema of some objects, or of all."""
    for name in names:
        _known(name)
    click.echo(schema_text(partial=partial, namespace=None if no_namespace else UK_NAMESPACE, names=names), nl=False)


@sif.command()
def objects() -> None:
    """List the objects."""
    model = uk_model()
    width = max(map(len, model.names))
    for field in dict.fromkeys(spec.field for spec in model.objects()):
        click.echo(field)
        for spec in model.objects():
            if spec.field == field:
                click.echo(f"  {spec.name:<{width}}  {spec.section:<7}  {spec.purpose}")


@sif.command("show")
@click.argument("name")
def show_sif(name: str) -> None:
    """Explain one object: its table, rules and an example."""
    _known(name)
    click.echo(explain_object(uk_model(), name, write_example(invent_examples()[name])), nl=False)


def _known(name: str) -> None:
    if name not in uk_model().names:
        near = [known for known in uk_model().names if known.lower() == name.lower()]
        hint = f" Did you mean {near[0]}?" if near else " `handover sif objects` lists them."
        raise click.UsageError(f"{name} is not an object of {uk_model().version}.{hint}")


@sif.command("code")
@click.argument("list_name")
@click.argument("value", required=False)
def code_command(list_name: str, value: str | None) -> None:
    """Look up a code of a list, or show the whole list."""
    model = uk_model()
    if list_name not in model.codeset_names:
        raise click.UsageError(
            f"{list_name} is not a list of codes. There are: {', '.join(sorted(model.codeset_names))}"
        )
    try:
        for each, label in look_up(model, list_name, value):
            click.echo(f"{each}  {label}")
    except KeyError:
        raise click.ClickException(f"{value} is not in {list_name} ({model.version}).") from None


@sif.command()
@click.option("--seed", default=1, show_default=True, help="The same seed gives the same school.")
@click.option("--learners", default=30, show_default=True, type=click.IntRange(1, 100_000), help="How many learners.")
@click.option("--days", default=5, show_default=True, type=click.IntRange(0, 190), help="School days with attendance.")
@click.option(
    "--year", default=2026, show_default=True, type=click.IntRange(1990, 2100), help="Year the school year ends."
)
@click.option("-o", "--output", type=click.File("wb"), default="-", help="Where to write; standard output otherwise.")
def sample(seed: int, learners: int, days: int, year: int, output: BinaryIO) -> None:
    """Make an invented school: every object, all references right."""
    output.write(f'<Objects xmlns="{UK_NAMESPACE}">\n'.encode())
    for thing in invent_school(seed, learners=learners, days=days, year=year):
        output.write(write_object(thing).replace(f' xmlns="{UK_NAMESPACE}"'.encode(), b"", 1) + b"\n")
    output.write(b"</Objects>\n")


@sif.command()
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit 1 if a file is out of date.")
def generate(only_check: bool) -> None:
    """Write the stubs and reference pages from the tables they describe."""
    wanted = {_PACKAGE / name: text for name, text in stubs()} | {
        _PAGES / name: text for name, text in pages(invent_examples())
    }
    old = [path for path, text in wanted.items() if not path.is_file() or path.read_text("utf-8") != text]
    for path in old:
        if not only_check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(wanted[path], "utf-8")
        click.echo(f"{'out of date' if only_check else 'written'}: {path.relative_to(_ROOT)}")
    sys.exit(1 if only_check and old else 0)
