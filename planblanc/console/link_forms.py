"""What the holder of a link types, as the API takes it."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl

MOST_BYTES = 65_536
MOST_FIELDS = 3000
_NOT_A_NUMBER = -1

# Hours of arrival are told as a delay: nobody converts a time zone at three in the morning.
DELAYS: Mapping[str, str] = {
    "30": "30 minutes",
    "60": "1 h",
    "90": "1 h 30",
    "120": "2 h",
    "180": "3 h",
    "240": "4 h",
    "360": "6 h",
    "480": "8 h",
    "720": "12 h",
    "1440": "24 h",
}


def read(body: bytes) -> dict[str, str]:
    """The fields of a form, each once; `ValueError` for a body that no page of ours sends."""
    fields = parse_qsl(body.decode("utf-8"), keep_blank_values=True, strict_parsing=bool(body), max_num_fields=MOST_FIELDS)
    found = dict(fields)
    if len(found) != len(fields):
        raise ValueError("a field comes twice")
    return found


def answers(fields: Mapping[str, str], waiting: Sequence[Mapping[str, Any]], now: datetime) -> list[dict[str, Any]]:
    """What is said of each line that waits and has a choice."""
    return [_answer(fields, line["engagement"], now) for line in waiting if fields.get(f"answer-{line['engagement']}")]


def consent(fields: Mapping[str, str], engagement: str, now: datetime) -> dict[str, Any]:
    """Whether the person accepts."""
    accepts = fields.get("accepts") == "yes"
    said: dict[str, Any] = {"engagement": engagement, "accepts": accepts, "reason": fields.get("reason", "")}
    return {**said, "eta": _eta(fields.get("eta", ""), now)} if accepts else said


def arrival(fields: Mapping[str, str], now: datetime) -> str | None:
    """The new hour of arrival, or nothing when none was chosen."""
    return _eta(fields.get("eta", ""), now)


def _answer(fields: Mapping[str, str], engagement: str, now: datetime) -> dict[str, Any]:
    answer = fields[f"answer-{engagement}"]
    said: dict[str, Any] = {"engagement": engagement, "answer": answer, "reason": fields.get(f"reason-{engagement}", "")}
    if answer == "PARTIAL":
        said["quantity"] = _number(fields.get(f"quantity-{engagement}", ""))
    if answer == "DEFERRED":
        said["callAgainMinutes"] = _number(fields.get(f"minutes-{engagement}", ""))
    if answer in {"ACCEPTED", "PARTIAL"}:
        said["eta"] = _eta(fields.get(f"eta-{engagement}", ""), now)
    return said


def _number(typed: str) -> int | None:
    """A whole number; nothing for nothing, and what no rule accepts for what is none."""
    text = typed.strip()
    if not text:
        return None
    return int(text) if text.isdecimal() and len(text) < 9 else _NOT_A_NUMBER


def _eta(typed: str, now: datetime) -> str | None:
    return (now + timedelta(minutes=int(typed))).isoformat() if typed in DELAYS else None
