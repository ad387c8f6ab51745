"""Argon2 with the least work it can do: tests make hundreds of people and none of their passwords is worth guarding."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class QuickArgon2(Argon2PasswordHasher):
    """The site's own hasher, made quick."""

    time_cost = 1
    memory_cost = 8
    parallelism = 1
