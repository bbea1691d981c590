"""Which database a command works on."""

from planblanc.settings import Settings
from planblanc.store import embedded


def administrator_url(settings: Settings) -> str:
    """The database that the environment names, else the embedded one, started."""
    return settings.migrator_url or settings.database_url or embedded.start(settings.home / "database")
