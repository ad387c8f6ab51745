"""Small files of a machine that tell of the stored files, and lie beside them: beside the folder, or where the anchors lie."""

from pathlib import Path

from django.conf import settings


def beside_files(ending: str) -> Path:
    """Return the path of such a file, by what stands behind the last dot of its name."""
    files = settings.CONFIG.files
    if isinstance(files, Path):
        return files.with_name(f"{files.name}.{ending}")
    anchors: Path = settings.CONFIG.anchors_path
    return anchors.with_suffix(f".{ending}")
