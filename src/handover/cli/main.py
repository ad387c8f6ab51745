"""The command's front door. A group's module is imported only when it is called, so `handover upn check` starts fast."""

from importlib import import_module

import click
from click.shell_completion import CompletionItem

from handover import __version__
from handover.cli.extras import name_missing_extra

# Name of the command, the module and object that hold it, and its line in `handover --help`.
COMMANDS: dict[str, tuple[str, str]] = {
    "login": ("handover.cli.mailbox.login:login_command", "Keep a site's address and a key for it on this computer."),
    "send": ("handover.cli.mailbox.sending:send_by_key", "Send files with a key of your office."),
    "track": ("handover.cli.mailbox.sending:track_files", "Say where files are that you sent."),
    "recall": ("handover.cli.mailbox.sending:recall_files", "Call files back."),
    "answer": ("handover.cli.mailbox.sending:answer_site", "Answer what the site asked about a file."),
    "notices": ("handover.cli.mailbox.sending:read_notices", "List what happened later to files that you sent."),
    "inbox": ("handover.cli.mailbox.receiving:list_inbox_files", "List the files that wait for you."),
    "fetch": ("handover.cli.mailbox.receiving:fetch_files", "Fetch files that wait for you."),
    "confirm": ("handover.cli.mailbox.receiving:confirm_files", "Confirm that files have arrived."),
    "reject": ("handover.cli.mailbox.receiving:reject_files", "Refuse files, with a reason."),
    "check": ("handover.cli.mailbox.sending:check_by_site", "Have the site check files; it keeps nothing."),
    "courier": ("handover.cli.courier:courier_command", "A folder that sends and collects by itself."),
    "search": ("handover.cli.mailbox.authority:search_by_key", "Search the lost pupil store."),
    "report": ("handover.cli.mailbox.authority:run_report", "Run a report of your authority."),
    "conformance": (
        "handover.cli.conformance.command:conformance_command",
        "Play every situation of a training county, and write a report.",
    ),
    "ctf": ("handover.cli.ctf:ctf", "Check, show, name and compare Common Transfer Files."),
    "sif": ("handover.cli.sif:sif", "Check SIF UK objects and messages, explain them, make sample schools."),
    "bridge": ("handover.cli.bridge:bridge_command", "Turn a Common Transfer File into SIF objects, and back."),
    "agent": ("handover.cli.agent:agent_command", "Take part in a SIF zone: listen to events, publish, request."),
    "custody": ("handover.cli.custody:custody", "Verify who held a record, from an export, without a site."),
    "upn": ("handover.cli.upn:upn", "Check unique pupil numbers."),
    "demo": ("handover.cli.demo:demo_command", "Make the demo county and serve it."),
    "init": ("handover.cli.init:init_command", "Make a production site, and say what is still missing."),
    "deployment": (
        "handover.cli.deployment:deployment_command",
        "Write the files for systemd, containers and monitoring.",
    ),
    "serve": ("handover.cli.serve:serve_command", "Serve the site and its zones."),
    "zone": ("handover.cli.zone:zone_command", "Serve zones without the site, and administer them."),
    "worker": ("handover.cli.worker:worker", "Run the background jobs: e-mails, clearing up."),
    "keys": ("handover.cli.keys:keys_command", "Change the master key while people work."),
    "files": ("handover.cli.files:files_command", "Check the stored files; say that a folder of files is the site's."),
    "backup": ("handover.cli.backup:backup_command", "Back up the whole site, encrypted, while it runs."),
    "restore": ("handover.cli.restore:restore_command", "Put a backup of the whole site back."),
    "move": ("handover.cli.move:move_command", "Move the site from SQLite to PostgreSQL, or back."),
    "manage": ("handover.cli.manage:manage", "Run an administration command of the site."),
    "selftest": ("handover.cli.selftest:selftest", "Play the main job end to end on a throw-away site."),
    "docs": ("handover.cli.docs:docs", "Write the reference documents from the tables they describe."),
}


class LazyGroup(click.Group):
    """A group whose commands are imported when they are used. Not all are there in every installation: see `extras`."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; where a library is not installed, say which extra brings it, and end with exit code 1."""
        try:
            return super().invoke(ctx)
        except ModuleNotFoundError as fault:
            words = name_missing_extra(fault)
            if words is None:
                raise
            raise click.ClickException(words) from None

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the commands in the order of the table."""
        return list(COMMANDS)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Propose commands from the table, without importing any; options as every command does."""
        found = [
            CompletionItem(name, help=words) for name, (_, words) in COMMANDS.items() if name.startswith(incomplete)
        ]
        return found + click.Command.shell_complete(self, ctx, incomplete)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one command."""
        if cmd_name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[cmd_name][0].partition(":")
        command = getattr(import_module(module), attribute)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help from the table, without importing anything."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, words) for name, (_, words) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """Handover moves a child's school record safely from school to school."""
