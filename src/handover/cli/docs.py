"""`handover docs`: writes the reference pages, or says which of them no longer agree with the code."""

import os
from pathlib import Path

import click

from handover.cli.main import main
from handover.cli.reference import write_pages
from handover.cli.site import set_up


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; exit 1 and name the pages that differ.")
@click.option(
    "--into",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("docs/reference"),
    show_default=True,
    help="The folder of the pages.",
)
@click.pass_context
def docs(context: click.Context, check: bool, into: Path) -> None:
    """Write the reference documents from the tables they describe."""
    os.environ.setdefault("HANDOVER_MODE", "demo")
    set_up()
    pages = write_pages(main)
    stale = stale_pages(pages, into)
    if check:
        for name in stale:
            click.echo(f"{into / name} does not agree with the code; `handover docs` writes it anew.")
        context.exit(1 if stale else 0)
    into.mkdir(parents=True, exist_ok=True)
    for name in stale:
        if name in pages:
            (into / name).write_text(pages[name], encoding="utf-8")
            click.echo(f"wrote {into / name}")
        else:
            (into / name).unlink()
            click.echo(f"removed {into / name}")


def stale_pages(pages: dict[str, str], folder: Path) -> list[str]:
    """Return the names of pages that are missing, differ or have no table any more."""
    paths = {path.name: path for path in folder.glob("*.md")} | {name: folder / name for name in pages}
    present = {name: path.read_text(encoding="utf-8") for name, path in paths.items() if path.is_file()}
    return sorted(name for name in present.keys() | pages.keys() if present.get(name) != pages.get(name))
