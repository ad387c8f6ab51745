"""`python -m handover` is the `handover` command."""

from handover.cli.main import main

main(prog_name="handover")
