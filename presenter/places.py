"""Where things live: what ships with Podium, and the user's caches, takes and settings.

platformdirs is imported when asked for, to keep it off the way to the first paint.
"""

from pathlib import Path

_HERE = Path(__file__).resolve().parent
APP = "podium"


def assets() -> Path:
    """What ships: beside the packages in a checkout, inside `presenter` in a wheel."""
    inside = _HERE / "assets"
    return inside if inside.is_dir() else _HERE.parent / "assets"


def talks() -> Path:
    """The decks that ship."""
    return _HERE.parent / "slides" / "talks"


def first_talk() -> Path:
    """The deck that is shown when none is named."""
    return talks() / "beyond-the-hype.yaml"


def cache() -> Path:
    """Fetched models and data: big, and safe to delete."""
    import platformdirs

    return Path(platformdirs.user_cache_dir(APP, appauthor=False))


def state() -> Path:
    """Logs of talks and takes: small, and not to be lost."""
    import platformdirs

    return Path(platformdirs.user_state_dir(APP, appauthor=False))


def rooms() -> Path:
    """What is kept of audiences: a folder for each room."""
    return state() / "quiz" / "rooms"


def config() -> Path:
    """The speaker's settings: one file in it, `settings.toml`."""
    import platformdirs

    return Path(platformdirs.user_config_dir(APP, appauthor=False))


def runtime() -> Path:
    """Sockets of running talks; gone after a reboot."""
    import warnings

    import platformdirs

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # without XDG_RUNTIME_DIR there is a folder that will do
        return Path(platformdirs.user_runtime_dir(APP, appauthor=False))
