"""Every fault that the check of a Common Transfer File can find, in both languages (reference/ctf.md sections 4 and 5).

Errors refuse the file, warnings travel with it, notes inform. A message may name a pupil or quote a number, because the
sender must find it; it belongs on the sender's screen and never in a log or an e-mail.
"""

from collections.abc import Mapping
from types import MappingProxyType

from handover.common.problems import ProblemKind
from handover.common.xml_faults import XML_FAULTS
from handover.ctf.document_faults import FILE_FAULTS, STRUCTURE_FAULTS
from handover.ctf.element_faults import ELEMENT_FAULTS
from handover.ctf.header_faults import HEADER_FAULTS
from handover.ctf.name_faults import NAME_FAULTS
from handover.ctf.pupil_faults import PUPIL_FAULTS

FAULTS: Mapping[str, ProblemKind] = MappingProxyType(
    {
        kind.code.removeprefix("ctf."): kind
        for kind in (*FILE_FAULTS, *STRUCTURE_FAULTS, *HEADER_FAULTS, *ELEMENT_FAULTS, *PUPIL_FAULTS)
    }
)
"""The faults of content by their short code, without `ctf.`."""

ALL_FAULTS: Mapping[str, ProblemKind] = MappingProxyType(
    {**NAME_FAULTS, **XML_FAULTS, **{kind.code: kind for kind in FAULTS.values()}}
)
"""Every fault that `check` can report, by its public code."""
