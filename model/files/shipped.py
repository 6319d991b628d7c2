"""The folder of the shipped scenarios, evidence and page: beside the package, or inside it when installed."""

from importlib.metadata import version as installed_version
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def shipped_folder() -> Path:
    """Return the folder that holds `scenarios/`, `seeds/` and `app.py`."""
    packed = _PACKAGE / "shipped"
    return packed if packed.is_dir() else _PACKAGE.parent


def version() -> str:
    """Return the installed version of Roulement."""
    return installed_version("roulement")
