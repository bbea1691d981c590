"""Where the secrets shared with the portal are: the file that the installation names, or the demonstration's own."""

import base64
import secrets
from pathlib import Path

from planblanc.integrations.portal.signature import BadSecret, read_secrets
from planblanc.sealing import secret_files

_FILE = "portal-secret.txt"


def named(file: Path) -> tuple[bytes, ...]:
    """The secrets of a file, the one that signs first; `BadSecret` when it cannot be read."""
    try:
        return read_secrets(file.read_text("ascii"))
    except (OSError, UnicodeDecodeError) as error:
        raise BadSecret(f"Le fichier des secrets du portail ne peut pas être lu : {file}.") from error


def demonstrated(folder: Path) -> tuple[bytes, ...]:
    """The secret of a demonstration, made on first use."""
    file = folder / _FILE
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        secret_files.write_once(file, f"whsec_{base64.b64encode(secrets.token_bytes(32)).decode()}\n".encode())
    return named(file)
