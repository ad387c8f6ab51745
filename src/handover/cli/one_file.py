"""The commands of the one file that `make courier` builds: `login` and `courier`. They need httpx and click alone."""

import click

from handover import __version__
from handover.cli.courier import courier_command
from handover.cli.mailbox.login import login_command


@click.group("handover", context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def run_one_file() -> None:
    """The courier of Handover: a folder that sends and collects by itself."""


run_one_file.add_command(login_command)
run_one_file.add_command(courier_command)
