"""What the installation can send with: its mail server, its services."""

from dataclasses import dataclass, field

from planblanc.domain.contacts import ContactChannel
from planblanc.integrations.notify import gateways, mail
from planblanc.integrations.notify.gateways import Gateways
from planblanc.integrations.notify.mail import MailServer
from planblanc.integrations.notify.message import Message, NotDelivered


@dataclass(frozen=True)
class Senders:
    """The mail server, if there is one, and the services of the other channels."""

    mail: MailServer | None = None
    gateways: Gateways = field(default_factory=Gateways)

    async def send(self, channel: ContactChannel, address: str, message: Message) -> None:
        """Send a message by a channel; `NotDelivered` when it was not taken, for good where this installation never could."""
        if channel is not ContactChannel.MAIL:
            await gateways.send(self.gateways, channel, address, message)
        elif self.mail is None:
            raise NotDelivered("L'installation n'a pas de serveur de messagerie.", is_final=True)
        else:
            await mail.send(self.mail, address, message)
