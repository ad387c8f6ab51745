"""Remove from an installed site what a container never uses: `python slim.py FOLDER`. Prints how much that was."""

import shutil
import sys
from pathlib import Path

LANGUAGES = ("root", "en", "cy")
SERVICES = ("s3", "sts")
INSTALLERS = ("pip", "setuptools", "wheel", "pkg_resources", "_distutils_hack")


def list_unused(packages: Path) -> list[Path]:
    """Return files and folders that can go."""
    babel = [path for path in packages.glob("babel/locale-data/*.dat") if path.stem.partition("_")[0] not in LANGUAGES]
    django = [path for path in packages.glob("django/**/locale/*") if path.is_dir() and path.name not in ("en", "cy")]
    amazon = [path for path in packages.glob("botocore/data/*") if path.is_dir() and path.name not in SERVICES]
    tests = [path for path in packages.glob("*/tests") if path.is_dir()]
    installers = [path for name in INSTALLERS for path in (packages / name, *packages.glob(f"{name}-*.dist-info"))]
    return [*babel, *django, *amazon, *tests, *installers]


def measure_size(path: Path) -> int:
    """Return how many bytes a file or a folder takes."""
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.lstat().st_size for file in files if not file.is_dir())


def slim_site(folder: Path) -> None:
    """Remove it all."""
    freed = 0
    for packages in folder.glob("lib/python*/site-packages"):
        for path in list_unused(packages):
            if path.exists():
                freed += measure_size(path)
                shutil.rmtree(path) if path.is_dir() else path.unlink()
    print(f"{freed / 1e6:.0f} MB removed, {measure_size(folder) / 1e6:.0f} MB stay")


if __name__ == "__main__":
    slim_site(Path(sys.argv[1]))
