"""Subscribe an outside program, and write the messages that it is to be sent."""

import asyncio
import socket
from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid4

from planblanc.domain import access, targets, texts, versions, webhooks
from planblanc.domain.access import Act, Actor
from planblanc.domain.errors import BadInput, Conflict, NotFound
from planblanc.domain.establishments import Establishment, require_finess
from planblanc.domain.facts import Fact
from planblanc.domain.identity import IncidentId, establishment_id
from planblanc.domain.journal import Chain, Detail, LogLine
from planblanc.domain.targets import Target
from planblanc.domain.webhooks import EVENTS, Webhook, WebhookWanted
from planblanc.store import establishments, regions
from planblanc.store import webhooks as stored
from planblanc.store.transaction import Transaction

_PATH = ("url",)
_SECONDS = 3.0


async def resolved(actor: Actor, wanted: WebhookWanted) -> WebhookWanted:
    """What is wanted, with the addresses of its target: looked up before a transaction, which must not wait for a name."""
    access.require(actor, Act.SAVE_WEBHOOK)
    return replace(wanted, addresses=await _addresses(_target(wanted)))


async def save(tx: Transaction, actor: Actor, wanted: WebhookWanted, now: datetime) -> UUID:
    """Subscribe a program that is `resolved`, or change its subscription; a new secret is added, and the one before still signs."""
    access.require(actor, Act.SAVE_WEBHOOK)
    region, site = await _holder(tx, actor, wanted)
    known = await _known(tx, wanted, region, site)
    versions.require_read(known.version if known else None, wanted.version)
    secret = webhooks.secret_of(wanted.secret, ("secret",)) if wanted.secret is not None else None
    if known is None and secret is None:
        raise BadInput("Indiquez le secret du programme, qui lui permet de reconnaître nos messages.", ("secret",))
    target = _target(wanted)
    if not wanted.addresses:
        raise BadInput("Le nom de cette adresse n'est pas connu : vérifiez-le.", _PATH)
    targets.require_public(wanted.addresses, _PATH, private_allowed=wanted.private_allowed)
    webhook = Webhook(
        id=known.id if known else uuid4(),
        region=region,
        establishment_id=site.id if site else None,
        label=texts.line(wanted.label, ("label",)),
        url=target.url,
        kinds=webhooks.kinds_of(wanted.kinds, ("kinds",)),
        exercises=wanted.exercises,
        active=wanted.active,
        saved_name=actor.name,
        saved_at=now,
        version=known.version if known else 0,
    )
    if known is None:
        await stored.add(tx, webhook)
    elif not await stored.change(tx, webhook):
        raise Conflict(path=("version",))
    if secret is not None:
        await stored.add_secret(tx, webhook.id, secret, now)
    tx.note(_line(webhook, target, now))
    return webhook.id


async def fan_out(tx: Transaction, fact_id: UUID, fact: Fact, now: datetime) -> int:
    """Write the message of a fact for each program that wants it; how many."""
    incident = getattr(fact, "incident_id", None)
    if type(fact) not in EVENTS or incident is None:
        return 0
    told = await stored.told_of(tx, IncidentId(incident))
    if told is None:
        return 0
    return await stored.fan_out(tx, fact_id, told, webhooks.message_of(fact, exercise=told.exercise, at=now), now)


async def _holder(tx: Transaction, actor: Actor, wanted: WebhookWanted) -> tuple[str, Establishment | None]:
    """The region that the program hears of, and the site when it hears of that one alone."""
    if (wanted.region is None) == (wanted.establishment_finess is None):
        raise BadInput("Indiquez une région, ou bien un établissement.", ("region",))
    if wanted.region is not None:
        access.require(actor, Act.SAVE_WEBHOOK, region=wanted.region)
        if (await regions.regions_by_code(tx, [wanted.region]))[0] is None:
            raise NotFound("Cette région n'existe pas.", ("region",))
        return wanted.region, None
    finess = require_finess(wanted.establishment_finess or "", ("establishment_finess",))
    site = await establishments.by_id(tx, establishment_id(finess))
    if site is None:
        raise BadInput(f"Aucun établissement ne porte le numéro FINESS {finess}.", ("establishment_finess",))
    access.require(actor, Act.SAVE_WEBHOOK, region=site.region, establishment=site.id)
    return site.region, site


async def _known(tx: Transaction, wanted: WebhookWanted, region: str, site: Establishment | None) -> Webhook | None:
    if wanted.id is None:
        return None
    (known,) = await stored.by_ids(tx, [wanted.id])
    if known is None:
        raise NotFound(path=("id",))
    if (known.region, known.establishment_id) != (region, site.id if site else None):
        raise BadInput("Un abonnement ne change ni de région ni d'établissement : créez-en un autre.", ("id",))
    return known


def _target(wanted: WebhookWanted) -> Target:
    return targets.target_of(wanted.url.strip(), _PATH, private_allowed=wanted.private_allowed)


async def _addresses(target: Target) -> tuple[str, ...]:
    """The addresses of a name, as it is resolved now; they are checked again each time that a message is sent."""
    try:
        async with asyncio.timeout(_SECONDS):
            found = await asyncio.get_running_loop().getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError, TimeoutError):
        return ()
    return tuple(str(one[4][0]) for one in found)


def _line(webhook: Webhook, target: Target, now: datetime) -> LogLine:
    # The host alone: a path may hold a key of the program.
    standing = "enregistré" if webhook.active else "suspendu"
    text = f"Abonnement du programme {texts.quoted(webhook.label)} {standing} : messages vers {target.host}."
    details: dict[str, Detail] = {"webhook": str(webhook.id), "host": target.host, "active": webhook.active}
    return LogLine(chain=Chain.of_region(webhook.region), act="webhook.saved", text=text, at=now, details=details)
