"""A mission order on paper: one engagement, where to report, under what terms, and what must be kept secret."""

from dataclasses import dataclass
from datetime import datetime

from planblanc.documents import blocks, printing
from planblanc.domain import costs, french
from planblanc.domain.costs import RULE_WORDS
from planblanc.domain.engagements import STATE_WORDS
from planblanc.domain.incidents import Tlp
from planblanc.domain.loans import Loan
from planblanc.domain.missions import Mission

# What whoever goes signs for: professional secrecy holds for all who come near patients, whatever their employer.
CLAUSE = (
    (
        "Vous êtes tenu au secret professionnel (article 226-13 du code pénal, article L. 1110-4 du code de la santé publique) : "
        "rien de ce que vous verrez, entendrez ou lirez des patients, des personnels et des systèmes ne sort de la mission, "
        "pendant ni après elle."
    ),
    (
        "Vous ne dites rien de l'incident à personne d'autre qu'à ceux qui le conduisent : ni à la presse, ni sur les réseaux "
        "sociaux, ni à vos proches. Aucune photographie, aucun enregistrement."
    ),
    (
        "Vous n'emportez aucune donnée et aucun document de l'établissement, et vous n'y branchez aucun support personnel. "
        "Les accès qui vous sont donnés sont à votre seul usage et sont rendus à la fin."
    ),
    "Le matériel qui a contenu des données ne quitte l'établissement qu'effacé, avec un certificat.",
    "Vous signalez tout de suite au cadre qui vous accueille ce qui vous paraît anormal, et toute divulgation, même involontaire.",
)
TLP_WORDS = {
    Tlp.CLEAR: "TLP:CLEAR, sans restriction",
    Tlp.GREEN: "TLP:GREEN, à la communauté",
    Tlp.AMBER: "TLP:AMBER, à l'organisation et à ceux qui l'aident",
    Tlp.AMBER_STRICT: "TLP:AMBER+STRICT, à l'organisation seule",
    Tlp.RED: "TLP:RED, à vous seul",
}


@dataclass(frozen=True)
class MissionOrder:
    """An engagement that is confirmed, with what it lends, as it stands when it is printed."""

    mission: Mission
    loans: tuple[Loan, ...]
    printed_at: datetime


def pdf(order: MissionOrder) -> bytes:
    """The order as an accessible A4 PDF in French."""
    mission = order.mission
    told = {
        "title": "Ordre de mission" if mission.engagement.stock_id is None else "Ordre de mission et bon de prêt",
        "establishment": blocks.typographic(_destination(mission)),
        "incident": f"Référence {str(mission.id)[:8].upper()}",
        "exercise": mission.engagement.exercise,
        "printed_at": french.moment(order.printed_at),
        "facts": [[name, blocks.typographic(value)] for name, value in _facts(mission)],
        "lots": [_lot(loan) for loan in order.loans],
        "clause": [blocks.typographic(sentence) for sentence in CLAUSE],
        "shared": TLP_WORDS[mission.sheet.tlp],
        "signatures": ["Pour le prêteur", "La personne en mission", "Pour l’établissement, à l’arrivée"],
    }
    return printing.pdf("mission_order", told, order.printed_at)


def _facts(mission: Mission) -> list[tuple[str, str]]:
    engagement, sheet = mission.engagement, mission.sheet
    report = (
        f"{sheet.report.entrance} ; demander : {sheet.report.report_to}" if sheet.report else "À demander à l'établissement avant de partir"
    )
    found = [
        ("Qui ou quoi", f"{engagement.quantity} × {sheet.label}"),
        ("Prêteur", f"{french.name(sheet.lender_name)}, au départ de {french.name(sheet.lender_commune)}"),
        ("Destination", _destination(mission)),
        ("Se présenter", report),
        ("Du", french.moment(engagement.starts_at)),
        ("Au", french.moment(engagement.ends_at)),
        ("État", STATE_WORDS[mission.state]),
    ]
    if mission.eta_at is not None:
        found.append(("Arrivée annoncée", french.moment(mission.eta_at)))
    if mission.consents.released_by is not None:
        found.append(("Libéré par", mission.consents.released_by))
    found.append(("Conditions", _terms(mission)))
    if mission.purchase is not None:
        found.append(("Commande", mission.purchase.reference))
    return found


def _destination(mission: Mission) -> str:
    victim = french.name(mission.sheet.victim)
    return f"{victim}, {french.name(mission.sheet.town)}" if mission.sheet.town else victim


def _terms(mission: Mission) -> str:
    terms = mission.terms
    if terms.title is None or terms.rule is None:
        return "À convenir : ce prêteur est payant" if terms.is_paid else "Entraide, sans convention"
    rate = f", {costs.euros(terms.rate_cents)}" if terms.rate_cents else ""
    return f"Convention « {terms.title} », {RULE_WORDS[terms.rule]}{rate}"


def _lot(loan: Loan) -> list[str]:
    lot = loan.lot
    marks = ", ".join(part for part in (lot.mark, *lot.serials) if part)
    return [
        loan.told,
        blocks.typographic(marks) or "—",
        blocks.typographic(lot.condition) or "—",
        blocks.unbroken(french.moment(loan.due_at)),
    ]
