"""Lenders: who owns what is lent."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated

import strawberry

from planblanc.api import connections, enums, mutations, nodes
from planblanc.api.competences import Competence
from planblanc.api.connections import DEFAULT_SIZE, After, Connection, First
from planblanc.api.contacts import ContactPoint
from planblanc.api.establishments import Establishment, read_establishment
from planblanc.api.filters import DepartmentCode, FreeText, OrInactive, RegionCode, Synthetic
from planblanc.api.mutations import IdempotencyKey, InputOf
from planblanc.api.nodes import Node, ReadNode, as_uuid, global_id
from planblanc.api.operation import Info, Operation
from planblanc.api.places import Position
from planblanc.api.refusals import Refusal
from planblanc.api.regions import Region
from planblanc.api.shared_fate import SharedFateLink
from planblanc.domain import lenders as domain
from planblanc.domain import search_text
from planblanc.domain.access import Actor
from planblanc.domain.identity import LenderId
from planblanc.domain.lenders import LenderKind, PrisActivity
from planblanc.store import catalogues as stored_catalogues
from planblanc.store import contacts as stored_contacts
from planblanc.store import lenders as stored
from planblanc.store import regions as stored_regions
from planblanc.store import shared_fate as stored_links
from planblanc.store.transaction import Transaction
from planblanc.usecases import lenders

enums.describe(
    LenderKind,
    "Nature d'un prêteur.",
    {
        LenderKind.ESTABLISHMENT: "Établissement de santé.",
        LenderKind.GRADES: "Groupement régional d'appui au développement de la e-santé.",
        LenderKind.LOCAL_AUTHORITY: "Collectivité : département, commune, agence publique.",
        LenderKind.COMPANY: "Entreprise.",
        LenderKind.PRIS_COMPANY: "Entreprise qualifiée PRIS par l'ANSSI.",
        LenderKind.STATE: "Service de l'État.",
    },
)
enums.describe(
    PrisActivity,
    "Activité pour laquelle l'ANSSI qualifie un prestataire de réponse aux incidents (PRIS).",
    {
        PrisActivity.REC: "Recherche d'indicateurs de compromission.",
        PrisActivity.INV: "Investigation numérique.",
        PrisActivity.CODE: "Analyse de codes malveillants.",
        PrisActivity.PCI: "Pilotage et coordination des investigations ; elle suppose REC et INV.",
        PrisActivity.CRISE: "Gestion de crise d'origine cyber.",
    },
)


@strawberry.type(description="Combien de personnes qui détiennent une compétence restent sur chacun des sites d'un prêteur.")
class CompetenceFloor:
    code: strawberry.Private[str]
    people: int = strawberry.field(description="Combien restent, à quelque niveau que ce soit.")

    @strawberry.field(description="La compétence.")
    async def competence(self, info: Info) -> Competence | None:
        found = await info.context.load(stored_catalogues.competences_by_code, self.code)
        return Competence.of(found) if found else None


@strawberry.type(description="Prêteur : à qui appartient une ressource.")
class Lender(Node):
    known: strawberry.Private[domain.Lender]
    code: str = strawberry.field(description="Code stable : le numéro FINESS pour un établissement.")
    name: str = strawberry.field(description="Nom.")
    kind: LenderKind = strawberry.field(description="Nature.")
    commune: str = strawberry.field(description="Commune.")
    department: str = strawberry.field(description="Code INSEE du département.")
    position: Position = strawberry.field(description="Position.")
    people_floor: int = strawberry.field(description="Combien de personnes restent sur chacun de ses sites.")
    pris_activities: list[PrisActivity] = strawberry.field(description="Activités PRIS pour lesquelles il est qualifié : cinq au plus.")
    competence_floors: list[CompetenceFloor] = strawberry.field(
        description="Qui reste sur chacun de ses sites, par compétence, si vous y avez accès : cent au plus."
    )
    active: bool = strawberry.field(description="Prête-t-il encore ?")
    synthetic: bool = strawberry.field(description="Donnée synthétique, inventée pour une démonstration ?")
    version: int = strawberry.field(description="Version lue, à rendre pour modifier.")

    @classmethod
    def of(cls, lender: domain.Lender) -> "Lender":
        """The lender, as the API shows it."""
        return cls(
            id=global_id("Lender", lender.id),
            known=lender,
            code=lender.code,
            name=lender.name,
            kind=lender.kind,
            commune=lender.commune,
            department=lender.department,
            position=Position.of(lender.position),
            people_floor=lender.people_floor,
            pris_activities=list(lender.pris_activities),
            competence_floors=[CompetenceFloor(code=floor.competence, people=floor.people) for floor in lender.competence_floors],
            active=lender.active,
            synthetic=lender.synthetic,
            version=lender.version,
        )

    @strawberry.field(description="Sa région.")
    async def region(self, info: Info) -> Region | None:
        found = await info.context.load(stored_regions.regions_by_code, self.known.region)
        return Region.of(found) if found else None

    @strawberry.field(description="L'établissement qu'il est, s'il en est un.")
    async def establishment(self, info: Info) -> Establishment | None:
        key = self.known.establishment_id
        return await read_establishment(info.context, str(key)) if key else None

    @strawberry.field(description="Combien de personnes il peut envoyer, parmi celles que vous voyez.")
    async def people(self, info: Info) -> int:
        return (await info.context.load(stored.pool_sizes, self.known.id)).people

    @strawberry.field(description="Combien d'objets il détient, planchers compris, parmi ceux que vous voyez.")
    async def things(self, info: Info) -> int:
        return (await info.context.load(stored.pool_sizes, self.known.id)).things

    @strawberry.field(description="Comment le joindre, si vous y avez accès : cent points de contact au plus.")
    async def contact_points(self, info: Info) -> list[ContactPoint]:
        found = await info.context.load(stored_contacts.contacts_of_lenders, self.known.id)
        return [ContactPoint.of(contact) for contact in found]

    @strawberry.field(description="Les établissements dont il partage le sort, si vous y avez accès : cent au plus.")
    async def shared_fate_links(self, info: Info) -> list[SharedFateLink]:
        found = await info.context.load(stored_links.links_of_lenders, self.known.id)
        return [SharedFateLink.of(link) for link in found]


@strawberry.input(description="Plancher d'une compétence.")
class CompetenceFloorInput:
    competence: str = strawberry.field(description="Code de la compétence.")
    people: int = strawberry.field(description="Combien de personnes restent sur chacun de ses sites, de 1 à 10 000.")


@strawberry.input(description="La description complète d'un prêteur ; un établissement est là où est son site.")
class SaveLenderInput:
    kind: LenderKind = strawberry.field(description="Nature ; elle ne change plus.")
    id: strawberry.ID | None = strawberry.field(description="Le prêteur à modifier ; rien pour en créer un.", default=None)
    version: int | None = strawberry.field(description="La version lue, pour modifier.", default=None)
    name: str | None = strawberry.field(description="Nom ; celui du site, sans précision, pour un établissement.", default=None)
    establishment_finess: str | None = strawberry.field(description="Numéro FINESS, pour un établissement.", default=None)
    commune: str | None = strawberry.field(description="Commune, pour les autres.", default=None)
    department: str | None = strawberry.field(description="Code INSEE du département, pour les autres.", default=None)
    latitude: float | None = strawberry.field(description="Latitude, en degrés, pour les autres.", default=None)
    longitude: float | None = strawberry.field(description="Longitude, en degrés, pour les autres.", default=None)
    road_network: str | None = strawberry.field(description="Réseau routier ; celui du département sans précision.", default=None)
    people_floor: int = strawberry.field(description="Combien de personnes restent sur chacun de ses sites.", default=0)
    pris_activities: list[PrisActivity] = strawberry.field(
        description="Activités PRIS pour lesquelles il est qualifié ; pour un prestataire PRIS seulement.", default_factory=list
    )
    competence_floors: list[CompetenceFloorInput] = strawberry.field(
        description="Planchers par compétence, cent au plus ; ceux qui ne sont pas redits sont levés.", default_factory=list
    )
    active: bool = strawberry.field(description="Faux : il ne prête plus.", default=True)

    def wanted(self) -> domain.LenderWanted:
        """What the use case takes."""
        return domain.LenderWanted(
            kind=self.kind,
            id=LenderId(nodes.uuid_of(self.id, "Lender")) if self.id else None,
            version=self.version,
            name=self.name,
            establishment_finess=self.establishment_finess,
            commune=self.commune,
            department=self.department,
            latitude=self.latitude,
            longitude=self.longitude,
            road_network=self.road_network,
            people_floor=self.people_floor,
            pris_activities=tuple(self.pris_activities),
            competence_floors=tuple(domain.CompetenceFloor(floor.competence, floor.people) for floor in self.competence_floors),
            active=self.active,
        )


SaveLenderResult = Annotated[Lender | Refusal, strawberry.union("SaveLenderResult", description="Le prêteur, ou un refus.")]


@strawberry.type
class Queries:
    @strawberry.field(description="Les prêteurs que vous voyez, par code.")
    async def lenders(
        self,
        info: Info,
        *,
        region: RegionCode = None,
        department: DepartmentCode = None,
        kind: Annotated[LenderKind | None, strawberry.argument(description="Leur nature.")] = None,
        text: FreeText = None,
        synthetic: Synthetic = None,
        or_inactive: OrInactive = False,
        first: First = DEFAULT_SIZE,
        after: After = None,
    ) -> Connection[Lender]:
        page = connections.page(first, after, str)
        patterns = None if text is None else search_text.patterns(text)
        wanted = stored.LendersWanted(region, department, kind, patterns, synthetic, or_inactive)
        found = await stored.lenders(await info.context.tx(), wanted, after_code=page.key(0), limit=page.limit)
        return connections.connection(page, found, lambda lender: (lender.code,), Lender.of)


@strawberry.type
class Mutations:
    @strawberry.mutation(description="Enregistrer un prêteur, nouveau ou connu ; il n'est jamais supprimé, mais désactivé.")
    async def save_lender(self, info: Info, input: InputOf[SaveLenderInput], idempotency_key: IdempotencyKey) -> SaveLenderResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> object:
            return await lenders.save(tx, actor, input.wanted(), now)

        return await mutations.once(info, idempotency_key, input, effect, read_lender)


async def read_lender(operation: Operation, key: str) -> Lender | None:
    """One lender by its key, with the rights of whoever asks."""
    found = await operation.load(stored.lenders_by_id, as_uuid(key))
    return Lender.of(found) if found else None


NODES: Mapping[str, ReadNode] = {"Lender": read_lender}
