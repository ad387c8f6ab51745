"""Invented schools as SIF objects, for tests, demonstrations and benchmarks."""

from handover.sif.sample.school import school

__all__ = ["school"]
