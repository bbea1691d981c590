"""A message of the portal: bytes become a declaration of the domain, or every fault that keeps them from it."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from planblanc.domain.declarations import (
    Declarant,
    Declaration,
    DeclarationEvent,
    DeclaredService,
    DeclaredTimes,
    Structure,
    StructureKind,
)
from planblanc.domain.errors import PlanblancError
from planblanc.integrations.portal.faults import Fault, faults_of

SCHEMA = "portal-incident"
# The fullest message that the schema accepts has about 1,200 values: the rest is refused before it costs.
_MOST_VALUES = 5000
_DEEPEST = 12
_UNKNOWN = "UNKNOWN"


class MessageRefused(PlanblancError):
    """Le message ne respecte pas le schéma publié."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        super().__init__("; ".join(f"{fault.path}: {fault.message}" for fault in faults))


def read(body: bytes) -> Declaration:
    """The declaration that a message carries; `MessageRefused` names every fault."""
    message = _json(body)
    faults = faults_of(message, SCHEMA)
    if faults:
        raise MessageRefused(faults)
    return _declaration(message)


def _json(body: bytes) -> Any:
    try:
        message = json.loads(body.decode("utf-8"), object_pairs_hook=_without_repeats, parse_constant=_refuse_constant)
    except UnicodeDecodeError as error:
        raise _refused("Le message n'est pas en UTF-8.") from error
    except (ValueError, RecursionError) as error:
        raise _refused(f"Le message n'est pas du JSON lisible : {error}.") from error
    if not _is_bounded(message):
        raise _refused("Le message est trop profond ou trop long.")
    return message


def _is_bounded(message: object) -> bool:
    level, values = [message], 0
    for _ in range(_DEEPEST):
        values += len(level)
        if values > _MOST_VALUES:
            return False
        level = [inner for outer in level for inner in _inside(outer)]
    return not level


def _inside(value: object) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) != len(pairs):
        raise ValueError("une rubrique est présente deux fois")
    return dict(pairs)


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} n'est pas une valeur")


def _refused(reason: str) -> MessageRefused:
    return MessageRefused((Fault("", reason),))


def _declaration(message: Mapping[str, Any]) -> Declaration:
    data = message["data"]
    impact, cause = _section(data, "impact"), _section(data, "cause")
    told, ending = _section(data, "told"), _section(data, "ending")
    return Declaration(
        event=DeclarationEvent(message["type"]),
        national_number=data["national_number"],
        revision=int(data["revision"]),
        sent_at=datetime.fromisoformat(message["timestamp"]),
        exercise=data.get("exercise", False),
        tlp=data.get("tlp", _UNKNOWN),
        structure=_structure(_section(data, "structure")),
        declarant=_declarant(_section(data, "declarant")),
        times=_times(_section(data, "times")),
        summary=_known(data, "summary") or "",
        severity=impact.get("severity", _UNKNOWN),
        category=cause.get("category", _UNKNOWN),
        origin=cause.get("origin", _UNKNOWN),
        provider=_known(cause, "provider"),
        services=tuple(_service(each) for each in _section(impact, "care").get("services", ())),
        support_asked=tuple(_section(data, "support").get("asked", ())),
        ars_region=_known(told, "ars_region"),
        ended_at=_moment(ending, "at"),
        ending_reason=_known(ending, "reason"),
        sections=data,
    )


def _structure(said: Mapping[str, Any]) -> Structure:
    return Structure(
        kind=StructureKind(said.get("kind", _UNKNOWN)),
        finess=said.get("finess"),
        name=_known(said, "name"),
        town=_known(said, "town"),
        department=_known(said, "department"),
    )


def _declarant(said: Mapping[str, Any]) -> Declarant:
    return Declarant(_known(said, "name"), _known(said, "position"), _known(said, "mobile"), _known(said, "email"))


def _times(said: Mapping[str, Any]) -> DeclaredTimes:
    return DeclaredTimes(_moment(said, "occurred"), _moment(said, "observed"), _moment(said, "awareness"), _moment(said, "declared"))


def _service(said: Mapping[str, Any]) -> DeclaredService:
    return DeclaredService(said["domain"], said["state"], _moment(said, "since"))


def _section(data: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """A section, empty where it is absent or UNKNOWN."""
    said = data.get(name, _UNKNOWN)
    return said if isinstance(said, dict) else {}


def _known(said: Mapping[str, Any], name: str) -> str | None:
    value: str = said.get(name, _UNKNOWN)
    return None if value == _UNKNOWN else value


def _moment(said: Mapping[str, Any], name: str) -> datetime | None:
    value = _known(said, name)
    return datetime.fromisoformat(value) if value is not None else None
