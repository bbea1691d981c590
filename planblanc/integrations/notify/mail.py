"""Mail by any SMTP server: the one that the installation names."""

import asyncio
import re
import ssl
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from enum import StrEnum
from pathlib import Path
from urllib.parse import unquote, urlsplit

import aiosmtplib
from aiosmtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException

from planblanc.domain.errors import PlanblancError
from planblanc.integrations.notify.message import Message, NotDelivered

_SECONDS = 15.0
_SECONDS_IN_ALL = 30.0  # a server that answers each command at the last moment
_BOX = re.compile(r"^[^@\s<>\"]+@[^@\s<>\"]+$")


class BadServer(PlanblancError):
    """Le serveur de messagerie n'est pas indiqué comme il faut."""


class Protection(StrEnum):
    """How the connection to the server is protected."""

    NONE = "smtp"
    STARTTLS = "smtp+starttls"
    TLS = "smtps"


_PORTS = {Protection.NONE: 25, Protection.STARTTLS: 587, Protection.TLS: 465}


@dataclass(frozen=True)
class MailServer:
    """Which server takes the mail, and in whose name it goes."""

    host: str
    port: int
    protection: Protection
    sender: str
    user: str | None = None
    password: str | None = field(default=None, repr=False)


def server_of(url: str, sender: str, password_file: Path | None) -> MailServer:
    """The server of `smtp://`, `smtp+starttls://` or `smtps://user@host:port`; `BadServer`, in French, otherwise."""
    try:
        parts = urlsplit(url)
        protection, port = Protection(parts.scheme), parts.port
    except ValueError:
        raise BadServer("PLANBLANC_MAIL_SERVER commence par smtp://, smtp+starttls:// ou smtps://.") from None
    if not parts.hostname or parts.password is not None:
        raise BadServer("PLANBLANC_MAIL_SERVER nomme un serveur, sans mot de passe (PLANBLANC_MAIL_PASSWORD nomme son fichier).")
    if not _BOX.fullmatch(sender):
        raise BadServer("PLANBLANC_MAIL_FROM doit être l'adresse d'expédition : alerte@exemple.fr.")
    user = unquote(parts.username) if parts.username else None
    if user is not None and password_file is None:
        raise BadServer("PLANBLANC_MAIL_PASSWORD doit nommer le fichier du mot de passe de ce compte.")
    return MailServer(parts.hostname, port or _PORTS[protection], protection, sender, user, _password(password_file) if user else None)


async def send(server: MailServer, address: str, message: Message) -> None:
    """Give one mail to the server; `NotDelivered`, for good where the server refuses the box, when it does not take it."""
    try:
        async with asyncio.timeout(_SECONDS_IN_ALL):
            await _give(server, address, message)
    except SMTPRecipientsRefused as error:
        code = max((one.code for one in error.recipients), default=0)
        raise NotDelivered(f"Le serveur de messagerie refuse cette boîte ({code}).", is_final=code >= 500) from None
    except SMTPResponseException as error:
        raise NotDelivered(f"Le serveur de messagerie a répondu {error.code}.") from None
    except (SMTPException, OSError, TimeoutError, ValueError) as error:
        raise NotDelivered(f"Le serveur de messagerie ne répond pas : {type(error).__name__}.") from None


async def _give(server: MailServer, address: str, message: Message) -> None:
    client = aiosmtplib.SMTP(
        hostname=server.host,
        port=server.port,
        username=server.user,
        password=server.password,
        use_tls=server.protection is Protection.TLS,
        start_tls=server.protection is Protection.STARTTLS,
        tls_context=ssl.create_default_context() if server.protection is not Protection.NONE else None,
        timeout=_SECONDS,
    )
    try:
        await client.connect()
        await client.send_message(_letter(server, address, message), sender=server.sender, recipients=[address])
    finally:
        client.close()  # without a farewell: one that is not answered would hold a mail that was taken, or a worker that stops


def _letter(server: MailServer, address: str, message: Message) -> EmailMessage:
    letter = EmailMessage()
    letter["From"] = Address("Plan blanc numérique", addr_spec=server.sender)
    letter["To"] = address
    letter["Subject"] = message.subject
    letter["Date"] = format_datetime(message.written_at)
    letter["Message-ID"] = f"<{message.id}@{server.sender.rpartition('@')[2]}>"
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(message.body + "\n", cte="quoted-printable")  # every server takes it
    return letter


def _password(file: Path | None) -> str:
    try:
        return file.read_text("utf-8").strip() if file is not None else ""
    except (OSError, UnicodeDecodeError) as error:
        raise BadServer(f"Le fichier du mot de passe de la messagerie ne peut pas être lu : {file}.") from error
