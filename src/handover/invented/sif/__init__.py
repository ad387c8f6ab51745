"""Invented schools as SIF objects, the same for the same seed."""

from handover.invented.sif.roll import invent_roll
from handover.invented.sif.school import invent_examples, invent_school

__all__ = ["invent_examples", "invent_roll", "invent_school"]
