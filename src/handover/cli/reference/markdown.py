"""The little Markdown that the reference pages need: headings, tables, text that cannot break them."""

from collections.abc import Iterable, Sequence
from typing import Final

NOTE: Final = "<!-- Written by `handover docs` from the tables in the code. Change the table, not this page. -->"


def escape_cell(text: object) -> str:
    """Return text that means itself inside a table: no bar ends a cell, no bracket starts a tag."""
    return str(text).replace("|", "\\|").replace("<", "&lt;").replace("\n", "<br>")


def inline_code(text: object) -> str:
    """Return text set as code, inside a table too."""
    words = str(text).replace("|", "\\|")
    return f"`` {words} ``" if "`" in words else f"`{words}`" if words else ""


def write_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; the cells come ready."""
    lines = ["| " + " | ".join(columns) + " |", "|" + " --- |" * len(columns)]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines)


def write_page(title: str, introduction: str, *parts: str) -> str:
    """Return a whole page that ends with a line feed."""
    return "\n\n".join([f"# {title}", NOTE, introduction.strip(), *parts]) + "\n"


def write_section(title: str, *parts: str, level: int = 2) -> str:
    """Return a part of a page under its heading."""
    return "\n\n".join(["#" * level + f" {title}", *(part for part in parts if part)])
