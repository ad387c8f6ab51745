"""The reference pages, as a table: each is one function from the tables of the code to Markdown."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

import click

from handover.cli.reference import (
    bridge,
    commands,
    conformance,
    files,
    kept,
    keys,
    kinds,
    life,
    moves,
    problems,
    reports,
    scale,
    site,
    training,
    welsh,
    zone,
)

Build = Callable[[click.Command], str]


def _without_command(build: Callable[[], str]) -> Build:
    return lambda main: build()


def _api_page() -> str:
    from handover.cli.reference.api import api_page  # its table names views, which need the site's models

    return api_page()


def _webhooks_page() -> str:
    from handover.cli.reference.webhooks import webhooks_page  # for the same reason

    return webhooks_page()


PAGES: Final[Mapping[str, Build]] = MappingProxyType(
    {
        "commands.md": commands.commands,
        "settings.md": _without_command(site.settings_page),
        "start.md": _without_command(site.start_page),
        "log.md": _without_command(site.log_page),
        "roles.md": _without_command(site.roles),
        "key-rights.md": _without_command(keys.key_rights_page),
        "training.md": _without_command(training.training_page),
        "file-names.md": _without_command(files.file_names_page),
        "file-kinds.md": _without_command(kinds.kinds_page),
        "ctf-elements.md": _without_command(files.elements),
        "code-sets.md": _without_command(files.code_sets),
        "problems.md": _without_command(problems.problems),
        "transfer-life.md": _without_command(life.life),
        "move-life.md": _without_command(moves.move_life_page),
        "custody.md": _without_command(moves.custody_page),
        "audit-actions.md": _without_command(site.audit_page),
        "e-mails.md": _without_command(site.notices),
        "retention.md": _without_command(kept.retention),
        "personal.md": _without_command(kept.personal),
        "reports.md": _without_command(reports.reports_page),
        "jobs.md": _without_command(kept.jobs_page),
        "zone-rules.md": _without_command(zone.zone_rules_page),
        "zone-refusals.md": _without_command(zone.refusals),
        "zone-rights.md": _without_command(zone.rights_page),
        "api.md": _without_command(_api_page),
        "webhooks.md": _without_command(_webhooks_page),
        "scale.md": _without_command(scale.scale_page),
        "bridge.md": _without_command(bridge.bridge_page),
        "local-authorities.md": _without_command(files.authorities),
        "welsh-words.md": _without_command(welsh.welsh_words),
        "zone-conformance.md": _without_command(conformance.conformance),
    }
)


def write_pages(main: click.Command) -> dict[str, str]:
    """Return every page by its file name, as the tables have it now."""
    return {name: build(main) for name, build in PAGES.items()}
