"""What the site is, where it keeps its data and how its e-mails go."""

import base64

from handover.portal.configuration.master_keys import parse_master_key, parse_optional_master_key
from handover.portal.configuration.parsing import (
    parse_database_url,
    parse_files_place,
    parse_flag,
    parse_list,
    parse_mail_url,
    parse_mode,
    parse_networks,
    parse_optional_database_url,
    parse_optional_files_place,
    parse_optional_key,
    parse_optional_path,
    parse_positive,
)
from handover.portal.configuration.setting import SettingGroup, setting
from handover.portal.starting.guessable import DEMO_KEY


class SiteSettings(SettingGroup):
    """What the site is, where it keeps its data and how its e-mails go."""

    mode = setting(
        "HANDOVER_MODE", parse_mode, "production", "`production`, or `demo` for a site of invented children."
    )
    database_url = setting(
        "DATABASE_URL",
        parse_database_url,
        None,
        "`sqlite:///PATH` or `postgresql://USER:PASSWORD@HOST:PORT/NAME`, behind it `?sslmode=verify-full` and "
        "[more](../operator/postgresql.md).",
        demo="sqlite:///var/handover.sqlite3",
    )
    database_replica_url = setting(
        "DATABASE_REPLICA_URL",
        parse_optional_database_url,
        "",
        "The address of a read-only replica of the database, which reports and lists of authorities are read from. "
        "[More](../operator/postgresql.md#a-read-only-replica).",
    )
    replica_minutes = setting(
        "HANDOVER_REPLICA_MINUTES",
        parse_positive,
        "15",
        "Minutes that the replica may be behind: beyond, its pages are read from the primary.",
    )
    secret_key = setting(
        "HANDOVER_SECRET_KEY",
        str,
        None,
        "Signs sessions and invitation links; at least 50 random characters.",
        demo="demo-" + "not-a-secret-" * 5,
    )
    master_key = setting(
        "HANDOVER_MASTER_KEY",
        parse_master_key,
        None,
        "Wraps the key of every stored file; 32 random bytes in base 64, or where they are: `file:PATH`, `command:PROGRAM …` "
        "(prints them), `held:PROGRAM …` (keeps them). "
        "Lose it and no file can be opened.",
        demo=base64.b64encode(DEMO_KEY).decode(),
    )
    master_key_old = setting(
        "HANDOVER_MASTER_KEY_OLD",
        parse_optional_master_key,
        "",
        "The master key of before, while it is [being changed](../operator/keys.md#changing-the-master-key). Empty otherwise.",
    )
    secret_key_old = setting(
        "HANDOVER_SECRET_KEY_OLD",
        parse_list,
        "",
        "Secret keys of before, separated by commas: what they signed is still taken, so that people stay signed in.",
    )
    custody_key = setting(
        "HANDOVER_CUSTODY_KEY",
        parse_positive,
        "1",
        "The number of the key that signs the chains of custody, made from the master key. The next number is a new key; what "
        "the keys before it signed stays good. [More](../decisions/0042-custody-is-signed-by-a-derived-key.md).",
    )
    hosts = setting(
        "HANDOVER_HOSTS",
        parse_list,
        None,
        "The host names under which the site is reached, separated by commas.",
        demo="127.0.0.1,localhost,[::1],testserver",
    )
    url = setting(
        "HANDOVER_URL",
        str,
        None,
        "The address of the site as people type it, for links in e-mails.",
        demo="http://127.0.0.1:8000",
    )
    https = setting("HANDOVER_HTTPS", parse_flag, "yes", "Cookies and links for HTTPS only, and HSTS.", demo="no")
    hsts_subdomains = setting(
        "HANDOVER_HSTS_SUBDOMAINS",
        parse_flag,
        "no",
        "HSTS for every name below the site's own, too: only where all of them speak HTTPS.",
    )
    proxy = setting(
        "HANDOVER_PROXY",
        parse_flag,
        "no",
        "Believe `X-Forwarded-Proto` and `X-Forwarded-For` of a proxy in front. `no`: they are taken away unread.",
    )
    proxy_networks = setting(
        "HANDOVER_PROXY_NETWORKS",
        parse_networks,
        "127.0.0.0/8,::1/128",
        "The addresses of the proxies in front, separated by commas. What others say about who asks is taken away unread.",
    )
    files = setting(
        "HANDOVER_FILES",
        parse_files_place,
        "var/files",
        "The folder that holds the sealed files, or `s3://BUCKET/PREFIX`; [more](../operator/files.md#files-on-s3).",
    )
    files_before = setting(
        "HANDOVER_FILES_BEFORE",
        parse_optional_files_place,
        "",
        "Where the sealed files were, a folder or `s3://BUCKET/PREFIX`, while `handover files move` brings them to "
        "HANDOVER_FILES. Files that still lie here are read.",
    )
    aside_days = setting(
        "HANDOVER_ASIDE_DAYS",
        parse_positive,
        "30",
        "Days for which a file lies aside that no row of the database names, before it is removed.",
    )
    disk_free_mb = setting(
        "HANDOVER_DISK_FREE_MB",
        parse_positive,
        "100",
        "With less room than this beside a SQLite database, in MiB, the site says at `/readyz` that its disk is full.",
    )
    audit_anchors = setting(
        "HANDOVER_AUDIT_ANCHORS",
        parse_optional_path,
        "",
        "The file of this machine in which the end of the audit log is noted outside the database. "
        "Empty: beside the folder of sealed files, with `.anchors` behind its name; for files on S3, `var/files.anchors`.",
    )
    backup_key = setting(
        "HANDOVER_BACKUP_KEY",
        parse_optional_key,
        "",
        "Encrypts the backups that `handover backup` makes; 32 random bytes in base 64, and not those of the master key. "
        "Empty: `handover backup` makes none. [More](../operator/backup.md).",
    )
    smtp_url = setting(
        "HANDOVER_SMTP_URL",
        parse_mail_url,
        "",
        "`smtp://USER:PASSWORD@HOST:PORT`, `smtps://` (TLS from the start) or `smtp+starttls://`. "
        "Empty: e-mails wait in the outbox.",
    )
    mail_from = setting("HANDOVER_MAIL_FROM", str, "Handover <no-reply@localhost>", "The sender of the site's e-mails.")
