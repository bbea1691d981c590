"""The file that a procedure was written in: what it is by its content, never by its name, and nothing in it that acts."""

import hashlib
import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from planblanc.domain import texts
from planblanc.domain.errors import BadInput

LARGEST = 10 * 1024 * 1024
_MOST_UNFOLDED = 200 * 1024 * 1024
_MOST_DIRECTORY = 256 * 1024  # what a file of a few thousand parts needs to list them
_ODT = "application/vnd.oasis.opendocument.text"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_ACTIVE = ("vbaproject.bin", "basic/", "scripts/", "activex/")
_END_OF_DIRECTORY = b"PK\x05\x06"
_FAR_DIRECTORY = b"PK\x06\x07"
_ENCRYPTED = 0x1


@dataclass(frozen=True)
class Original:
    """What is known of the file of a procedure, its content apart."""

    procedure: UUID
    file_name: str
    media_type: str
    size: int
    sha256: bytes
    added_name: str
    added_at: datetime


@dataclass(frozen=True)
class OriginalFile:
    """A file that was checked: its name, its kind, its bytes."""

    file_name: str
    media_type: str
    content: bytes

    @property
    def sha256(self) -> bytes:
        """What proves that it is given back as it came."""
        return hashlib.sha256(self.content).digest()


@dataclass(frozen=True)
class _Kind:
    media_type: str
    extensions: tuple[str, ...]
    holds: Callable[[bytes], bool]


def checked(file_name: str, content: bytes) -> OriginalFile:
    """The file, if it is a PDF, a Word or OpenDocument text without macros, or plain text; `BadInput` otherwise."""
    name = texts.line(file_name, ("name",), most=120)
    if any(mark in name for mark in '/\\:*?"<>|') or name.startswith("."):
        raise BadInput("Ce nom de fichier contient un caractère qui n'est pas permis.", ("name",))
    if not content:
        raise BadInput("Ce fichier est vide.", ("file",))
    if len(content) > LARGEST:
        raise BadInput(f"Ce fichier est trop grand : {LARGEST // 1024 // 1024} Mio au plus.", ("file",))
    kind = next((kind for kind in _KINDS if kind.holds(content)), None)
    if kind is None:
        raise BadInput("Ce fichier n'est ni un PDF, ni un texte Word (.docx) ou OpenDocument (.odt) sans macro, ni du texte.", ("file",))
    if not name.lower().endswith(kind.extensions):
        raise BadInput(f"Le nom de ce fichier ne dit pas ce qu'il contient : il doit finir par {kind.extensions[0]}.", ("name",))
    return OriginalFile(name, kind.media_type, content)


def _is_pdf(content: bytes) -> bool:
    return content.startswith(b"%PDF-") and b"%%EOF" in content[-1024:]


def _is_docx(content: bytes) -> bool:
    names = _parts(content)
    return "[Content_Types].xml" in names and "word/document.xml" in names


def _is_odt(content: bytes) -> bool:
    # The first part of an OpenDocument file is stored as it is, so that its kind stands at a fixed place.
    return content[30:130].startswith(b"mimetype" + _ODT.encode() + b"PK") and "content.xml" in _parts(content)


def _is_text(content: bytes) -> bool:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return all(character.isprintable() or character in "\n\r\t\f\u00a0\u202f\u2028" for character in text)


def _parts(content: bytes) -> frozenset[str]:
    """The names of the parts of a ZIP file, none of which is unfolded; none for one that is broken, huge, encrypted or that acts."""
    end = content.rfind(_END_OF_DIRECTORY)
    if not content.startswith(b"PK\x03\x04") or end < 0 or _FAR_DIRECTORY in content[max(0, end - 20) : end]:
        return frozenset()
    if int.from_bytes(content[end + 12 : end + 16], "little") > _MOST_DIRECTORY:
        return frozenset()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, UnicodeDecodeError):
        return frozenset()
    is_whole = sum(part.file_size for part in parts) <= _MOST_UNFOLDED
    return frozenset(part.filename for part in parts) if is_whole and not any(map(_is_suspect, parts)) else frozenset()


def _is_suspect(part: zipfile.ZipInfo) -> bool:
    name = part.filename.lower()
    acts = any(name.endswith(active) or f"/{active}" in f"/{name}" for active in _ACTIVE)
    leaves = name.startswith("/") or ".." in name.split("/")
    return acts or leaves or bool(part.flag_bits & _ENCRYPTED)


_KINDS = (
    _Kind("application/pdf", (".pdf",), _is_pdf),
    _Kind(_DOCX, (".docx",), _is_docx),
    _Kind(_ODT, (".odt",), _is_odt),
    _Kind("text/plain; charset=utf-8", (".txt", ".md"), _is_text),
)
