"""Reference pages about the site: settings, slips at the start, roles, audit actions, e-mails, background jobs."""

from typing import Any

from handover.cli.reference.markdown import escape_cell, inline_code, write_page, write_section, write_table
from handover.common.text import Text
from handover.portal.accounts.roles import PERMISSIONS, ROLES
from handover.portal.audit.actions import ACTIONS
from handover.portal.config import SETTINGS
from handover.portal.configuration.setting import Setting
from handover.portal.logs.json_lines import LOG_FIELDS
from handover.portal.notices.kind import NoticeKind
from handover.portal.notices.kinds import KINDS
from handover.portal.starting.rules import RULES


def settings_page() -> str:
    """Every environment variable: default, meaning, value in the demo."""
    return write_page(
        "Settings",
        "The site is set by environment variables only; a secret may lie in a file of its name in the folder that "
        "`CREDENTIALS_DIRECTORY` names, as `LoadCredential` of systemd and the secrets of containers do. They are read once, "
        "when it starts, and checked: a missing or unreadable one, or one whose name begins with `HANDOVER_` and that does "
        "not exist, stops the start with a message that names all that is wrong. [Installing](../operator/install.md) says "
        "which a new site needs.",
        *(write_section(f"`{setting.name}`", escape_cell(setting.meaning), _default(setting)) for setting in SETTINGS),
    )


def _default(setting: Setting[Any]) -> str:
    default = "must be given" if setting.default is None else inline_code(setting.default) or "empty"
    demo = "" if setting.demo is None else " In the demo: a value of its own."
    return f"Default: {default}.{demo}"


def log_page() -> str:
    """Every field of a line of the log as JSON."""
    return write_page(
        "Fields of the log",
        "With `HANDOVER_LOG_FORM=json` each line of the log is an object with these fields and no others "
        "([Logs and traces](../operator/logs.md)).",
        write_table(
            ["Field", "What it is", "In each line"],
            ([inline_code(field.name), field.meaning, "yes" if field.always else ""] for field in LOG_FIELDS),
        ),
    )


def roles() -> str:
    """Every role with its permissions."""
    permissions = write_table(
        ["May", *(escape_cell(role.name.en) for role in ROLES.values())],
        (
            [
                escape_cell(permission.what),
                *("yes" if permission in role.permissions else "" for role in ROLES.values()),
            ]
            for permission in PERMISSIONS
        ),
    )
    return write_page(
        "Roles and permissions",
        "What a person may do follows from one role. The menu, the screens and the tests read the same table.",
        write_section("Who may do what", permissions),
        *(
            write_section(
                role.name.en,
                f"{escape_cell(role.about.en)} In Welsh: {escape_cell(role.name.cy)}. Key: {inline_code(role.key)}. "
                f"Belongs to: {_belongs(role.establishment)}."
                + (f" Works with the mailbox {inline_code('nnn' + role.suffix)}." if role.suffix else "")
                + (
                    " Needs a second step at sign-in."
                    if role.second_factor
                    else " May set up a second step at sign-in."
                )
                + (" An authority has one open account of this role at most." if role.one_each else "")
                + (" Given and taken away by the national administrator alone." if role.reserved else ""),
            )
            for role in ROLES.values()
        ),
    )


def _belongs(establishment: str | None) -> str:
    return {"school": "a school", "la": "a local authority", None: "no establishment"}[establishment]


def audit_page() -> str:
    """Every act that the audit log may hold."""
    return write_page(
        "Audit actions",
        "Each act is one entry of the audit log: who, in which role, for which establishment, what, when. Entries are "
        "chained; `handover manage verify_audit` finds any that was changed, removed or put in.",
        write_table(
            ["Code", "English", "Cymraeg"],
            (
                [inline_code(action.code), escape_cell(action.name.en), escape_cell(action.name.cy)]
                for action in ACTIONS.values()
            ),
        ),
    )


def _timing(kind: NoticeKind) -> str:
    if not kind.waits:
        return "It always goes at once."
    sort = f"Several become one, with others of the sort `{kind.gather.sort}`." if kind.gather else ""
    return sort or "Each is an e-mail of its own, but for readers who get all sorts in one."


def _words_of(kind: NoticeKind) -> list[tuple[str, Text]]:
    words = [("Subject", kind.subject), ("Text", kind.body)]
    if kind.gather:
        words += [("Subject of several", kind.gather.subject), ("Text of several", kind.gather.intro)]
        words.append(("Line of each", kind.gather.line))
    return [*words, ("At the foot", kind.to.why)]


def notices() -> str:
    """Every e-mail in both languages."""
    return write_page(
        "E-mails",
        "A person is written to in the language of their account, an office at its own address in the language that it has "
        "chosen: where it has chosen none, in Welsh and English in Wales, and in English elsewhere. So is whoever was invited "
        "in Wales and has not been there to choose. None holds a pupil's name, birth date or UPN. The words in braces are "
        "filled in.\n\nWhat is done together is told together: an e-mail waits until for two minutes nothing of its sort has "
        "come for the same reader, ten minutes at most, and then they are one, which names thirty at most. Each reader may "
        "choose to get all sorts in one, on the hour or once a working day; those of which it says so below always go at "
        "once. At the foot of each stands which site it is from, why it came, where that is changed, and whom to ask "
        "(`HANDOVER_HELP_CONTACT`, else the reader's authority).",
        *(
            write_section(
                f"`{kind.key}`",
                f"Goes to {escape_cell(kind.to.name.en)}. {_timing(kind)}",
                write_table(
                    ["", "English", "Cymraeg"],
                    [
                        [name, escape_cell(text.outline()), escape_cell(text.outline("cy"))]
                        for name, text in _words_of(kind)
                    ],
                ),
            )
            for kind in KINDS.values()
        ),
    )


def start_page() -> str:
    """Every slip that is looked for when the site starts."""
    return write_page(
        "What stops the start",
        "Beside a [setting](settings.md) that is missing or cannot be read, these slips are looked for each time a command "
        "of the site starts. All that is wrong is said at once, a sentence each, with what to do. Warnings are printed by "
        "`handover serve` and `handover worker`, and listed by `handover manage check --deploy` together with those of the "
        "framework. A demo is not looked at, but it is served on this machine only; `serve` and `worker` do not start "
        "before `handover manage migrate` has made the tables of their version.",
        write_section(
            "Slips",
            write_table(
                ["Key", "What it is", "Looked at", "It"],
                (
                    [
                        inline_code(rule.key),
                        escape_cell(rule.meaning),
                        ", ".join(inline_code(row.name) for row in rule.settings) or "the account",
                        rule.effect.value,
                    ]
                    for rule in RULES
                ),
            ),
        ),
    )
