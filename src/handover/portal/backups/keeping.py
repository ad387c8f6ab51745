"""How many backups are kept: the newest so many, and the files that one of them lists."""

import shutil
from pathlib import Path

from handover.portal.backups import layout, pool


def remove_old_backups(root: Path, keep: int, backup_key: bytes) -> int:
    """Remove all backups but the newest `keep`, and the files that none lists any more; return how many backups went."""
    old = layout.list_backups(root)[:-keep]
    for backup in old:
        # It stops being a backup by one renaming: of one that is half removed, nobody takes what is left for one.
        shutil.rmtree(backup.rename(root / f"{layout.REMOVING}{backup.name}"))
    if old:
        pool.remove_unlisted(root, backup_key)
    return len(old)
