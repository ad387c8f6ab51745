"""The SIF UK data model: forty objects, read, checked, written and explained, from one set of tables.

>>> from handover.sif import check_document, read_one
>>> ref_id = "A8C3D5EE44B359D7510100AA001B7B89"
>>> data = f'<TTSubject RefId="{ref_id}"><Code>MA</Code><Description>Maths</Description></TTSubject>'
>>> subject = read_one(data.encode())
>>> subject.code
'MA'
>>> check_document(subject).acceptable
True

The classes of the objects are in `handover.sif.objects`, messages and queries in `handover.sif.messages`.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from handover.sif.checks.document import Options, check_document, check_stream, check_together
    from handover.sif.checks.report import SifReport
    from handover.sif.checks.rule import Context
    from handover.sif.model import SifElement, SifObject
    from handover.sif.reader import UnreadableDocument, read_objects, read_one, stream
    from handover.sif.schema import schema_text
    from handover.sif.specification import UK_NAMESPACE, uk_model
    from handover.sif.writer import write_object

_HOMES = {
    "Context": "checks.rule",
    "Options": "checks.document",
    "SifReport": "checks.report",
    "SifElement": "model",
    "SifObject": "model",
    "UK_NAMESPACE": "specification",
    "UnreadableDocument": "reader",
    "check_document": "checks.document",
    "check_stream": "checks.document",
    "check_together": "checks.document",
    "read_objects": "reader",
    "read_one": "reader",
    "schema_text": "schema",
    "uk_model": "specification",
    "stream": "reader",
    "write_object": "writer",
}


def __getattr__(name: str) -> Any:
    """Import a name when it is first used, so that `import handover.sif` costs next to nothing."""
    if name not in _HOMES:
        raise AttributeError(name)
    found = getattr(import_module(f"handover.sif.{_HOMES[name]}"), name)
    globals()[name] = found  # a submodule of the same name must not hide it
    return found


__all__ = [
    "UK_NAMESPACE",
    "Context",
    "Options",
    "SifElement",
    "SifObject",
    "SifReport",
    "UnreadableDocument",
    "check_document",
    "check_stream",
    "check_together",
    "read_objects",
    "read_one",
    "schema_text",
    "stream",
    "uk_model",
    "write_object",
]
