"""What a stress test found, table by table."""

from datetime import datetime

import strawberry

from planblanc.api.operation import Info
from planblanc.api.places import Position
from planblanc.api.responders import Responder
from planblanc.api.stress_words import StressStaffing
from planblanc.domain import identity
from planblanc.domain import stress as domain
from planblanc.domain.requests import Criticality
from planblanc.store import establishments
from planblanc.store import responders as stored_responders
from planblanc.store.stress import PlacedRow


@strawberry.type(description="Des unités (personnes ou matériels), par criticité.")
class StressUnits:
    vital: int = strawberry.field(description="Pour des besoins vitaux.")
    high: int = strawberry.field(description="Pour des besoins prioritaires.")
    normal: int = strawberry.field(description="Pour des besoins normaux.")
    total: int = strawberry.field(description="En tout.")

    @classmethod
    def of(cls, units: domain.Units) -> "StressUnits":
        """The units, as the API shows them."""
        return cls(vital=units.vital, high=units.high, normal=units.normal, total=units.total)


@strawberry.type(description="Ce qui est demandé : une compétence à un niveau, ou un type de matériel.")
class StressSought:
    label: str = strawberry.field(description="En français.")
    competence: str | None = strawberry.field(description="Code de la compétence, si ce sont des personnes.")
    least_level: int | None = strawberry.field(description="Niveau demandé : 1 de base, 2 confirmé, 3 expert.")
    equipment_type: str | None = strawberry.field(description="Code du type, si ce sont des matériels.")

    @classmethod
    def of(cls, sought: domain.Sought) -> "StressSought":
        """What is sought, as the API shows it."""
        return cls(
            label=sought.label,
            competence=sought.competence,
            least_level=sought.least_level,
            equipment_type=sought.equipment_type,
        )


@strawberry.type(description="Un effectif en chiffres.")
class StressSummary:
    staffing: StressStaffing = strawberry.field(description="Effectif.")
    at: datetime = strawberry.field(description="Moment représentatif auquel les attaques sont supposées.")
    asked: StressUnits = strawberry.field(description="Unités demandées, sur toutes les attaques isolées.")
    covered: StressUnits = strawberry.field(description="Unités couvertes, sur toutes les attaques isolées.")
    attacks: int = strawberry.field(description="Établissements attaqués un par un.")
    attacks_covered: int = strawberry.field(description="Attaques entièrement couvertes.")
    attacks_at_most: int = strawberry.field(description="Attaques isolées dont la couverture est un maximum (voir atMost).")
    groups: int = strawberry.field(description="Groupes au sort commun.")
    groups_covered: int = strawberry.field(description="Groupes entièrement couverts.")
    pairs: int | None = strawberry.field(description="Paires attaquées, si elles étaient demandées.")
    pairs_covered: int | None = strawberry.field(description="Paires entièrement couvertes.")

    @classmethod
    def of(cls, summary: domain.StressSummary) -> "StressSummary":
        """The summary, as the API shows it."""
        return cls(
            staffing=summary.staffing,
            at=summary.at,
            asked=StressUnits.of(summary.asked),
            covered=StressUnits.of(summary.covered),
            attacks=summary.attacks,
            attacks_covered=summary.attacks_covered,
            attacks_at_most=summary.attacks_at_most,
            groups=summary.groups,
            groups_covered=summary.groups_covered,
            pairs=summary.pairs,
            pairs_covered=summary.pairs_covered,
        )


@strawberry.type(description="Établissement attaqué.")
class StressVictim:
    finess: str = strawberry.field(description="Numéro FINESS ET.")
    name: str = strawberry.field(description="Nom.")
    commune: str = strawberry.field(description="Commune.")
    first_minutes: int | None = strawberry.field(description="Minutes jusqu'au premier intervenant sur place ; rien si personne ne vient.")
    full_minutes: int | None = strawberry.field(description="Minutes jusqu'à la couverture entière ; rien si quelque chose manque.")

    @classmethod
    def of(cls, victim: domain.StressVictim) -> "StressVictim":
        """The victim, as the API shows it."""
        return cls(
            finess=victim.finess,
            name=victim.name,
            commune=victim.commune,
            first_minutes=victim.first_minutes,
            full_minutes=victim.full_minutes,
        )


@strawberry.type(description="Ce que deviendrait un établissement, attaqué seul.")
class StressFragility:
    victim: StressVictim = strawberry.field(description="L'établissement.")
    asked: StressUnits = strawberry.field(description="Unités demandées.")
    covered: StressUnits = strawberry.field(description="Unités couvertes.")
    coverage: float = strawberry.field(description="Part couverte, de 0 à 1.")

    @classmethod
    def of(cls, attack: domain.StressAttack) -> "StressFragility":
        """The attack of one, as the API shows it."""
        return cls(
            victim=StressVictim.of(attack.victims[0]),
            asked=StressUnits.of(attack.asked),
            covered=StressUnits.of(attack.covered),
            coverage=attack.coverage,
        )

    @strawberry.field(description="Où il est, si on le sait.")
    async def position(self, info: Info) -> Position | None:
        found = await info.context.load(establishments.establishments_by_id, identity.establishment_id(self.victim.finess))
        return Position.of(found.position) if found else None


@strawberry.type(description="Des unités que personne ne couvre.")
class StressLack:
    sought: StressSought = strawberry.field(description="Ce qui est demandé.")
    criticality: Criticality = strawberry.field(description="Criticité du besoin.")
    units: int = strawberry.field(description="Combien il en manque.")

    @classmethod
    def of(cls, lack: domain.Lack) -> "StressLack":
        """The lack, as the API shows it."""
        return cls(sought=StressSought.of(lack.sought), criticality=lack.criticality, units=lack.units)


@strawberry.type(description="Une attaque : un établissement, deux, ou tout un groupe au sort commun.")
class StressAttack:
    staffing: StressStaffing = strawberry.field(description="Effectif.")
    rank: int = strawberry.field(description="Rang : 1 pour la pire de son effectif.")
    victims: list[StressVictim] = strawberry.field(description="Établissements attaqués : un, deux, ou tous ceux d'un groupe.")
    asked: StressUnits = strawberry.field(description="Unités demandées.")
    covered: StressUnits = strawberry.field(description="Unités couvertes.")
    coverage: float = strawberry.field(description="Part couverte, de 0 à 1.")
    lacking: list[StressLack] = strawberry.field(description="Ce qui manque, le plus critique d'abord : une trentaine par victime au plus.")
    at_most: bool = strawberry.field(
        description="La couverture est-elle un maximum ? Oui si elle entame les personnes qu'un prêteur garde pour une compétence."
    )
    beyond_alone: int | None = strawberry.field(description="À plusieurs : unités qui manquent en plus des attaques isolées.")

    @classmethod
    def of(cls, placed: PlacedRow, attack: domain.StressAttack) -> "StressAttack":
        """The attack, as the API shows it."""
        return cls(
            staffing=placed.staffing,
            rank=placed.rank,
            victims=[StressVictim.of(victim) for victim in attack.victims],
            asked=StressUnits.of(attack.asked),
            covered=StressUnits.of(attack.covered),
            coverage=attack.coverage,
            lacking=[StressLack.of(lack) for lack in attack.lacking],
            at_most=attack.at_most,
            beyond_alone=attack.beyond_alone,
        )


@strawberry.type(description="Ce qui manque sur toutes les attaques isolées d'un effectif.")
class StressShortage:
    staffing: StressStaffing = strawberry.field(description="Effectif.")
    rank: int = strawberry.field(description="Rang : le plus critique d'abord, puis ce qui manque le plus.")
    sought: StressSought = strawberry.field(description="Ce qui est demandé.")
    criticality: Criticality = strawberry.field(description="Criticité des besoins.")
    units: int = strawberry.field(description="Combien il en manque en tout.")
    attacks: int = strawberry.field(description="Dans combien d'attaques.")

    @classmethod
    def of(cls, placed: PlacedRow, shortage: domain.StressShortage) -> "StressShortage":
        """The shortage, as the API shows it."""
        return cls(
            staffing=placed.staffing,
            rank=placed.rank,
            sought=StressSought.of(shortage.sought),
            criticality=shortage.criticality,
            units=shortage.units,
            attacks=shortage.attacks,
        )


@strawberry.type(description="Point de défaillance : une personne ou un stock dont l'absence laisserait des besoins sans réponse.")
class StressLoss:
    known: strawberry.Private[domain.StressLoss]
    staffing: StressStaffing = strawberry.field(description="Effectif.")
    rank: int = strawberry.field(description="Rang : d'abord ce dont l'absence découvre le plus.")
    lender_name: str = strawberry.field(description="Prêteur.")
    commune: str = strawberry.field(description="Commune.")
    label: str = strawberry.field(description="Capacité ou matériel, jamais le nom d'une personne.")
    uncovered: StressUnits = strawberry.field(
        description="Unités découvertes en plus sans cette ressource, sur toutes les attaques isolées."
    )
    attacks: int = strawberry.field(description="Attaques dont la couverture en dépend.")
    used_by: int = strawberry.field(description="Attaques qui comptent sur elle, souvent remplaçable.")

    @classmethod
    def of(cls, placed: PlacedRow, loss: domain.StressLoss) -> "StressLoss":
        """The loss, as the API shows it."""
        return cls(
            known=loss,
            staffing=placed.staffing,
            rank=placed.rank,
            lender_name=loss.lender_name,
            commune=loss.commune,
            label=loss.label,
            uncovered=StressUnits.of(loss.uncovered),
            attacks=loss.attacks,
            used_by=loss.used_by,
        )

    @strawberry.field(description="L'intervenant, si c'en est un et si vos droits permettent de le connaître.")
    async def responder(self, info: Info) -> Responder | None:
        if self.known.responder_id is None:
            return None
        found = await info.context.load(stored_responders.responders_by_id, self.known.responder_id)
        return Responder.of(found) if found else None


@strawberry.type(description="Ce qu'une unité de plus d'une compétence ou d'un matériel apporterait, chez un prêteur.")
class StressGain:
    staffing: StressStaffing = strawberry.field(description="Effectif.")
    rank: int = strawberry.field(description="Rang : d'abord ce qui couvrirait le plus.")
    sought: StressSought = strawberry.field(description="Ce qui serait ajouté : une personne d'astreinte, ou un matériel.")
    lender_name: str = strawberry.field(description="Chez qui : trois lieux au plus par compétence ou type.")
    commune: str = strawberry.field(description="Commune.")
    covered: StressUnits = strawberry.field(description="Unités couvertes en plus, sur toutes les attaques isolées.")

    @classmethod
    def of(cls, placed: PlacedRow, gain: domain.StressGain) -> "StressGain":
        """The gain, as the API shows it."""
        return cls(
            staffing=placed.staffing,
            rank=placed.rank,
            sought=StressSought.of(gain.sought),
            lender_name=gain.lender_name,
            commune=gain.commune,
            covered=StressUnits.of(gain.covered),
        )
