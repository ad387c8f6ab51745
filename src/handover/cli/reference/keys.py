"""The reference page of keys for software: what each right opens, for which role, and why a key is refused."""

from handover.cli.reference.markdown import escape_cell, inline_code, write_page, write_section, write_table
from handover.portal.accounts.roles import ROLES
from handover.portal.apikeys.faults import FAULTS, REFUSAL_STATUS
from handover.portal.apikeys.limits import LONGEST_DAYS, MOST_KEYS, MOST_NETWORKS, WIDEST_IPV4, WIDEST_IPV6
from handover.portal.apikeys.right import KeyRight
from handover.portal.apikeys.rights import RIGHTS


def key_rights_page() -> str:
    """Return the page of the rights of keys."""
    return write_page(
        "Rights of keys",
        "A key may do what is allowed by **both** its role and one of its rights. "
        f"It works for at most {LONGEST_DAYS} days. An office has at most {MOST_KEYS} keys that work, and a key at most "
        f"{MOST_NETWORKS} address ranges, of /{WIDEST_IPV4} (IPv4) or /{WIDEST_IPV6} (IPv6) at the widest. How to make "
        "and use one: [Keys](../integrator/keys.md).",
        write_section(
            "The rights", write_table(["Right", "What it is for", "Roles that can use it"], map(_row, RIGHTS.values()))
        ),
        write_section(
            "Why a key is refused",
            write_table(
                ["Status", "Code", "What is wrong", "What to do"],
                (
                    [
                        str(status),
                        inline_code(code),
                        escape_cell(FAULTS[code].message.outline()),
                        escape_cell(FAULTS[code].remedy.outline()),
                    ]
                    for code, status in REFUSAL_STATUS.items()
                ),
            ),
        ),
    )


def _row(right: KeyRight) -> list[str]:
    able = [role for role in ROLES.values() if not role.reserved and not right.opens.isdisjoint(role.permissions)]
    return [
        f"{inline_code(right.key)}<br>{escape_cell(right.name.en)}<br>{escape_cell(right.name.cy)}",
        escape_cell(right.about.en),
        escape_cell(", ".join(role.name.en for role in able)),
    ]
