"""The SIF UK data model: forty objects, read, checked, written and explained, from one set of tables.

>>> from handover.sif import check_document, read_one
>>> ref_id = "A8C3D5EE44B359D7510100AA001B7B89"
>>> data = f'<TTSubject RefId="{ref_id}"><Code>MA</Code><Description>Maths</Description></TTSubject>'
>>> subject = read_one(data.encode())
>>> subject.code
'MA'
>>> check_document(subject).acceptable
True

The classes of the objects are in `handover.sif.objects`, messages and queries in `handover.sif.messages`. What cannot be
written raises `handover.common.UnwritableValue`.
"""

from typing import TYPE_CHECKING

from handover.common.lazy_names import export_lazily

if TYPE_CHECKING:
    from handover.sif.checks.document import Options, check_document, check_stream, check_together
    from handover.sif.checks.report import SifReport
    from handover.sif.checks.rule import Context
    from handover.sif.model import AnyWhole, MissingValue, SifElement, SifObject, WholeObject
    from handover.sif.reader import UnreadableDocument, read_objects, read_one, stream
    from handover.sif.schema import schema_text
    from handover.sif.specification import UK_NAMESPACE, uk_model
    from handover.sif.writer import write_object, write_objects

_HOMES = {
    "Context": "checks.rule",
    "Options": "checks.document",
    "SifReport": "checks.report",
    "SifElement": "model",
    "WholeObject": "model",
    "MissingValue": "model",
    "AnyWhole": "model",
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
    "write_objects": "writer",
}

if not TYPE_CHECKING:  # or a name that is misspelt would pass
    __getattr__ = export_lazily(__name__, _HOMES)

__all__ = [
    "UK_NAMESPACE",
    "AnyWhole",
    "Context",
    "MissingValue",
    "Options",
    "SifElement",
    "SifObject",
    "SifReport",
    "UnreadableDocument",
    "WholeObject",
    "check_document",
    "check_stream",
    "check_together",
    "read_objects",
    "read_one",
    "schema_text",
    "stream",
    "uk_model",
    "write_object",
    "write_objects",
]
