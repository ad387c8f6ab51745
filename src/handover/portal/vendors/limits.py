"""How long tokens open something, and how many secrets and tokens there may be; read by rules, screens and documents."""

from datetime import timedelta
from typing import Final

TOKEN_LIFE: Final = timedelta(minutes=30)
MOST_SECRETS: Final = 2
"""Secrets of a vendor that work at the same time: one, and the one that takes its place."""
MOST_TOKENS: Final = 100
"""Tokens of a vendor for one office that open something at the same time. A further one ends the oldest."""
LONGEST_ASSERTION_LIFE: Final = timedelta(minutes=5)
"""An assertion (RFC 7523) ends so soon after it comes, and is taken once until then."""
CLOCK_DIFFERENCE: Final = timedelta(seconds=30)
"""So far the clock of a vendor's machine may be wrong."""
KEPT_AFTER_END: Final = timedelta(days=1)
"""So long it is remembered that there was a token, so that a program which still uses it reads what to do."""
