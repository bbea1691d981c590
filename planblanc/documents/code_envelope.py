"""The envelope of a site: ten one-use codes on one sheet, with what they open and how, for the day when nothing else works."""

from dataclasses import dataclass, field
from datetime import datetime

from planblanc.documents import blocks, printing
from planblanc.domain import french

HOW = (
    "Sur un téléphone ou un ordinateur qui n'est pas du réseau de l'établissement, ouvrez la page ci-dessus.",
    "Tapez le numéro FINESS ci-dessus, puis le premier code qui n'est pas rayé. Les tirets et les minuscules sont sans importance.",
    "Rayez le code : il ne sert qu'une fois. L'accès dure quatre heures ; il demande de l'aide, suit ce qui arrive, donne vos procédures.",
    "L'ARS est prévenue de chaque code utilisé. Après cinq essais manqués, attendez une heure, changez de réseau, ou appelez votre ARS.",
)
PAGE = "/code"
TO_WRITE = "à écrire ici : l'adresse du service, suivie de /code"  # nobody told where browsers find it
KEPT = (
    "Cette feuille vaut un accès : sous enveloppe fermée, dans le coffre de la direction et à la disposition du directeur de garde. "
    "Ne la photographiez pas, ne l'envoyez pas. Enveloppe ouverte ou perdue : appelez l'ARS, qui la remplace et annule celle-ci."
)


@dataclass(frozen=True)
class CodeEnvelope:
    """The codes of a site, which are kept nowhere else."""

    establishment: str
    finess: str
    commune: str
    codes: tuple[str, ...] = field(repr=False)
    expires_at: datetime
    issued_at: datetime


def pdf(envelope: CodeEnvelope, public_url: str | None = None) -> bytes:
    """The sheet as an accessible A4 PDF in French, with the address to type where it is known."""
    place = f"{french.name(envelope.establishment)}, {french.name(envelope.commune)}"
    told = {
        "title": "Codes d’accès de secours",
        "establishment": blocks.typographic(place),
        "finess": envelope.finess,
        "address": f"{public_url.rstrip('/')}{PAGE}" if public_url else blocks.typographic(TO_WRITE),
        "exercise": False,
        "printed_at": french.moment(envelope.issued_at),
        "until": french.moment(envelope.expires_at),
        "how": [blocks.typographic(sentence) for sentence in HOW],
        "kept": blocks.typographic(KEPT),
        "codes": list(envelope.codes),
    }
    return printing.pdf("code_envelope", told, envelope.issued_at)
