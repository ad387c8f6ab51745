"""What the codes in the audit log's entries about people mean."""

from handover.common.text import Text
from handover.portal.accounts.models import VERDICTS
from handover.portal.accounts.roles import ROLES
from handover.portal.audit.detail_words import DetailWords


def name_roles() -> dict[str, Text]:
    """Return what the roles are called, by their keys."""
    return {key: role.name for key, role in ROLES.items()}


def name_verdicts() -> dict[str, Text]:
    """Return what is said of people in the yearly check, by its word."""
    return {verdict.value: words for verdict, words in VERDICTS.items()}


ROWS = (
    DetailWords("role", name_roles),
    DetailWords("former_role", name_roles),
    DetailWords("verdict", name_verdicts),
)
