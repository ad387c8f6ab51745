"""Argon2 with the least work it can do: tests make hundreds of people and none of their passwords is worth guarding."""

from handover.portal.accounts.hashing import BoundedArgon2


class QuickArgon2(BoundedArgon2):
    """The site's own hasher, made quick."""

    time_cost = 1
    memory_cost = 8
    parallelism = 1
