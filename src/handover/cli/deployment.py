"""`handover deployment`: the files with which a machine runs the site, as this version has them."""

import shutil
import sys
from importlib.resources import as_file, files
from pathlib import Path
from typing import Final

import click

KINDS: Final = ("systemd", "container", "monitoring")
"""The folders of `handover/deploy`."""
INSTALLED_AT: Final = "/opt/handover/bin/handover"
"""Where the files take the command to be. What is written names the command that wrote it."""


@click.command("deployment")
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Overwrite files of the same name that differ.")
def deployment_command(kind: str, folder: Path, replace: bool) -> None:
    """Write the units of systemd, the files for containers, or dashboard and alerts, into a folder.

    A file that is there and differs is kept and named, and the exit code is 1; with --replace it is overwritten.
    """
    kept = 0
    with as_file(files("handover") / "deploy" / kind) as source:
        for path in sorted(source.rglob("*")):
            if path.is_file():
                kept += not write_deployed_file(path, folder / path.relative_to(source), replace=replace)
    raise SystemExit(1 if kept else 0)


def write_deployed_file(source: Path, target: Path, *, replace: bool) -> bool:
    """Write one file and say so; return whether the folder now holds what this version has."""
    text = source.read_text(encoding="utf-8").replace(INSTALLED_AT, find_installed_command())
    try:
        if target.exists() and target.read_text(encoding="utf-8") == text:
            click.echo(f"Up to date: {target}")
            return True
        if target.exists() and not replace:
            click.echo(f"Kept, though it differs: {target}", err=True)
            return False
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    except OSError as fault:
        raise click.ClickException(f"{target} cannot be written: {fault.strerror}") from None
    click.echo(f"Written: {target}")
    return True


def find_installed_command() -> str:
    """Return the path of the `handover` command of this installation."""
    beside = Path(sys.executable).with_name("handover")
    return str(beside) if beside.exists() else shutil.which("handover") or INSTALLED_AT
