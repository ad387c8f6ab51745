"""A command that lacks a library says which extra of the installation brings it, in one sentence."""

from typing import Final

SITE: Final = "site"
EXTRAS: Final = {
    "splink": "matching",
    "duckdb": "matching",
    "pyarrow": "matching",
    "pyspark": "spark",
    "opentelemetry": "traces",
    "httpx": "client",
}
"""The extra that brings a module; all others that are not ours come with the site."""


def name_missing_extra(fault: ModuleNotFoundError) -> str | None:
    """Return what to install for a module that was not found; None where it is one of ours, which no extra brings."""
    module = (fault.name or "handover").partition(".")[0]
    if module == "handover":
        return None
    extra = EXTRAS.get(module, SITE)
    return f"This command needs {module}, which is not installed: pip install 'handover[{extra}]'"
