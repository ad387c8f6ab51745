"""The tables as pages to read: one object, all objects, the picture of who refers to whom, a code."""

from collections.abc import Iterable, Iterator
from typing import Final

from handover.sif.checks.rules import BY_ANOTHER, BY_GRAMMAR, MEANING, all_rules
from handover.sif.names import field_name
from handover.sif.specification import ObjectSpec, Specification, SpecificationRow, TypeSpec

_MARK: Final = {"M": "must", "O": "may", "C": "depends", "MR": "must, repeats", "OR": "may, repeats"}
_SHOWN: Final = 8


def heading(spec: ObjectSpec) -> str:
    """Return the heading of an object's page."""
    return f"# {spec.name}\n\nSection {spec.section} · {spec.field} · {spec.purpose}\n"


def explain_object(model: Specification, name: str, example: str | None) -> str:
    """Return the page of an object in Markdown: its table, its rules, an example."""
    spec = model.object(name)
    events = "Events are reported." if spec.events else "No events are reported: it only answers requests."
    key = ", ".join(f"`{path}`" for path in spec.key)
    lines = [heading(spec), f"{events} Key: {key}.\n", *_references(model, spec), "## Table\n", *_table(spec.rows)]
    lines += ["\n## Rules\n", *_rules(spec)]
    used = _types(model, spec)
    if used:
        links = ", ".join(f"[{name}](types.md#{name.lower()})" for name in used)
        lines.append(f"\nThe rules of the common types apply too: {links}.")
    if example:
        lines += ["\n## Example\n", "```xml", example, "```"]
    return "\n".join(lines) + "\n"


def _references(model: Specification, spec: ObjectSpec) -> Iterator[str]:
    back = [other.name for other in model.objects() if spec.name in other.references]
    if spec.references:
        yield "Refers to " + ", ".join(f"[{name}]({name}.md)" for name in spec.references) + ".\n"
    if back:
        yield "Referred to by " + ", ".join(f"[{name}]({name}.md)" for name in back) + ".\n"


def _table(rows: Iterable[SpecificationRow]) -> Iterator[str]:
    yield "| Element / @attribute | Field in Python | Char | Type | Meaning |"
    yield "| --- | --- | --- | --- | --- |"
    rows = tuple(rows)
    for row in rows:
        key = " (key)" if row.key else ""
        field = "each entry" if _is_entry(row, rows) else f"`{field_name(row.name)}`"
        yield f"| `{row.path}`{key} | {field} | {row.char} | {describe_type(row)} | {_cell(row.meaning)} |"


def _is_entry(row: SpecificationRow, rows: tuple[SpecificationRow, ...]) -> bool:
    """Say whether an element is an entry of a list, which in Python is one tuple (`GrammarNode.item`)."""
    together = [other for other in rows if other.parent == row.parent]
    return row.repeatable and together == [row]


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def describe_type(row: SpecificationRow) -> str:
    """Return the type of a row in words: its name, or the values it allows, with its facets."""
    if row.values:
        kind = "values: " + ", ".join(f"`{value.value}`" for value in row.values if not value.defect)
    elif row.union:
        kind = "union: " + "; ".join(m if isinstance(m, str) else ", ".join(m) for m in row.union)
    else:
        kind = row.type or ""
    facets = ", ".join(f"{name} {value}" for name, value in row.facets.items())
    return _cell(f"{kind} ({facets})" if facets else kind)


def _rules(spec: ObjectSpec | TypeSpec) -> Iterator[str]:
    for rule in spec.rules:
        yield f"- `{rule.id}` ({rule.kind}; {how(rule.id)}): {rule.rule}"
    if not spec.rules:
        yield "None beyond the table and the rules for every object."


def how(rule: str) -> str:
    """Say how a rule is checked."""
    if rule in BY_GRAMMAR:
        return f"part of the table, `{BY_GRAMMAR[rule]}`"
    if rule in BY_ANOTHER:
        return f"checked as `{BY_ANOTHER[rule]}`"
    if rule in MEANING:
        return "explains only"
    return all_rules()[rule].severity.value if rule in all_rules() else "see the page of rules"


def _types(model: Specification, spec: ObjectSpec) -> list[str]:
    used = {row.type or "" for row in spec.rows}
    return sorted(name for name in used if name in model.types and model.types[name].rows)


def types_page(model: Specification) -> str:
    """Return the page of the common types."""
    lines = ["# Common types\n"]
    for name, spec in sorted(model.types.items()):
        lines += [f"## {name}\n", f"{spec.meaning}\n"]
        if spec.base:
            facets = ", ".join(f"{key} {value}" for key, value in spec.facets.items())
            lines.append(f"Text of the type {spec.base}" + (f" ({facets})" if facets else "") + ".\n")
        if spec.rows:
            lines += [*_table(spec.rows), "", *_rules(spec), ""]
    return "\n".join(lines)


def codes_page(model: Specification) -> str:
    """Return the page of the code sets; the long national lists by name only."""
    lines = [f"# Code sets of {model.version}\n"]
    for name in sorted(model.codeset_names, key=str.lower):
        codes = model.codeset(name)
        kind = "Closed: other codes are refused." if codes.closed else "Open: other codes are only warned about."
        lines += [f"## {name}\n", f"{kind} {len(codes.values)} codes.\n"]
        if name in model.large_lists:
            lines.append(f"Too long for a page; look one up with `handover sif code {name} CODE`.\n")
            continue
        lines += ["| Code | Meaning |", "| --- | --- |"]
        lines += [f"| `{_cell(value.value)}` | {_cell(value.label)} |" for value in codes.values]
        lines.append("")
    return "\n".join(lines)


def rules_page(model: Specification) -> str:
    """Return the page of all rules, and how each is checked."""
    lines = ["# Rules\n", "## For every object\n"]
    lines += [f"- `{rule.id}`: {rule.rule}" for rule in model.global_rules]
    for spec in model.objects():
        lines += [f"\n## [{spec.name}]({spec.name}.md)\n", *_rules(spec)]
    lines.append("\n## Common types\n")
    for kind in model.types.values():
        lines += [line for line in _rules(kind) if kind.rules]
    return "\n".join(lines) + "\n"


def index_page(model: Specification) -> str:
    """Return the page that lists the objects by field, with the picture of their references."""
    lines = [f"# The objects of {model.version}\n"]
    lines.append("[Common types](types.md) · [Code sets](codes.md) · [Rules](rules.md) · [Problems](problems.md)\n")
    for field in dict.fromkeys(spec.field for spec in model.objects()):
        lines += [f"## {field}\n", "| Object | Section | What it is |", "| --- | --- | --- |"]
        lines += [
            f"| [{spec.name}]({spec.name}.md) | {spec.section} | {spec.purpose} |"
            for spec in model.objects()
            if spec.field == field
        ]
        lines.append("")
    return "\n".join([*lines, "## Which refers to which\n", *draw_references(model), ""])


def draw_references(model: Specification) -> Iterator[str]:
    """Yield the references between objects as a Mermaid diagram, grouped by field."""
    yield "```mermaid"
    yield "flowchart LR"
    for number, field in enumerate(dict.fromkeys(spec.field for spec in model.objects())):
        yield f'  subgraph f{number}["{field}"]'
        yield from (f"    {spec.name}" for spec in model.objects() if spec.field == field)
        yield "  end"
    for spec in model.objects():
        yield from (f"  {spec.name} --> {target}" for target in spec.references)
    yield "```"


def look_up(model: Specification, list_name: str, code: str | None) -> Iterator[tuple[str, str]]:
    """Yield a code and its meaning, or all of a list. KeyError for an unknown list or code."""
    codes = model.codeset(list_name)
    if code is not None:
        yield code, codes.labels[code]
        return
    for value in codes.values:
        yield value.value, value.label
