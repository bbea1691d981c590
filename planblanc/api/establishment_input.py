"""A site as whoever keeps its region types it."""

import strawberry

from planblanc.domain.establishments import EstablishmentWanted


@strawberry.input(description="La description complète d'un établissement.")
class SaveEstablishmentInput:
    finess: str = strawberry.field(description="Numéro FINESS du site (ET), neuf caractères.")
    name: str = strawberry.field(description="Nom.")
    category: str = strawberry.field(description="Code de catégorie FINESS.")
    sector: str = strawberry.field(description="Secteur, au sens de la SAE.")
    department: str = strawberry.field(description="Code INSEE du département : 40, 2A, 974.")
    commune: str = strawberry.field(description="Commune.")
    latitude: float = strawberry.field(description="Latitude, en degrés (WGS 84).")
    longitude: float = strawberry.field(description="Longitude, en degrés (WGS 84).")
    version: int | None = strawberry.field(description="La version lue, pour modifier ; rien pour un nouvel établissement.", default=None)
    legal_entity_finess: str | None = strawberry.field(description="Numéro FINESS de son entité juridique (EJ).", default=None)
    legal_entity_name: str | None = strawberry.field(
        description="Nom de l'entité juridique, si elle n'est pas encore connue ; celui du site sans précision.", default=None
    )
    commune_code: str | None = strawberry.field(description="Code INSEE de la commune.", default=None)
    postal_code: str | None = strawberry.field(description="Code postal.", default=None)
    hospital_group: str | None = strawberry.field(description="Code de son GHT.", default=None)
    private_group: str | None = strawberry.field(description="Groupe privé.", default=None)
    road_network: str | None = strawberry.field(description="Réseau routier ; celui du département sans précision.", default=None)
    beds: int | None = strawberry.field(description="Lits.", default=None)
    intensive_care_beds: int | None = strawberry.field(description="Lits de réanimation et de soins intensifs.", default=None)
    samu_seat: bool = strawberry.field(description="Siège d'un SAMU ?", default=False)
    services: list[str] = strawberry.field(description="Codes des services qu'il déclare : cent au plus.", default_factory=list)

    mail_domains: list[str] | None = strawberry.field(
        description="Domaines de messagerie qu'il héberge lui-même : aucun avis n'y est envoyé tant qu'il est compromis. "
        "Dix au plus ; ceux qui sont connus restent sans précision.",
        default=None,
    )

    def wanted(self) -> EstablishmentWanted:
        """What the use case takes."""
        return EstablishmentWanted(
            finess=self.finess,
            name=self.name,
            category=self.category,
            sector=self.sector,
            department=self.department,
            commune=self.commune,
            latitude=self.latitude,
            longitude=self.longitude,
            version=self.version,
            legal_entity_finess=self.legal_entity_finess,
            legal_entity_name=self.legal_entity_name,
            commune_code=self.commune_code,
            postal_code=self.postal_code,
            hospital_group=self.hospital_group,
            private_group=self.private_group,
            road_network=self.road_network,
            beds=self.beds,
            intensive_care_beds=self.intensive_care_beds,
            samu_seat=self.samu_seat,
            services=tuple(self.services),
            mail_domains=tuple(self.mail_domains) if self.mail_domains is not None else None,
        )
