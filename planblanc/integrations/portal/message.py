"""A message of the portal: bytes become a declaration of the domain, or every fault that keeps them from it."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from planblanc.domain.declarations import Declaration, DeclarationEvent
from planblanc.domain.errors import PlanblancError
from planblanc.domain.incidents import UNKNOWN_CATEGORY, NationalReference, Origin, Severity, Source, Tlp
from planblanc.domain.reports import ContactTold, IncidentTold, ServiceTold
from planblanc.domain.services import ServiceState
from planblanc.domain.victims import VictimTold
from planblanc.integrations.portal.faults import Fault, faults_of

SCHEMA = "portal-incident"
# The fullest message that the schema accepts has about 1,200 values: the rest is refused before it costs.
_MOST_VALUES = 5000
_DEEPEST = 12
_TOO_DEEP = "Le message est trop profond ou trop long."
_UNKNOWN = "UNKNOWN"


class MessageRefused(PlanblancError):
    """Le message ne respecte pas le schéma publié."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        super().__init__("; ".join(f"{fault.path}: {fault.message}" for fault in faults))


class _NotJson(ValueError):
    """What the reader of Python lets pass, and JSON does not."""


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
    except RecursionError as error:
        raise _refused(_TOO_DEEP) from error
    except json.JSONDecodeError as error:
        raise _refused(f"Le message n'est pas du JSON lisible, à la ligne {error.lineno}, colonne {error.colno}.") from error
    except _NotJson as error:
        raise _refused(f"Le message n'est pas du JSON lisible : {error}.") from error
    except ValueError as error:
        raise _refused("Le message n'est pas du JSON lisible : un nombre est trop long.") from error
    if not _is_bounded(message):
        raise _refused(_TOO_DEEP)
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
        raise _NotJson("une rubrique est présente deux fois")
    return dict(pairs)


def _refuse_constant(name: str) -> None:
    raise _NotJson(f"{name} n'est pas une valeur")


def _refused(reason: str) -> MessageRefused:
    return MessageRefused((Fault("", reason),))


def _declaration(message: Mapping[str, Any]) -> Declaration:
    data = message["data"]
    ending = _section(data, "ending")
    national = NationalReference(data["national_number"], int(data["revision"]))
    return Declaration(
        event=DeclarationEvent(message["type"]),
        national=national,
        sent_at=datetime.fromisoformat(message["timestamp"]),
        told=_told(data, national),
        ended_at=_moment(ending, "at"),
        ending_reason=_known(ending, "reason"),
    )


def _told(data: Mapping[str, Any], national: NationalReference) -> IncidentTold:
    times, impact, cause = _section(data, "times"), _section(data, "impact"), _section(data, "cause")
    tlp = _known(data, "tlp")
    return IncidentTold(
        source=Source.PORTAL,
        victim=_victim(_section(data, "structure"), _section(data, "told")),
        category=cause.get("category", UNKNOWN_CATEGORY),
        origin=Origin(cause.get("origin", _UNKNOWN)),
        severity=Severity(impact.get("severity", _UNKNOWN)),
        summary=_known(data, "summary") or "",
        occurred_at=_moment(times, "occurred"),
        observed_at=_moment(times, "observed"),
        awareness_at=_moment(times, "awareness"),
        declared_at=_moment(times, "declared"),
        exercise=data.get("exercise", False),
        tlp=Tlp(tlp) if tlp is not None else None,
        common_cause=_known(cause, "provider"),
        contacts=_contacts(_section(data, "declarant")),
        services=tuple(_service(each) for each in _section(impact, "care").get("services", ())),
        national=national,
        # Who declared stands apart, where fewer people read it.
        sections={name: section for name, section in data.items() if name != "declarant"},
    )


def _victim(structure: Mapping[str, Any], told: Mapping[str, Any]) -> VictimTold:
    return VictimTold(
        finess=structure.get("finess"),
        name=_known(structure, "name"),
        town=_known(structure, "town"),
        department=_known(structure, "department"),
        region=_known(told, "ars_region"),
    )


def _contacts(declarant: Mapping[str, Any]) -> tuple[ContactTold, ...]:
    mobile, position = _known(declarant, "mobile"), _known(declarant, "position") or ""
    if mobile is None:
        return ()
    return (ContactTold(_known(declarant, "name") or "Déclarant du portail", mobile, position),)


def _service(said: Mapping[str, Any]) -> ServiceTold:
    return ServiceTold(said["domain"], ServiceState(said["state"]), _moment(said, "since"))


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
