"""The reference page of the bridge: where each element of a file stands in SIF, and each element of SIF in a file."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from handover.bridge.mapping import MAPPING, MappingRow
from handover.bridge.reasons import REASONS, LossKind
from handover.bridge.translation_codes import ATTENDANCE_REASONS, RELATIONSHIP_TO_CTF, RELATIONSHIP_TO_SIF
from handover.bridge.translations import translation
from handover.cli.reference.markdown import escape_cell, inline_code, write_page, write_section, write_table

WAYS: Final[Mapping[str, str]] = MappingProxyType({"both": "⇄", "to_sif": "→", "to_ctf": "←", "none": "–"})
KINDS: Final[Mapping[LossKind, str]] = MappingProxyType(
    {
        LossKind.NO_HOME: "no home",
        LossKind.CHANGED: "changed",
        LossKind.DERIVED: "derived",
        LossKind.LEFT_OUT: "left out",
    }
)
SELDOM_PAIRED: Final = ("container", "none", "forbidden")


def bridge_page() -> str:
    """Every row of the mapping table, the translations, the codes that differ, the reasons of a report."""
    return write_page(
        "The bridge: a Common Transfer File and SIF",
        "Each element of a file with its home in SIF, and each element of SIF that is about a learner with its place in a "
        "file. Both directions of `handover bridge` and of the site's agent in a zone read this table. ⇄ goes both ways, → "
        "into SIF alone, ← into a file alone, – neither way. What an extended element `CTF_…` holds travels along beside "
        "the object and comes back; other software may not read it. Rows marked *open* rest on no published text about the "
        "file's element. [The bridge for integrators](../integrator/bridge.md) says how to use it; decisions "
        "[38](../decisions/0038-todays-sen-codes-in-sif.md), "
        "[39](../decisions/0039-mandatory-in-sif-and-in-no-file.md), "
        "[40](../decisions/0040-names-of-school-years.md) and "
        "[41](../decisions/0041-identity-of-objects.md) say why.",
        write_section("Elements of a file", *_by_group()),
        write_section("What SIF demands and a file does not hold", _derived()),
        write_section("Never in a file", _forbidden()),
        write_section("What SIF holds and a file does not", *_left()),
        write_section("Translations", _translations()),
        write_section("Relationships", _relationships()),
        write_section("Marks of a register", _marks()),
        write_section("What a report says", _reasons()),
    )


def _by_group() -> Iterator[str]:
    groups: dict[str, list[MappingRow]] = {}
    for row in MAPPING:
        if row.ctf:
            groups.setdefault("/".join(row.ctf.split("/")[:2]) if row.ctf.count("/") > 1 else "", []).append(row)
    for name, rows in groups.items():
        title = name or "The file and the pupil"
        yield write_section(title, _pairs(rows), level=3)


def _pairs(rows: Iterable[MappingRow]) -> str:
    return write_table(
        ["In a file", "", "In SIF", "Translation", "Note"],
        (
            [
                inline_code(row.ctf),
                WAYS[row.ways],
                inline_code(row.sif),
                escape_cell(translation(row.translation).words if row.translation else ""),
                escape_cell(_note(row)),
            ]
            for row in rows
        ),
    )


def _note(row: MappingRow) -> str:
    said = [row.note] if row.note else []
    if row.settled == "open":
        said.append("*Open.*")
    return " ".join(said)


def _derived() -> str:
    rows = (row for row in MAPPING if not row.ctf and row.by not in SELDOM_PAIRED)
    kinds = {"identity": "a RefId", "fixed": "the same in every object", "derived": "worked out, and marked"}
    return write_table(
        ["In SIF", "How", "Note"],
        ([inline_code(row.sif), kinds.get(row.by, "beside its element"), escape_cell(_note(row))] for row in rows),
    )


def _forbidden() -> str:
    rows = [row for row in MAPPING if row.by == "forbidden"]
    words = (
        "A report names these elements without their values. Whoever may pass them on does so by another way than the "
        "transfer of the record."
    )
    return words + "\n\n" + write_table(["In SIF", "Note"], ([inline_code(row.sif), row.note] for row in rows))


def _left() -> Iterator[str]:
    groups: dict[str, list[str]] = {}
    whole: list[str] = []
    for row in MAPPING:
        if row.by == "none" and not row.ctf:
            name, _, below = row.sif.partition("/")
            if below:
                groups.setdefault(name, []).append(inline_code(below) + (f" ({row.note})" if row.note else ""))
            else:
                whole.append(inline_code(name))
    yield "Objects of which nothing has a place: " + ", ".join(whole) + "."
    for name, paths in groups.items():
        yield write_section(name, ", ".join(paths) + ".", level=3)


def _translations() -> str:
    names = sorted({row.translation for row in MAPPING if row.translation})
    return write_table(
        ["Translation", "What it does"], ([inline_code(name), escape_cell(translation(name).words)] for name in names)
    )


def _relationships() -> str:
    back: dict[str, list[str]] = {}
    for four, three in RELATIONSHIP_TO_CTF.items():
        back.setdefault(three, []).append(four)
    return write_table(
        ["In a file", "Into SIF", "Out of SIF"],
        (
            [inline_code(code), inline_code(sif), " ".join(back.get(code, ()))]
            for code, sif in RELATIONSHIP_TO_SIF.items()
        ),
    )


def _marks() -> str:
    return write_table(
        ["Mark", "Type", "Status"],
        ([inline_code(mark), kind, status] for mark, (kind, status) in ATTENDANCE_REASONS.items()),
    )


def _reasons() -> str:
    return write_table(
        ["Reason", "Kind", "English", "Cymraeg"],
        (
            [inline_code(name), KINDS[reason.kind], escape_cell(reason.words.en), escape_cell(reason.words.cy)]
            for name, reason in REASONS.items()
        ),
    )
