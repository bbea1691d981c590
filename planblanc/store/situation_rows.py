"""A situation report as the bytes that are kept, and back."""

import json
from dataclasses import asdict
from datetime import datetime
from enum import Enum
from typing import Any
from uuid import UUID

from planblanc.domain.incidents import IncidentState, Origin, Severity, Tlp
from planblanc.domain.services import ServiceState
from planblanc.domain.situation import (
    IncidentSituation,
    LinkLine,
    Loans,
    NeedFigures,
    ObligationLine,
    RegionSituation,
    ServiceLine,
    Situation,
)


def plain(situation: Situation) -> dict[str, Any]:
    """The situation as JSON values."""
    found: dict[str, Any] = _plain(asdict(situation))
    return found


def revived(told: dict[str, Any]) -> Situation:
    """The situation that these values tell."""
    if "incidents" in told:
        return RegionSituation(told["name"], tuple(_incident(one) for one in told["incidents"]))
    return _incident(told)


def read(content: bytes) -> dict[str, Any]:
    """The values that the bytes of a report hold."""
    found: dict[str, Any] = json.loads(content)
    return found


def _plain(value: object) -> Any:
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    return str(value) if isinstance(value, UUID) else value


def _incident(told: dict[str, Any]) -> IncidentSituation:
    return IncidentSituation(
        incident=UUID(told["incident"]),
        victim=told["victim"],
        state=IncidentState(told["state"]),
        origin=Origin(told["origin"]),
        severity=Severity(told["severity"]),
        tlp=Tlp(told["tlp"]),
        declared_at=datetime.fromisoformat(told["declared_at"]),
        awareness_at=_moment(told["awareness_at"]),
        officer=told["officer"],
        plan_blanc=told["plan_blanc"],
        services=tuple(_service(one) for one in told["services"]),
        needs=tuple(NeedFigures(**one) for one in told["needs"]),
        loans=Loans(**told["loans"]),
        links=tuple(_link(one) for one in told["links"]),
        support=tuple(told["support"]),
        decisions=tuple(told["decisions"]),
        obligations=tuple(ObligationLine(**one) for one in told["obligations"]),
    )


def _service(told: dict[str, Any]) -> ServiceLine:
    since = datetime.fromisoformat(told["since"])
    return ServiceLine(told["code"], told["label"], ServiceState(told["state"]), since, _moment(told["reassess_at"]))


def _link(told: dict[str, Any]) -> LinkLine:
    return LinkLine(told["key"], told["told"], datetime.fromisoformat(told["cut_at"]), _moment(told["restored_at"]))


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
