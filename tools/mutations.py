"""The small ways in which code can be broken: each is one change in the syntax tree of a module.

A change is made in place, compiled and taken back, so thousands of them can be listed from one tree.
"""

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType
from typing import Any

LONGEST_SHOWN = 110
OPPOSITES: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
}
# What holds only types, or states what is so anyway.
LEFT_ALONE = ("annotation", "returns", "type_params")
LEFT_ALONE_KINDS = (ast.Assert, ast.Import, ast.ImportFrom)
TYPES = ("Callable", "Mapping", "Sequence", "dict", "list", "tuple")


@dataclass(frozen=True)
class Change:
    """One way to break a module: where it is, what is there before and after."""

    function: str  # the function or class it stands in, by its qualified name; "" at the top
    at_import: bool  # whether it is run when the module is imported, and never again
    kind: str
    lines: range
    before: str
    after: str
    holder: Any  # the node or list that holds what is replaced
    key: Any
    replacement: ast.AST

    @property
    def shown(self) -> str:
        """The change in one line, as `docs/testing.md` lists those that no test notices."""
        return f"`{self.before}` → `{self.after}`"


class Module:
    """A module's tree and every change that can be made in it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.tree = ast.parse(path.read_text())
        self.changes = list(_walk(self.tree, None, (), at_import=True))

    def broken(self, change: Change) -> CodeType:
        """Return the module's code with the change made; the tree stays as it was."""
        before = _put(change.holder, change.key, change.replacement)
        try:
            return compile(self.tree, str(self.path), "exec", dont_inherit=True)
        finally:
            _put(change.holder, change.key, before)


def _put(holder: Any, key: Any, new: ast.AST) -> ast.AST:
    if isinstance(holder, list):
        holder[key], old = new, holder[key]
    else:
        old = getattr(holder, key)
        setattr(holder, key, new)
    return old


def _slots(node: ast.AST) -> Iterator[tuple[str, Any, Any, ast.AST]]:
    for field, value in ast.iter_fields(node):
        if isinstance(value, ast.AST):
            yield field, node, field, value
        elif isinstance(value, list):
            yield from ((field, value, at, item) for at, item in enumerate(value) if isinstance(item, ast.AST))


def _walk(node: ast.AST, statement: ast.stmt | None, scope: tuple[str, ...], *, at_import: bool) -> Iterator[Change]:
    for field, holder, key, child in _slots(node):
        if field in LEFT_ALONE or isinstance(child, LEFT_ALONE_KINDS) or _makes_no_difference(field, child):
            continue
        inside, runs_once, around = scope, at_import, child if isinstance(child, ast.stmt) else statement
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and field == "body":
            inside = (*scope, node.name)
            runs_once = at_import and isinstance(node, ast.ClassDef)
        of_zip = isinstance(child, ast.Constant) and isinstance(node, ast.keyword) and node.arg == "strict"
        if not of_zip and not (field == "slice" and isinstance(child, ast.Tuple)):
            for kind, replacement in _replacements(child, node, key):
                ast.fix_missing_locations(ast.copy_location(replacement, child))
                before, after = _shown(node, child, holder, key, replacement)
                yield Change(".".join(inside), runs_once, kind, _lines(around), before, after, holder, key, replacement)
        yield from _walk(child, around, inside, at_import=runs_once)


def _makes_no_difference(field: str, node: ast.AST) -> bool:
    """Whether it is how a dataclass is made, how much a cache holds, the list of names for `import *`, or a type's name."""
    if isinstance(node, ast.Assign):
        names_type = isinstance(node.value, ast.Subscript) and ast.unparse(node.value.value) in TYPES
        return names_type or ast.unparse(node.targets[0]) == "__all__"
    return (
        field == "decorator_list"
        and isinstance(node, ast.Call)
        and ast.unparse(node.func) in ("dataclass", "lru_cache")
    )


def _lines(statement: ast.stmt | None) -> range:
    """Return the lines of a simple statement, or of the head of one with a body."""
    assert statement is not None
    body = getattr(statement, "body", None) or getattr(statement, "cases", None)
    last = statement.end_lineno or statement.lineno
    if isinstance(body, list):
        last = max(statement.lineno, getattr(body[0], "lineno", getattr(body[0], "pattern", statement).lineno) - 1)
    return range(statement.lineno, last + 1)


def _shown(parent: ast.AST, child: ast.AST, holder: Any, key: Any, replacement: ast.AST) -> tuple[str, str]:
    """Return what is there before and after; a bare constant with what it stands in."""
    if not isinstance(child, ast.Constant) or (isinstance(parent, ast.stmt) and hasattr(parent, "body")):
        before, after = ast.unparse(child), ast.unparse(replacement)
    else:
        before = ast.unparse(parent)
        old = _put(holder, key, replacement)
        after = ast.unparse(parent)
        _put(holder, key, old)
    before, after = (" ".join(text.split()).replace("`", "'") for text in (before, after))
    differs = next((at for at, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), 0)
    start = max(0, differs - LONGEST_SHOWN // 2) if max(len(before), len(after)) > LONGEST_SHOWN else 0
    return _cut(before, start), _cut(after, start)


def _cut(text: str, start: int) -> str:
    end = start + LONGEST_SHOWN
    return ("…" if start else "") + text[start:end] + ("…" if len(text) > end else "")


def _replacements(node: ast.AST, parent: ast.AST, key: Any) -> Iterator[tuple[str, ast.AST]]:
    """Yield each other node that could stand in the place of this one, and the kind of change."""
    if _can_be_left_out(node, parent):
        yield "statement", ast.Pass()
    match node:
        case ast.Constant(value=bool(value)):
            yield "bool", ast.Constant(not value)
        case ast.Constant(value=int(value)):
            yield "number", ast.Constant(value + 1)
            yield "number", ast.Constant(value - 1)
        case ast.Compare(ops=ops):
            yield from (("comparison", _with(node, "ops", at, OPPOSITES[type(op)]())) for at, op in enumerate(ops))
        case ast.BoolOp(op=op, values=values):
            yield "and/or", _set(node, op=OPPOSITES[type(op)]())
            yield from (("operand", _dropped(node, "values", at)) for at in range(len(values)))
        case ast.BinOp(op=ast.Add() | ast.Sub() as op) if not any(map(_is_text, (node.left, node.right))):
            yield "plus/minus", _set(node, op=OPPOSITES[type(op)]())
        case ast.Call():
            yield from _of_call(node)
        case _:
            yield from _of_collection(node, parent)
    if key == "test" and isinstance(parent, ast.If | ast.IfExp | ast.While):
        yield "condition", ast.UnaryOp(ast.Not(), node)  # type: ignore[arg-type]


def _of_collection(node: ast.AST, parent: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    match node:
        case ast.Tuple(elts=items, ctx=ast.Load()) if not isinstance(parent, ast.Return | ast.Assign):
            yield from (("element", _dropped(node, "elts", at)) for at in range(len(items)))
        case ast.List(elts=items, ctx=ast.Load()) | ast.Set(elts=items):
            yield from (("element", _dropped(node, "elts", at)) for at in range(len(items)))
        case ast.Dict(keys=keys):
            yield from (("element", _dropped(_dropped(node, "keys", at), "values", at)) for at in range(len(keys)))
        case ast.comprehension(ifs=ifs):
            yield from (("filter", _dropped(node, "ifs", at)) for at in range(len(ifs)))


def _can_be_left_out(node: ast.AST, parent: ast.AST) -> bool:
    """Whether it is a statement that changes something, or that ends a function or a loop early."""
    if isinstance(node, ast.Expr):
        return not isinstance(node.value, ast.Constant)
    if isinstance(node, ast.Return):  # one at the end of a function is no early one
        return not isinstance(parent, ast.FunctionDef | ast.AsyncFunctionDef)
    return isinstance(node, ast.AugAssign | ast.Raise | ast.Continue | ast.Break)


def _of_call(call: ast.Call) -> Iterator[tuple[str, ast.AST]]:
    name = ast.unparse(call.func).rpartition(".")[2]
    if len(call.args) > 1 and not any(isinstance(each, ast.Starred) for each in call.args[:2]):
        first, second, *others = call.args
        if ast.dump(first) != ast.dump(second) and name not in ("max", "min"):
            yield "arguments", _set(call, args=[second, first, *others])
    # What makes an object needs its fields, and would fail for want of one; `strict` of zip changes nothing in right code.
    if name[:1].islower() and name != "zip":
        yield from (("keyword", _dropped(call, "keywords", at)) for at in range(len(call.keywords)))


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def _set(node: ast.AST, **fields: Any) -> Any:
    changed = copy.copy(node)
    for name, value in fields.items():
        setattr(changed, name, value)
    return changed


def _with(node: ast.AST, field: str, at: int, item: ast.AST) -> ast.AST:
    items = list(getattr(node, field))
    items[at] = item
    return _set(node, **{field: items})


def _dropped(node: ast.AST, field: str, at: int) -> Any:
    left = [item for position, item in enumerate(getattr(node, field)) if position != at]
    if field == "values" and isinstance(node, ast.BoolOp) and len(left) == 1:
        return left[0]
    return _set(node, **{field: left})
