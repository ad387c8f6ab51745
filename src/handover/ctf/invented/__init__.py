"""Invented pupils, families and files, the same for the same seed: for the demo county, tests and benchmarks."""

from handover.ctf.invented.files import invent_file
from handover.ctf.invented.pupils import invent_pupils
from handover.ctf.invented.schooling import invent_marks

__all__ = ["invent_file", "invent_marks", "invent_pupils"]
