"""The texts of the tables as they stand in the sources: found as pairs of literals, and written back by their position."""

import ast
import gc
import importlib
import os
import pkgutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import TypeGuard

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "src" / "handover"
WIDTH = 116
Pair = tuple[str, str]


@dataclass(frozen=True)
class Span:
    """Where a text stands in its source: from a line and a byte of it (both from 0) to another, and how it is written."""

    line: int
    start: int
    end_line: int
    end: int
    cell: bool = False


@dataclass(frozen=True)
class Wording:
    """One text of a table: its place (the same as long as its table keeps its form), and both languages with their spans.

    `use` says what the text is for. In a table of codes both languages are cells of one line.
    """

    path: Path
    place: str
    use: str
    english: str
    welsh: str
    english_span: Span
    welsh_span: Span

    def text(self, language: str) -> str:
        """Return the text in one language."""
        return self.welsh if language == "cy" else self.english

    def span(self, language: str) -> Span:
        """Return where the text in one language stands."""
        return self.welsh_span if language == "cy" else self.english_span


def spoken_pairs() -> set[Pair]:
    """Return what the program says in two languages once all of it is loaded: literals are found in the sources by this.

    The sources hand English and Welsh to `Text` in many ways, through functions and tables of their own. Asking for the
    texts that came of it needs no knowledge of these.
    """
    os.environ.setdefault("HANDOVER_MODE", "demo")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "handover.portal.settings")
    import django

    import handover
    from handover.common.plurals import Plural
    from handover.common.text import Text

    django.setup()
    importlib.import_module("handover.portal.urls")  # addresses in their order: one feature's may stand on another's
    for module in pkgutil.walk_packages(handover.__path__, "handover."):
        if ".migrations" not in module.name and not module.name.endswith((".__main__", ".wsgi")):
            importlib.import_module(module.name)
    return {(thing.en, thing.cy) for thing in gc.get_objects() if type(thing) in (Text, Plural)}


def collect(sources: Path, spoken: set[Pair]) -> list[Wording]:
    """Return every text that stands in the sources as two literals, English and Welsh, next to each other."""
    found = []
    for path in sorted(sources.rglob("*.py")):
        if "migrations" not in path.parts:
            found += number_places(SourceFile(path, sources, spoken).wordings())
    return found


class SourceFile:
    """One file of the sources, whose texts are looked for."""

    def __init__(self, path: Path, sources: Path, spoken: set[Pair]) -> None:
        source = path.read_text(encoding="utf-8")
        self.path = path
        self.lines = source.splitlines()
        self.tree = ast.parse(source)
        self.place = path.relative_to(sources).as_posix()
        self.about = (ast.get_docstring(self.tree) or "").partition("\n")[0]
        self.spoken = spoken

    def wordings(self) -> Iterator[Wording]:
        """Yield the texts of the file, in their order."""
        yield from self.visit(self.tree, self.place)

    def visit(self, node: ast.AST, place: str) -> Iterator[Wording]:
        """Yield the texts within a node. Its place is the way to it: variables, functions, keywords, codes, in order."""
        pairs = self.pairs(node)
        place = " ".join([place, *labels(node, {literal for pair in pairs for literal in pair})])
        for first, second in pairs:
            use = f"{self.about} ({callee(node)})" if callee(node) not in ("", "Text") else self.about
            yield Wording(self.path, place, use, first.value, second.value, span_of(first), span_of(second))
        if callee(node) == "read_code_rows" and isinstance(node, ast.Call):
            for table in filter(is_literal, node.args):
                yield from self.cells(table, place)
        if isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                yield from self.visit(value, f"{place} {ast.unparse(key)}" if key else place)
        else:
            for child in ast.iter_child_nodes(node):
                yield from self.visit(child, place)

    def pairs(self, node: ast.AST) -> list[tuple[ast.Constant, ast.Constant]]:
        """Return the texts among the arguments of a call or the members of a tuple: two literals that follow each other."""
        members: list[ast.expr] = []
        if isinstance(node, ast.Call):
            members = [*node.args, *(keyword.value for keyword in node.keywords)]
        elif isinstance(node, ast.Tuple):
            members = node.elts
        found: list[tuple[ast.Constant, ast.Constant]] = []
        for first, second in reversed(list(pairwise(members))):  # a code comes before its words, and may be one of them
            if not (is_literal(first) and is_literal(second) and first.value) or (found and second is found[0][0]):
                continue
            if (first.value, second.value) in self.spoken or callee(node) == "Text":
                found.insert(0, (first, second))
        return found

    def cells(self, table: ast.Constant, place: str) -> Iterator[Wording]:
        """Yield the texts of a table of codes: lines `code | English | Welsh` in one string, the Welsh left out if alike."""
        for number in range(table.lineno - 1, table.end_lineno):
            cells = self.lines[number].split("|")
            if len(cells) < 2:
                continue
            code, english, welsh = (cell.strip() for cell in (*cells, cells[1])[:3])
            ends = [len("|".join(cells[:index]).encode()) for index in (1, 2, 3)]
            first = Span(number, ends[0] + 1, number, ends[1], cell=True)
            second = Span(number, ends[1] + (len(cells) > 2), number, ends[2], cell=True)
            yield Wording(self.path, f"{place} {code}", self.about, english, welsh, first, second)


def labels(node: ast.AST, texts: set[ast.Constant]) -> Iterator[str]:
    """Yield what names a node, if anything does: never one of its texts, which may change."""
    if isinstance(node, ast.ClassDef | ast.FunctionDef):
        yield node.name
    elif isinstance(node, ast.Assign):
        yield ast.unparse(node.targets[0])
    elif isinstance(node, ast.AnnAssign):
        yield ast.unparse(node.target)
    elif isinstance(node, ast.keyword) and node.arg:
        yield node.arg
    elif isinstance(node, ast.Call | ast.Tuple):
        first = next(iter(node.args if isinstance(node, ast.Call) else node.elts), None)
        if is_literal(first) and first not in texts and first.value and " " not in first.value:
            yield first.value


def callee(node: ast.AST) -> str:
    """Return the name of what a call calls; empty for what is no call."""
    called = node.func if isinstance(node, ast.Call) else None
    return called.id if isinstance(called, ast.Name) else called.attr if isinstance(called, ast.Attribute) else ""


def is_literal(node: ast.AST | None) -> TypeGuard[ast.Constant]:
    """Say whether this is a string that stands in the source as it is."""
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def span_of(node: ast.Constant) -> Span:
    """Return where a literal stands."""
    return Span(node.lineno - 1, node.col_offset, (node.end_lineno or node.lineno) - 1, node.end_col_offset or 0)


def number_places(wordings: Iterable[Wording]) -> list[Wording]:
    """Return the texts of one file with places that no two of them share."""
    seen: Counter[str] = Counter()
    numbered = []
    for wording in wordings:
        seen[wording.place] += 1
        again = seen[wording.place]
        numbered.append(replace(wording, place=f"{wording.place} {again}") if again > 1 else wording)
    return numbered


def write_back(wordings: Iterable[Wording], fresh: Mapping[str, str], language: str) -> dict[Path, str]:
    """Return the sources with the new texts in them, by their paths; the files themselves are left as they are."""
    by_path: dict[Path, list[tuple[Span, str]]] = {}
    for wording in wordings:
        if wording.place in fresh:
            by_path.setdefault(wording.path, []).append((wording.span(language), fresh[wording.place]))
    written = {}
    for path, edits in by_path.items():
        lines = path.read_bytes().split(b"\n")
        for span, text in sorted(edits, key=lambda edit: (edit[0].line, edit[0].start), reverse=True):
            replace_span(lines, span, text)
        source = b"\n".join(lines).decode()
        ast.parse(source)
        written[path] = source
    return written


def replace_span(lines: list[bytes], span: Span, text: str) -> None:
    """Put a text where another stood."""
    before, after = lines[span.line][: span.start], lines[span.end_line][span.end :]
    if span.cell:
        width = len(lines[span.line][span.start : span.end].decode())
        cell = f" {text} ".ljust(width) if after else f" {text}"
        lines[span.line] = before + (cell if width else f" |{cell}").encode() + after
    else:
        lines[span.line : span.end_line + 1] = (before + literal(text, span.start).encode() + after).split(b"\n")


def literal(text: str, indent: int) -> str:
    """Write a text as Python, in pieces that fit their lines."""
    quote = "'" if '"' in text and "'" not in text else '"'
    pieces, piece = [], ""
    for word in text.replace("\n", "\n\0").replace(" ", " \0").split("\0"):
        plain = word.replace("\\", "\\\\").replace(quote, f"\\{quote}")
        code = "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in plain)
        if piece and len(piece) + len(code) > WIDTH - indent:
            pieces.append(piece)
            piece = ""
        piece += code
    return f"\n{' ' * indent}".join(f"{quote}{part}{quote}" for part in [*pieces, piece])
