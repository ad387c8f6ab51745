"""Every generated file of this package: the stubs, and the pages of `docs/reference/sif/`."""

from collections.abc import Iterator, Mapping
from itertools import chain

from lxml import etree

from handover.common.problems import ProblemKind
from handover.sif import explain
from handover.sif.checks.envelope import KINDS
from handover.sif.checks.kinds import GRAMMAR
from handover.sif.checks.rules import all_rules
from handover.sif.classes import Classes
from handover.sif.grammar import Grammar
from handover.sif.messages.payloads import message_grammar
from handover.sif.model import SifObject
from handover.sif.specification import uk_model
from handover.sif.stubs import stub
from handover.sif.writer import to_element

_OBJECT_FUNCTIONS = """def object_classes() -> Classes: ...
PARTIAL_ACTIONS: tuple[str, ...]
def object_class(name: str) -> type[AnyWhole]: ...
def partial_class(name: str) -> type[SifObject]: ...
def as_object(element: etree._Element) -> SifObject | etree._Element: ...
"""
_MESSAGE_FUNCTIONS = """from handover.sif.grammar import Grammar

def message_grammar() -> Grammar: ...
def payload_classes() -> Classes: ...
def payload_class(name: str) -> type[SifObject]: ...
def compiled_message(name: str, namespaced: bool) -> etree.XMLSchema: ...
"""


def stubs() -> Iterator[tuple[str, str]]:
    """Yield the path below this package and the text of each stub."""
    objects = Classes(Grammar(uk_model()))
    yield "objects.pyi", stub(objects, "The classes of all objects and of their parts.", _OBJECT_FUNCTIONS)
    messages = Classes(message_grammar(), messages=True)
    yield "messages/payloads.pyi", stub(messages, "The classes of all messages.", _MESSAGE_FUNCTIONS, "SIF_")


def pages(examples: Mapping[str, SifObject]) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each page; `examples` has one object of each name."""
    model = uk_model()
    yield "README.md", explain.index_page(model)
    for name in model.names:
        yield f"{name}.md", explain.explain_object(model, name, write_example(examples[name]))
    yield "types.md", explain.types_page(model)
    yield "codes.md", explain.codes_page(model)
    yield "rules.md", explain.rules_page(model)
    yield "problems.md", problems_page()


def write_example(example: SifObject) -> str:
    """Return an object as the pages show it: indented, without a namespace."""
    element = to_element(example, namespace=None)
    etree.indent(element)
    return etree.tostring(element, encoding="unicode")


def problems_page() -> str:
    """Return the page of every problem that a check can report."""
    lines = ["# Problems\n", "What `handover sif check` can report, in English and Welsh, with what to do about it.\n"]
    kinds: Iterator[ProblemKind] = chain(GRAMMAR.values(), KINDS.values(), (rule.kind for rule in all_rules().values()))
    for kind in kinds:
        lines += [f"## {kind.code}\n", f"{kind.severity.value.capitalize()}. {kind.message.outline()}\n"]
        lines += [f"*{kind.message.outline('cy')}*\n", f"{kind.remedy.outline()}\n", f"*{kind.remedy.outline('cy')}*\n"]
    return "\n".join(lines)
