"""The bridge: a Common Transfer File as SIF objects and back, by one mapping table, with a report of every loss. Pure."""

from handover.bridge.mapping import MAPPING, MappingRow
from handover.bridge.reasons import REASONS, LossKind, Reason
from handover.bridge.to_ctf import convert_to_ctf
from handover.bridge.to_sif import convert_to_sif
from handover.bridge.types import (
    NOTHING_KNOWN,
    CtfConversion,
    KnownObjects,
    Loss,
    LostPupilFile,
    PupilObjects,
    SifConversion,
)

__all__ = [
    "MAPPING",
    "NOTHING_KNOWN",
    "REASONS",
    "CtfConversion",
    "KnownObjects",
    "Loss",
    "LossKind",
    "LostPupilFile",
    "MappingRow",
    "PupilObjects",
    "Reason",
    "SifConversion",
    "convert_to_ctf",
    "convert_to_sif",
]
