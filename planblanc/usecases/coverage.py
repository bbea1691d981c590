"""A request is covered once all it asks for is promised by both consents, and open again as soon as something of it is lost."""

from datetime import datetime

from planblanc.domain.identity import IncidentId
from planblanc.domain.journal import Detail
from planblanc.domain.requests import STATE_WORDS, RequestState
from planblanc.store import incidents
from planblanc.store import solicitations as stored
from planblanc.store.transaction import Transaction
from planblanc.usecases import notes
from planblanc.usecases.notes import Note


async def settle(tx: Transaction, key: IncidentId, now: datetime) -> tuple[RequestState, ...]:
    """Bring the requests of an incident to where they stand by now; in the worker's transactions, as often as one likes."""
    incident = await incidents.hold(tx, key)
    moved = []
    for request, state, is_covered in await stored.coverage(tx, key):
        wanted = RequestState.COVERED if is_covered else RequestState.OPEN
        if incident.is_open and state is not wanted and await stored.move_request(tx, request, state, wanted):
            moved.append(wanted)
            said = "tout ce qui est demandé est promis" if is_covered else "une partie n'est plus promise"
            details: dict[str, Detail] = {"request": str(request), "state": wanted.value}
            notes.write(tx, incident, Note("request.moved", f"Demande d'aide {STATE_WORDS[wanted]} : {said}.", details), now)
    return tuple(moved)
