"""A table of the pool brought in: shown by a query, then done by a mutation as it was shown."""

from datetime import date, datetime
from typing import Annotated

import strawberry

from planblanc.api import enums, mutations, nodes
from planblanc.api.lenders import Lender, read_lender
from planblanc.api.mutations import IdempotencyKey, InputOf
from planblanc.api.operation import Info
from planblanc.api.refusals import Refusal
from planblanc.api.responder_input import HeldCompetenceInput
from planblanc.domain import pool_imports as domain
from planblanc.domain.access import Actor
from planblanc.domain.identity import LenderId
from planblanc.domain.pool_imports import RowFate
from planblanc.domain.responders import HeldCompetence
from planblanc.store.transaction import Transaction
from planblanc.usecases import pool_imports

enums.describe(
    RowFate,
    "Ce que devient une ligne.",
    {
        RowFate.ADDED: "Elle ajoute une ressource.",
        RowFate.CHANGED: "Elle change une ressource connue.",
        RowFate.SAME: "Elle ne change rien.",
        RowFate.REFUSED: "Elle est refusée ; rien n'est importé tant qu'une ligne l'est.",
    },
)


@strawberry.input(description="Un stock, reconnu à son type et à son lieu ; ce que la table ne dit pas reste comme il est.")
class StockRowInput:
    equipment_type: str = strawberry.field(description="Code du type de matériel.")
    quantity: int = strawberry.field(description="Quantité.")
    place: str = strawberry.field(description="Lieu, par exemple « Réserve du bâtiment B ».")
    floor: int = strawberry.field(description="Ce que le prêteur garde.", default=0)
    confirm_by: date | None = strawberry.field(description="À confirmer avant cette date.", default=None)


@strawberry.input(
    description="Une capacité anonyme, reconnue à son libellé : une table n'inscrit aucune personne, chacune donne son accord."
)
class CapacityRowInput:
    label: str = strawberry.field(description="Libellé : une fonction.")
    capacity: int = strawberry.field(description="Combien de personnes.")
    competences: list[HeldCompetenceInput] = strawberry.field(description="Ce qu'elles savent faire : d'une à cinquante compétences.")
    on_call: bool = strawberry.field(description="D'astreinte ?", default=False)
    longest_days: int = strawberry.field(description="Durée la plus longue d'un engagement, en jours.", default=14)
    confirm_by: date | None = strawberry.field(description="À confirmer avant cette date.", default=None)


@strawberry.input(description="Les lignes d'un appel, pour un prêteur : cinq cents au plus, stocks et capacités ensemble.")
class PoolTableInput:
    lender: strawberry.ID = strawberry.field(description="Le prêteur.")
    stocks: list[StockRowInput] = strawberry.field(description="Les stocks : cinq cents au plus.", default_factory=list)
    capacities: list[CapacityRowInput] = strawberry.field(description="Les capacités : cinq cents au plus.", default_factory=list)

    def wanted(self) -> domain.ImportWanted:
        """What the use case takes."""
        return domain.ImportWanted(
            LenderId(nodes.uuid_of(self.lender, "Lender", ("lender",))),
            tuple(domain.StockRow(row.equipment_type, row.quantity, row.place, row.floor, row.confirm_by) for row in self.stocks),
            tuple(
                domain.CapacityRow(
                    label=row.label,
                    capacity=row.capacity,
                    competences=tuple(HeldCompetence(held.code, held.level, held.evidence, held.expires_on) for held in row.competences),
                    on_call=row.on_call,
                    longest_days=row.longest_days,
                    confirm_by=row.confirm_by,
                )
                for row in self.capacities
            ),
        )


@strawberry.input(description="Les lignes à importer, et l'aperçu où elles ont été vues.")
class ImportPoolInput:
    table: PoolTableInput = strawberry.field(description="Les mêmes lignes que celles de l'aperçu.")
    preview_token: str = strawberry.field(description="Le jeton de l'aperçu.")


@strawberry.type(description="Une ligne de l'aperçu.")
class PoolRow:
    path: list[str] = strawberry.field(description="Sa table et sa place : « stocks », « 3 » ; deux éléments.")
    fate: RowFate = strawberry.field(description="Ce qu'elle devient.")
    refusal: Refusal | None = strawberry.field(description="Pourquoi elle est refusée.")

    @classmethod
    def of(cls, told: domain.RowTold) -> "PoolRow":
        """The row, as the API shows it."""
        return cls(path=list(told.path), fate=told.fate, refusal=Refusal.of(told.refusal) if told.refusal else None)


@strawberry.type(description="Ce que ferait une table, ligne par ligne ; rien n'est changé.")
class PoolImportPreview:
    preview_token: str | None = strawberry.field(description="Le jeton à donner à importPool ; aucun tant qu'une ligne est refusée.")
    added: int = strawberry.field(description="Lignes qui ajoutent.")
    changed: int = strawberry.field(description="Lignes qui changent.")
    same: int = strawberry.field(description="Lignes qui ne changent rien.")
    refused: int = strawberry.field(description="Lignes refusées.")
    rows: list[PoolRow] = strawberry.field(description="Les lignes, dans leur ordre : cinq cents au plus.")

    @classmethod
    def of(cls, told: list[domain.RowTold]) -> "PoolImportPreview":
        """The preview, as the API shows it."""
        count = {fate: sum(one.fate is fate for one in told) for fate in RowFate}
        return cls(
            preview_token=None if count[RowFate.REFUSED] else domain.token(told),
            added=count[RowFate.ADDED],
            changed=count[RowFate.CHANGED],
            same=count[RowFate.SAME],
            refused=count[RowFate.REFUSED],
            rows=[PoolRow.of(one) for one in told],
        )


ImportPoolResult = Annotated[
    Lender | Refusal, strawberry.union("ImportPoolResult", description="Le prêteur dont le vivier est à jour, ou un refus.")
]


@strawberry.type
class Queries:
    @strawberry.field(description="L'aperçu d'une table de stocks et de capacités : ce que chaque ligne ferait.")
    async def pool_import_preview(
        self, info: Info, table: Annotated[PoolTableInput, strawberry.argument(description="Les lignes.")]
    ) -> PoolImportPreview:
        told = await pool_imports.preview(await info.context.tx(), info.context.actor, table.wanted())
        return PoolImportPreview.of(told)


@strawberry.type
class Mutations:
    @strawberry.mutation(description="Importer une table telle que l'aperçu l'a montrée : toutes ses lignes, ou aucune.")
    async def import_pool(self, info: Info, input: InputOf[ImportPoolInput], idempotency_key: IdempotencyKey) -> ImportPoolResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> object:
            return await pool_imports.bring_in(tx, actor, input.table.wanted(), input.preview_token, now)

        return await mutations.once(info, idempotency_key, input, effect, read_lender)
