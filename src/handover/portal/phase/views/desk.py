"""Who works with the board, and at which desk."""

from django.http import HttpRequest

from handover.portal.accounts.models import User
from handover.portal.accounts.request_user import require_user
from handover.portal.phase.permissions import BOARD_DESK


def board_worker(request: HttpRequest) -> User:
    """Return who works with the board, at the desk to which whole-year files come, whoever may share them out."""
    return require_user(request).at_desk(BOARD_DESK)
