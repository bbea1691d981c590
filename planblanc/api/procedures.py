"""Degraded-mode procedures and reflex sheets."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated
from uuid import UUID

import strawberry

from planblanc.api import connections, mutations, nodes, originals
from planblanc.api.competences import ServiceDomain
from planblanc.api.connections import DEFAULT_SIZE, After, Connection, First
from planblanc.api.establishments import Establishment, read_establishment
from planblanc.api.filters import FinessNumber, FreeText, RegionCode
from planblanc.api.mutations import IdempotencyKey, InputOf
from planblanc.api.nodes import Node, ReadNode, as_uuid, global_id
from planblanc.api.operation import Info, Operation
from planblanc.api.procedure_input import PublishProcedureInput, SaveProcedureInput
from planblanc.api.refusals import Refusal
from planblanc.domain import procedures as domain
from planblanc.domain import search_text
from planblanc.domain.access import Actor
from planblanc.domain.establishments import require_finess
from planblanc.domain.identity import ProcedureId, establishment_id
from planblanc.domain.originals import Original
from planblanc.domain.procedures import ProcedureKind, ProcedureScope
from planblanc.store import catalogues
from planblanc.store import originals as stored_originals
from planblanc.store import procedures as stored
from planblanc.store.transaction import Transaction
from planblanc.usecases import degraded_packs, procedures


@strawberry.type(description="Ce dont une procédure est tirée.")
class ProcedureSource:
    title: str = strawberry.field(description="Titre.")
    publisher: str = strawberry.field(description="Éditeur.")
    year: int | None = strawberry.field(description="Année.")


@strawberry.type(description="Procédure dégradée ou fiche réflexe, pour un service, écrite par ceux qui y travaillent.")
class Procedure(Node):
    known: strawberry.Private[domain.Procedure]
    code: str = strawberry.field(description="Code stable, le même d'une édition à l'autre.")
    edition: str = strawberry.field(description="Édition.")
    title: str = strawberry.field(description="Titre.")
    kind: ProcedureKind = strawberry.field(description="Nature.")
    scope: ProcedureScope = strawberry.field(description="Pour qui elle est écrite.")
    establishment: strawberry.ID | None = strawberry.field(description="L'établissement, si elle est écrite pour un seul.")
    hospital_group: str | None = strawberry.field(description="Code du GHT, si elle est écrite pour un seul.")
    region: str | None = strawberry.field(description="Code INSEE de la région ; rien pour une procédure nationale.")
    business_owner: str = strawberry.field(description="Qui en répond, dans le métier.")
    published_by: str = strawberry.field(description="Qui l'a publiée ou rédigée.")
    review_on: date | None = strawberry.field(description="À revoir à cette date.")
    last_exercised_on: date | None = strawberry.field(description="Dernier exercice.")
    body: str = strawberry.field(description="Texte, en Markdown.")
    sources: list[ProcedureSource] = strawberry.field(description="Ce dont elle est tirée : cinquante sources au plus.")
    published: bool = strawberry.field(description="Publiée ? Un brouillon n'est lu que de ceux qui le rédigent.")
    synthetic: bool = strawberry.field(description="Donnée synthétique, inventée pour une démonstration ?")
    version: int = strawberry.field(description="Version lue, à rendre pour modifier.")

    @classmethod
    def of(cls, procedure: domain.Procedure) -> "Procedure":
        """The procedure, as the API shows it."""
        site = procedure.establishment_id
        return cls(
            id=global_id("Procedure", procedure.id),
            known=procedure,
            code=procedure.code,
            edition=procedure.edition,
            title=procedure.title,
            kind=procedure.kind,
            scope=procedure.scope,
            establishment=global_id("Establishment", site) if site else None,
            hospital_group=procedure.hospital_group,
            region=procedure.region,
            business_owner=procedure.business_owner,
            published_by=procedure.published_by,
            review_on=procedure.review_on,
            last_exercised_on=procedure.last_exercised_on,
            body=procedure.body,
            sources=[ProcedureSource(title=one.title, publisher=one.publisher, year=one.year) for one in procedure.sources],
            published=procedure.published,
            synthetic=procedure.synthetic,
            version=procedure.version,
        )

    @strawberry.field(description="Le service concerné.")
    async def service_domain(self, info: Info) -> ServiceDomain | None:
        found = await info.context.load(catalogues.service_domains_by_code, self.known.service_domain)
        return ServiceDomain.of(found) if found else None

    @strawberry.field(description="L'établissement pour lequel elle est écrite, si c'est pour un seul.")
    async def site(self, info: Info) -> Establishment | None:
        key = self.known.establishment_id
        return None if key is None else await read_establishment(info.context, str(key))

    @strawberry.field(description="Le fichier dans lequel elle a été écrite, s'il a été joint.")
    async def original(self, info: Info) -> "ProcedureOriginal | None":
        found = await info.context.load(stored_originals.by_procedure, self.known.id)
        return ProcedureOriginal.of(found) if found else None


@strawberry.type(description="Le fichier d'origine d'une procédure, gardé tel qu'il est venu.")
class ProcedureOriginal:
    file_name: str = strawberry.field(description="Nom du fichier.")
    media_type: str = strawberry.field(description="Type, reconnu à son contenu.")
    size: int = strawberry.field(description="Taille, en octets : dix mébioctets au plus.")
    sha256: str = strawberry.field(description="Empreinte SHA-256, en hexadécimal.")
    added_by: str = strawberry.field(description="Qui l'a joint.")
    added_at: datetime = strawberry.field(description="Quand.")
    path: str = strawberry.field(description="Son chemin sur ce service : un navigateur l'enregistre, il ne l'affiche pas.")

    @classmethod
    def of(cls, original: Original) -> "ProcedureOriginal":
        """The file, as the API shows it."""
        return cls(
            file_name=original.file_name,
            media_type=original.media_type,
            size=original.size,
            sha256=original.sha256.hex(),
            added_by=original.added_name,
            added_at=original.added_at,
            path=originals.path_of(original.procedure),
        )


SaveProcedureResult = Annotated[Procedure | Refusal, strawberry.union("SaveProcedureResult", description="Le brouillon, ou un refus.")]
PublishProcedureResult = Annotated[
    Procedure | Refusal, strawberry.union("PublishProcedureResult", description="La procédure publiée, ou un refus.")
]


@strawberry.type
class Queries:
    @strawberry.field(description="Les procédures, dans l'ordre où elles s'impriment ; avec vos brouillons si vous les demandez.")
    async def procedures(
        self,
        info: Info,
        *,
        service_domain: Annotated[str | None, strawberry.argument(description="Code d'un service.")] = None,
        scope: Annotated[ProcedureScope | None, strawberry.argument(description="Pour qui elles sont écrites.")] = None,
        region: RegionCode = None,
        establishment: FinessNumber = None,
        text: FreeText = None,
        published: Annotated[bool | None, strawberry.argument(description="Faux : les brouillons ; rien : les deux.")] = True,
        first: First = DEFAULT_SIZE,
        after: After = None,
    ) -> Connection[Procedure]:
        page = connections.page(first, after, int, UUID)
        wanted = stored.ProceduresWanted(
            service_domain=service_domain,
            scope=scope,
            region=region,
            establishment=establishment_id(require_finess(establishment, ("establishment",))) if establishment else None,
            published=published,
            patterns=None if text is None else search_text.patterns(text),
        )
        key = None if page.after is None else (page.key(0), page.key(1))
        found = await stored.procedures(await info.context.tx(), wanted, after=key, limit=page.limit)
        return connections.connection(page, found, lambda procedure: (procedure.rank, procedure.id), Procedure.of)

    @strawberry.field(
        description="Ce qui vaut dans un établissement, service par service : sa procédure, à défaut celle du GHT, de la région, ou la "
        "procédure nationale ; fiches réflexes d'abord. Deux cents au plus."
    )
    async def holding_procedures(
        self, info: Info, establishment: Annotated[str, strawberry.argument(description="Numéro FINESS de l'établissement.")]
    ) -> list[Procedure]:
        finess = require_finess(establishment, ("establishment",))
        found = await degraded_packs.holding(await info.context.tx(), establishment_id(finess))
        return [Procedure.of(procedure) for procedure in found]


@strawberry.type
class Mutations:
    @strawberry.mutation(description="Rédiger une procédure : toujours un brouillon, à publier ; ce qui est publié reste en place.")
    async def save_procedure(self, info: Info, input: InputOf[SaveProcedureInput], idempotency_key: IdempotencyKey) -> SaveProcedureResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> object:
            return await procedures.save(tx, actor, input.wanted(), now)

        return await mutations.once(info, idempotency_key, input, effect, read_procedure)

    @strawberry.mutation(description="Publier un brouillon : il prend la place de ce qui était publié sous le même code.")
    async def publish_procedure(
        self, info: Info, input: InputOf[PublishProcedureInput], idempotency_key: IdempotencyKey
    ) -> PublishProcedureResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> object:
            key = ProcedureId(nodes.uuid_of(input.procedure, "Procedure", ("procedure",)))
            return await procedures.publish(tx, actor, key, input.version, now)

        return await mutations.once(info, idempotency_key, input, effect, read_procedure)


async def read_procedure(operation: Operation, key: str) -> Procedure | None:
    """One procedure by its key, with the rights of whoever asks."""
    found = await operation.load(stored.procedures_by_id, as_uuid(key))
    return Procedure.of(found) if found else None


NODES: Mapping[str, ReadNode] = {"Procedure": read_procedure}
