"""The drills there are, by name."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from planblanc.drill.faults import booking, killing, latency, mail, restarting, subscribers, tampering, throughput
from planblanc.drill.faults.figures import Figure
from planblanc.drill.faults.ground import Ground


@dataclass(frozen=True)
class Drill:
    """One drill: its name on the command line, its title in French, and what it does on a ground of its own."""

    name: str
    title: str
    run: Callable[[Ground], Coroutine[Any, Any, tuple[Figure, ...]]]


# The kills first: a server that comes back looks through all the databases that it has.
DRILLS: tuple[Drill, ...] = (
    Drill("killing", "Coupures nettes (kill -9)", killing.run),
    Drill("booking", "Réservations concurrentes", booking.run),
    Drill("restarting", "Arrêts demandés (SIGTERM) sous charge", restarting.run),
    Drill("throughput", "Débit, à côté des instructions nues", throughput.run),
    Drill("latency", "Attente à un rythme tenu", latency.run),
    Drill("subscribers", "Mille abonnés en direct", subscribers.run),
    Drill("mail", "Messagerie absente dix minutes", mail.run),
    Drill("tampering", "Mille exports falsifiés de la main courante", tampering.run),
)
