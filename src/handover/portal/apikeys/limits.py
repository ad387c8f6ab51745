"""How long keys work and how many there may be; read by the rules, the screens and the reference page."""

from typing import Final

LONGEST_DAYS: Final = 400
"""A key works at most so many days: a year, and time to change it."""
OVERLAP_DAYS: Final = 14
"""So long both keys work where one takes another's place, unless somebody says otherwise."""
MOST_OVERLAP_DAYS: Final = 60
NOTICE_DAYS: Final = (1, 14)
"""So many days before a key ends its office is told, the last time first."""
MOST_KEYS: Final = 100
"""Keys of one office that work at the same time."""
MOST_NETWORKS: Final = 20
WIDEST_IPV4, WIDEST_IPV6 = 8, 32
"""A range with fewer fixed bits is no office's."""
