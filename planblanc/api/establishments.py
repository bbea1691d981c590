"""Sites and legal entities: who can be a victim."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

from planblanc.api import connections, mutations
from planblanc.api.competences import ServiceDomain
from planblanc.api.connections import DEFAULT_SIZE, After, Connection, First
from planblanc.api.contacts import ContactPoint
from planblanc.api.establishment_input import SaveEstablishmentInput
from planblanc.api.filters import DepartmentCode, FreeText, RegionCode
from planblanc.api.hospital_groups import HospitalGroup, read_group
from planblanc.api.mutations import IdempotencyKey, InputOf
from planblanc.api.nodes import Node, ReadNode, as_uuid, global_id
from planblanc.api.operation import Info, Operation
from planblanc.api.places import Position
from planblanc.api.refusals import Refusal
from planblanc.api.regions import Department, Region
from planblanc.api.security_parts import DirectoryNumber, SecurityChange, SecurityState, SiteCallBack
from planblanc.api.shared_fate import SharedFateLink
from planblanc.domain import directory as domain_directory
from planblanc.domain import establishments as domain
from planblanc.domain import numbers, search_text, texts
from planblanc.domain.access import Actor
from planblanc.domain.identity import establishment_id
from planblanc.store import call_backs as stored_call_backs
from planblanc.store import contacts as stored_contacts
from planblanc.store import directory as stored_directory
from planblanc.store import establishments as stored
from planblanc.store import regions as stored_regions
from planblanc.store import security as stored_security
from planblanc.store import shared_fate as stored_links
from planblanc.store.transaction import Transaction
from planblanc.usecases import establishments

_MOST_SUGGESTED = 20


@strawberry.type(description="Entité juridique (FINESS EJ) : qui répond de ses sites.")
class LegalEntity(Node):
    key: strawberry.Private[UUID]
    finess: str = strawberry.field(description="Numéro FINESS de l'entité juridique.")
    name: str = strawberry.field(description="Nom.")

    @classmethod
    def of(cls, entity: domain.LegalEntity) -> "LegalEntity":
        """The entity, as the API shows it."""
        return cls(id=global_id("LegalEntity", entity.id), key=entity.id, finess=entity.finess, name=entity.name)

    @strawberry.field(description="Ses sites : cent au plus.")
    async def establishments(self, info: Info) -> list["Establishment"]:
        return [Establishment.of(site) for site in await info.context.load(stored.sites_of_entities, self.key)]


@strawberry.type(description="Établissement : un site (FINESS ET).")
class Establishment(Node):
    known: strawberry.Private[domain.Establishment]
    finess: str = strawberry.field(description="Numéro FINESS du site.")
    name: str = strawberry.field(description="Nom.")
    category: str = strawberry.field(description="Code de catégorie FINESS.")
    sector: str = strawberry.field(description="Secteur, au sens de la SAE.")
    commune: str = strawberry.field(description="Commune.")
    postal_code: str | None = strawberry.field(description="Code postal.")
    hospital_group_synthetic: bool = strawberry.field(description="L'appartenance au GHT est-elle inventée pour une démonstration ?")
    private_group: str | None = strawberry.field(description="Groupe privé, s'il en a un.")
    position: Position = strawberry.field(description="Position.")
    position_source: str = strawberry.field(description="D'où vient la position.")
    position_precision: str = strawberry.field(description="Précision de la position.")
    beds: int | None = strawberry.field(description="Lits ; rien quand on ne le sait pas.")
    intensive_care_beds: int | None = strawberry.field(description="Lits de réanimation et de soins intensifs.")
    samu_seat: bool = strawberry.field(description="Siège d'un SAMU ?")
    mail_domains: list[str] = strawberry.field(description="Domaines de messagerie qu'il héberge lui-même, dix au plus.")
    security_state: SecurityState = strawberry.field(description="Confiance à accorder à ses comptes et à sa messagerie.")
    warnings: list[str] = strawberry.field(description="Ce qui est étrange sans être refusé, en français : une ligne au plus.")
    version: int = strawberry.field(description="Version lue, à rendre pour modifier.")

    @classmethod
    def of(cls, site: domain.Establishment) -> "Establishment":
        """The site, as the API shows it."""
        return cls(
            id=global_id("Establishment", site.id),
            known=site,
            finess=site.finess,
            name=site.name,
            category=site.category,
            sector=site.sector,
            commune=site.commune,
            postal_code=site.postal_code,
            hospital_group_synthetic=site.group_is_synthetic,
            private_group=site.private_group,
            position=Position.of(site.position),
            position_source=site.position_source,
            position_precision=site.position_precision,
            beds=site.beds,
            intensive_care_beds=site.intensive_care_beds,
            samu_seat=site.samu_seat,
            mail_domains=list(site.mail_domains),
            security_state=site.security_state,
            warnings=list(domain.warnings(site.finess)),
            version=site.version,
        )

    @strawberry.field(description="Son entité juridique, si elle est connue.")
    async def legal_entity(self, info: Info) -> LegalEntity | None:
        return await _entity(info.context, self.known.legal_entity_id)

    @strawberry.field(description="Son GHT, s'il est connu.")
    async def hospital_group(self, info: Info) -> HospitalGroup | None:
        return await read_group(info.context, self.known.hospital_group) if self.known.hospital_group else None

    @strawberry.field(description="Son département.")
    async def department(self, info: Info) -> Department | None:
        found = await info.context.load(stored_regions.departments_by_code, self.known.department)
        return Department.of(found) if found else None

    @strawberry.field(description="Sa région.")
    async def region(self, info: Info) -> Region | None:
        found = await info.context.load(stored_regions.regions_by_code, self.known.region)
        return Region.of(found) if found else None

    @strawberry.field(description="Les services qu'il déclare, une quarantaine au plus ; ne pas déclarer n'est pas dire non.")
    async def services(self, info: Info) -> list[ServiceDomain]:
        return [ServiceDomain.of(service) for service in await info.context.load(stored.services, self.known.id)]

    @strawberry.field(description="Comment le joindre hors de son réseau, si vous y avez accès : cent points de contact au plus.")
    async def contact_points(self, info: Info) -> list[ContactPoint]:
        found = await info.context.load(stored_contacts.contacts_of_establishments, self.known.id)
        return [ContactPoint.of(contact) for contact in found]

    @strawberry.field(description="Les changements de son état de sécurité, si vous y avez accès, le dernier d'abord : cinquante au plus.")
    async def security_changes(self, info: Info) -> list[SecurityChange]:
        return [SecurityChange.of(change) for change in await info.context.load(stored_security.of_establishments, self.known.id)]

    @strawberry.field(
        description="Les seuls numéros à rappeler, si vous y avez accès : ceux du directeur de garde dans l'annuaire tel qu'il était avant "
        "l'incident ; cent au plus."
    )
    async def directory(self, info: Info) -> list[DirectoryNumber]:
        entries, began = await info.context.load(stored_directory.of_establishments, self.known.id)
        now = await info.context.now()
        trusted = domain_directory.trusted(entries, min(began or now, now))
        return [DirectoryNumber.of(entry) for entry in trusted[:100]]

    @strawberry.field(description="Ses contre-appels, si vous y avez accès, le dernier d'abord : cinquante au plus.")
    async def call_backs(self, info: Info) -> list[SiteCallBack]:
        return [SiteCallBack.of(made) for made in await info.context.load(stored_call_backs.of_sites, self.known.id)]

    @strawberry.field(description="Les prêteurs qui partagent son sort, si vous y avez accès : cent au plus.")
    async def shared_fate_links(self, info: Info) -> list[SharedFateLink]:
        found = await info.context.load(stored_links.links_of_establishments, self.known.id)
        return [SharedFateLink.of(link) for link in found]


@strawberry.type(description="Établissement que l'on veut peut-être dire.")
class EstablishmentSuggestion:
    establishment: Establishment = strawberry.field(description="L'établissement.")
    likeness: float = strawberry.field(description="Part de ce qui est dit qui s'y retrouve, de 0 à 1, à l'oreille comme à l'écrit.")


SaveEstablishmentResult = Annotated[
    Establishment | Refusal, strawberry.union("SaveEstablishmentResult", description="L'établissement, ou un refus.")
]


@strawberry.type
class Queries:
    @strawberry.field(description="Les établissements, par numéro FINESS.")
    async def establishments(
        self,
        info: Info,
        *,
        region: RegionCode = None,
        department: DepartmentCode = None,
        hospital_group: Annotated[str | None, strawberry.argument(description="Code d'un GHT.")] = None,
        service: Annotated[str | None, strawberry.argument(description="Code d'un service qu'ils déclarent.")] = None,
        text: FreeText = None,
        first: First = DEFAULT_SIZE,
        after: After = None,
    ) -> Connection[Establishment]:
        page = connections.page(first, after, str)
        patterns = None if text is None else search_text.patterns(text)
        wanted = stored.SitesWanted(region, department, hospital_group, service, patterns)
        found = await stored.establishments(await info.context.tx(), wanted, after_finess=page.key(0), limit=page.limit)
        return connections.connection(page, found, lambda site: (site.finess,), Establishment.of)

    @strawberry.field(
        description="Les établissements que l'on veut peut-être dire, le plus probable d'abord : par le nom, la ville, le département ou "
        "le début d'un numéro FINESS, sans accents, mal entendus ou mal écrits."
    )
    async def establishment_suggestions(
        self,
        info: Info,
        text: Annotated[str, strawberry.argument(description="Ce qui est dit ou tapé, 200 caractères au plus.")],
        region: Annotated[str | None, strawberry.argument(description="Région dont les sites passent d'abord (code INSEE).")] = None,
        first: Annotated[int, strawberry.argument(description="Combien en montrer, vingt au plus.")] = 8,
    ) -> list[EstablishmentSuggestion]:
        shown = numbers.within(first, ("first",), least=1, most=_MOST_SUGGESTED)
        said = texts.line(text, ("text",))
        found = await stored.suggested(await info.context.tx(), said, near_region=region, limit=shown)
        return [EstablishmentSuggestion(establishment=Establishment.of(site), likeness=round(likeness, 3)) for site, likeness in found]

    @strawberry.field(description="Un établissement par son numéro FINESS.")
    async def establishment(
        self, info: Info, finess: Annotated[str, strawberry.argument(description="Numéro FINESS du site (ET).")]
    ) -> Establishment | None:
        domain.require_finess(finess, ("finess",))
        return await read_establishment(info.context, str(establishment_id(finess)))


@strawberry.type
class Mutations:
    @strawberry.mutation(
        description="Décrire un établissement, nouveau ou connu : toute la description remplace la précédente. "
        "Une clé FINESS inattendue est un avertissement, pas un refus."
    )
    async def save_establishment(
        self, info: Info, input: InputOf[SaveEstablishmentInput], idempotency_key: IdempotencyKey
    ) -> SaveEstablishmentResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> object:
            return await establishments.save(tx, actor, input.wanted(), now)

        return await mutations.once(info, idempotency_key, input, effect, read_establishment)


async def read_establishment(operation: Operation, key: str) -> Establishment | None:
    """One site by its key."""
    found = await operation.load(stored.establishments_by_id, as_uuid(key))
    return Establishment.of(found) if found else None


async def _entity_node(operation: Operation, key: str) -> Node | None:
    return await _entity(operation, as_uuid(key))


async def _entity(operation: Operation, key: UUID | None) -> LegalEntity | None:
    found = await operation.load(stored.legal_entities_by_id, key) if key else None
    return LegalEntity.of(found) if found else None


NODES: Mapping[str, ReadNode] = {"Establishment": read_establishment, "LegalEntity": _entity_node}
