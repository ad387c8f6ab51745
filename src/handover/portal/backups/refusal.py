"""Why a backup cannot be made or put back."""


class BackupRefused(Exception):
    """It cannot be done; the text says why, and what to do. What was there before is as it was."""
