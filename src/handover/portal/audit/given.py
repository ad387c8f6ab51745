"""Ends of the audit log that an operator hands to a command: kept by hand, or in the file of another machine."""

import re
from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from handover.portal.audit.anchoring import anchors_path
from handover.portal.audit.anchors import Anchor, read_anchor_lines
from handover.portal.audit.chain_keys import anchor_keys


def add_arguments(parser: ArgumentParser) -> None:
    """Take `--noted` and `--anchor-file`, each any number of times."""
    parser.add_argument(
        "--noted",
        metavar="NUMBER:HASH",
        action="append",
        default=[],
        help="an end of the log that verify_audit, the worker's log or the weekly e-mail gave and you kept elsewhere; "
        "it shows whether an older copy of the database was put back",
    )
    parser.add_argument(
        "--anchor-file",
        metavar="PATH",
        action="append",
        default=[],
        help="the file of anchors of another machine, or a copy of one, beside this machine's own",
    )


def given_anchors(options: Mapping[str, Any]) -> list[Anchor]:
    """Return all ends that were handed over. Raises CommandError for what cannot be read."""
    anchors = [noted_end(text) for text in options["noted"]]
    for name in options["anchor_file"]:
        anchors += from_file(Path(name))
    return anchors


def noted_end(text: str) -> Anchor:
    """Read NUMBER:HASH."""
    if not (match := re.fullmatch(r"(\d{1,18}):([0-9a-f]{64})", text)):
        raise CommandError("--noted takes NUMBER:HASH as an earlier run printed it.")
    return Anchor(int(match[1]), match[2])


def from_file(path: Path) -> tuple[Anchor, ...]:
    """Read a file of anchors."""
    try:
        lines = read_anchor_lines(path, anchor_keys())
    except OSError as fault:
        raise CommandError(f"{path} cannot be read: {fault.strerror}.") from None
    if lines is None:
        raise CommandError(f"There is no file {path}.")
    if not lines.anchors:
        raise CommandError(f"{path} holds no anchor of this site: it is another file, or made with another master key.")
    return lines.anchors


def unreadable(fault: OSError) -> CommandError:
    """Return what an operator reads where this machine's own file cannot be read."""
    return CommandError(
        f"{anchors_path()}, in which the end of the log is noted, cannot be read: {fault.strerror}. "
        "Run this under the site's own account."
    )
