"""Write procedures, and publish them: what is published is read at night, so a draft never takes its place by itself."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from uuid import uuid4

from planblanc.domain import access, procedures, texts, versions
from planblanc.domain.access import Act, Actor, Role
from planblanc.domain.errors import AlreadyExists, BadInput, Conflict, Forbidden, NotFound, TransitionRefused
from planblanc.domain.establishments import require_finess
from planblanc.domain.identity import EstablishmentId, ProcedureId, establishment_id
from planblanc.domain.journal import NATION, Chain, Detail, LogLine
from planblanc.domain.procedures import Holder, Procedure, ProcedureScope, ProcedureWanted
from planblanc.store import catalogues
from planblanc.store import establishments as stored_establishments
from planblanc.store import originals as stored_originals
from planblanc.store import procedures as stored
from planblanc.store import regions as stored_regions
from planblanc.store.transaction import Transaction


async def save(tx: Transaction, actor: Actor, wanted: ProcedureWanted, now: datetime) -> ProcedureId:
    """Write a draft: a new one, one again, or the draft of a published procedure, which stays as it is."""
    access.require(actor, Act.SAVE_PROCEDURE)
    holder = await _holder(tx, wanted)
    _require_keeper_of(actor, holder)
    await _require_service(tx, wanted.service_domain)
    named = None if wanted.id is None else await required(tx, wanted.id, ("id",))
    if named is not None and (named.code, _holder_of(named)) != (wanted.code, holder):
        raise BadInput("Une procédure ne change ni de code ni de portée : écrivez-en une autre.", ("code",))
    versions.require_read(named.version if named else None, wanted.version)
    draft = await stored.twin(tx, wanted.code, holder, published=False)
    if draft is not None and (named is None or named.id != draft.id):
        raise AlreadyExists("Un brouillon de cette procédure existe déjà : reprenez-le.", ("id",))
    key, version = (draft.id, draft.version) if draft else (ProcedureId(uuid4()), 0)
    written = procedures.drafted(wanted, key, holder, actor.name, version=version)
    if draft is None:
        await stored.add(tx, written)
    elif not await stored.change(tx, written):
        raise Conflict(path=("version",))
    tx.note(line(written, "procedure.saved", "rédigée, pas encore publiée", now))
    return written.id


async def publish(tx: Transaction, actor: Actor, wanted: ProcedureId, version: int, now: datetime) -> ProcedureId:
    """Put a draft in the place of what was published under its code, which keeps its key."""
    access.require(actor, Act.SAVE_PROCEDURE)
    draft = await required(tx, wanted, ("procedure",))
    require_keeper(actor, draft)
    versions.require_read(draft.version, version)
    if draft.published:
        raise TransitionRefused("Cette procédure est déjà publiée.", ("procedure",))
    before = await stored.twin(tx, draft.code, _holder_of(draft), published=True)
    told = replace(draft, published=True, published_by=actor.name)
    if before is not None:
        await stored_originals.move(tx, draft.id, before.id)
        await stored.drop_draft(tx, draft.id)
        told = replace(told, id=before.id, version=before.version)
    if not await stored.change(tx, told):
        raise Conflict(path=("version",))
    tx.note(line(told, "procedure.published", "publiée", now))
    return told.id


async def required(tx: Transaction, key: ProcedureId, path: tuple[str, ...]) -> Procedure:
    """The procedure of this key; `NotFound` when there is none, or the actor may not see it."""
    found = await stored.by_id(tx, key)
    if found is None:
        raise NotFound("Cette procédure n'existe pas, ou vous n'y avez pas accès.", path)
    return found


def require_keeper(actor: Actor, procedure: Procedure) -> None:
    """Refuse whoever does not keep this procedure."""
    _require_keeper_of(actor, _holder_of(procedure))


def line(procedure: Procedure, act: str, told: str, now: datetime, details: Mapping[str, Detail] | None = None) -> LogLine:
    """What the main courante says of a procedure."""
    return LogLine(
        chain=Chain.of_region(procedure.region) if procedure.region else NATION,
        act=act,
        text=f"Procédure « {procedure.title} » (édition {procedure.edition}) {told}.",
        at=now,
        details={"procedure": str(procedure.id), "code": procedure.code, "edition": procedure.edition, **(details or {})},
    )


async def _require_service(tx: Transaction, code: str) -> None:
    (domain,) = await catalogues.service_domains_by_code(tx, [code])
    if domain is None:
        raise BadInput(f"Le service {texts.quoted(code)} n'existe pas.", ("service_domain",))


async def _holder(tx: Transaction, wanted: ProcedureWanted) -> Holder:
    """For whom it is written: what the scope calls for, and nothing else."""
    procedures.require_holder(wanted)
    if wanted.scope is ProcedureScope.ESTABLISHMENT:
        finess = require_finess(wanted.establishment_finess or "", ("establishment_finess",))
        site = await stored_establishments.by_id(tx, establishment_id(finess))
        if site is None:
            raise BadInput(f"Aucun établissement ne porte le numéro FINESS {finess}.", ("establishment_finess",))
        return Holder(EstablishmentId(site.id), None, site.region)
    if wanted.scope is ProcedureScope.GROUP:
        (group,) = await catalogues.hospital_groups_by_code(tx, [wanted.hospital_group or ""])
        if group is None:
            raise BadInput("Ce GHT n'existe pas.", ("hospital_group",))
        return Holder(None, group.code, group.region)
    if wanted.scope is ProcedureScope.REGION:
        (region,) = await stored_regions.regions_by_code(tx, [wanted.region or ""])
        if region is None:
            raise BadInput("Cette région n'existe pas.", ("region",))
        return Holder(None, None, region.code)
    return Holder(None, None, None)


def _holder_of(procedure: Procedure) -> Holder:
    return Holder(procedure.establishment_id, procedure.hospital_group, procedure.region)


def _require_keeper_of(actor: Actor, holder: Holder) -> None:
    if holder.region is None:
        if actor.role is not Role.NATIONAL_COORDINATOR:
            raise Forbidden("Seule la coordination nationale peut modifier une procédure nationale.")
        return
    access.require(actor, Act.SAVE_PROCEDURE, region=holder.region, establishment=holder.establishment_id)
