"""The rights that a key may have, as one table that screens, the API, tests and the reference page read."""

from typing import Final

from handover.portal.accounts.roles import ROLES
from handover.portal.apikeys.right import KeyRight
from handover.portal.features import collect_rows

RIGHTS: Final[dict[str, KeyRight]] = {right.key: right for right in collect_rows("key_rights", KeyRight)}
"""All rights, feature by feature."""


def rights_of_role(role: str) -> tuple[KeyRight, ...]:
    """Return the rights that a key of a role can use: those that open something which the role allows."""
    allowed = ROLES[role].permissions
    return tuple(right for right in RIGHTS.values() if not right.opens.isdisjoint(allowed))
