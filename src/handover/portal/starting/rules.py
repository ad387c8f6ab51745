"""The slips that are looked for, as a table. They are for production: a demo holds invented children and makes its own secrets.

A slip that lays children's records open, or with which the site cannot do its work, stops the start. Where the site may be
right all the same, as far as can be told from here, there is a warning: `handover serve` and `handover worker` print it, and
`handover manage check --deploy` lists it.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from handover.portal.starting import addresses, guessable, places
from handover.portal.starting.rule import Effect, StartRule

if TYPE_CHECKING:
    from handover.portal.config import Config

REFUSED, WARNED = Effect.REFUSED, Effect.WARNED

RULES: Final[tuple[StartRule, ...]] = (
    StartRule(
        "secret-key",
        REFUSED,
        "The secret key is short, a pattern, the demo's own or copied from a page.",
        ("HANDOVER_SECRET_KEY",),
        guessable.weak_secret_key,
    ),
    StartRule(
        "master-key",
        REFUSED,
        "The master key is a pattern, such as 32 equal bytes, or the demo's own.",
        ("HANDOVER_MASTER_KEY",),
        guessable.weak_master_key,
    ),
    StartRule(
        "typed-master-key",
        WARNED,
        "The master key consists of characters alone, as if it were made from a text. It may be random all the same.",
        ("HANDOVER_MASTER_KEY",),
        guessable.typed_master_key,
    ),
    StartRule(
        "hosts", REFUSED, "The site answers under any name, or under none.", ("HANDOVER_HOSTS",), addresses.bad_hosts
    ),
    StartRule(
        "wide-hosts", WARNED, "The site answers under every name below one.", ("HANDOVER_HOSTS",), addresses.wide_hosts
    ),
    StartRule("url", REFUSED, "The site's own address is not `https://HOST`.", ("HANDOVER_URL",), addresses.bad_url),
    StartRule(
        "strange-url",
        WARNED,
        "The site does not answer under its own address.",
        ("HANDOVER_URL", "HANDOVER_HOSTS"),
        addresses.strange_url,
    ),
    StartRule("https", WARNED, "Cookies go without HTTPS.", ("HANDOVER_HTTPS",), addresses.without_https),
    StartRule(
        "proxy-networks",
        REFUSED,
        "Anybody is believed who says that they are the proxy.",
        ("HANDOVER_PROXY", "HANDOVER_PROXY_NETWORKS"),
        addresses.everybody_a_proxy,
    ),
    StartRule(
        "proxy-field",
        WARNED,
        "A proxy is to pass on agents' certificates, and no proxy is trusted.",
        ("HANDOVER_PROXY", "HANDOVER_ZONE_PROXY_FIELD"),
        addresses.field_without_proxy,
    ),
    StartRule(
        "metrics", WARNED, "Everybody may read the metrics.", ("HANDOVER_METRICS_NETWORKS",), addresses.metrics_for_all
    ),
    StartRule(
        "places",
        REFUSED,
        "Every account of the machine can read or change the database's file, the folder of files or the file of anchors.",
        ("DATABASE_URL", "HANDOVER_FILES", "HANDOVER_AUDIT_ANCHORS"),
        places.open_places,
    ),
    StartRule("root", WARNED, "The site runs as root. In a container that may be meant.", (), places.as_root),
    StartRule(
        "database-tls",
        WARNED,
        "The database is on another machine and need not prove who it is. A private network may do that for it.",
        ("DATABASE_URL",),
        addresses.unverified_database,
    ),
    StartRule(
        "mail-tls",
        WARNED,
        "The password for the mail server goes over a network in clear.",
        ("HANDOVER_SMTP_URL",),
        addresses.mail_in_clear,
    ),
    StartRule(
        "mail",
        WARNED,
        "E-mails go nowhere, or come from an address that no mail server takes.",
        ("HANDOVER_SMTP_URL", "HANDOVER_MAIL_FROM"),
        addresses.mail_waits,
    ),
)


def slips(config: "Config", effect: Effect) -> Iterator[tuple[StartRule, str]]:
    """Yield the slips of one effect with a sentence for each; a rule whose settings could not be read is passed over."""
    if config.values.get("HANDOVER_MODE") == "demo":
        return
    for rule in RULES:
        if rule.effect == effect and all(name in config.values for name in rule.settings):
            yield from ((rule, sentence) for sentence in rule.find(config))
