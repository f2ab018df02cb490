"""Where things lie: the store's home, the starter edition, the log.

Home is, first that is given: ``--home DIR``, ``$TUIREADER_HOME``, ``cache/store/`` of the checkout that the package runs from (found
from the package's own file, never from the working directory), the platform's user data folder.
"""

from __future__ import annotations

import os
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def checkout() -> Path | None:
    """Return the checkout's top folder when the package runs from one, else None."""
    top = PACKAGE.parent
    return top if (top / "pyproject.toml").is_file() and (top / "cache" / "README.md").is_file() else None


def home(option: str | os.PathLike[str] | None = None) -> Path:
    """Return the store's home as an absolute path; it need not exist yet."""
    chosen = option or os.environ.get("TUIREADER_HOME")
    if chosen:
        return Path(chosen).expanduser().absolute()
    top = checkout()
    if top is not None:
        return top / "cache" / "store"
    import platformdirs  # 11 ms, and only an installed program needs it

    return Path(platformdirs.user_data_dir("tuireader", appauthor=False))


def starter_edition() -> Path | None:
    """Return the folder of the starter edition's article files, or None where it was left out of the installation."""
    shipped = PACKAGE / "starter"
    if shipped.is_dir():
        return shipped
    top = checkout()
    if top is not None and (top / "cache" / "starter").is_dir():
        return top / "cache" / "starter"
    return None


def log_file(home_folder: Path) -> Path:
    """Return the log's path within a home."""
    return home_folder / "tuireader.log"
