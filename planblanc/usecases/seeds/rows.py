"""The rows of an invented pool, one person or one stock at a time."""

from random import Random

from planblanc.usecases.seeds.sheets import Cells

# A calendar holds five years at most.
_OPENS, _CLOSES = "2025-01-01T00:00:00+01:00", "2029-12-31T00:00:00+01:00"
_CONFIRMED, _STALE = "2027-06-30", "2026-06-30"
_STALE_SHARE = 0.15
_KEPT = 4  # one thing in four stays with its lender
_WORKING_DAYS, _EVERY_DAY = 0b0011111, 0b1111111


class Inventor:
    """Draws what is not decided by the caller; the same seed draws the same."""

    def __init__(self, random: Random) -> None:
        self._random = random

    def person(self, lender: Cells, code: str, label: str, *, on_call: bool) -> Cells:
        """Somebody, under an invented label, at the lender's place."""
        return {**self.capacity(lender, code, label, 1, on_call=on_call), "named": True}

    def capacity(self, lender: Cells, code: str, label: str, people: int, *, on_call: bool) -> Cells:
        """So many people who are not named, at the lender's place."""
        return {
            "code": code,
            "lender_code": lender["code"],
            "label": label,
            "named": False,
            "capacity": people,
            **_placed(lender),
            "on_call": on_call,
            "longest_days": self._random.choice((3, 5, 7, 14)),
            **self._waits(),
        }

    def stock(self, lender: Cells, equipment_type: str, quantity: int) -> Cells:
        """So many things of one type, a part of which the lender keeps."""
        return {
            "lender_code": lender["code"],
            "place": "Magasin",
            "equipment_type_code": equipment_type,
            "quantity": quantity,
            "floor": quantity // _KEPT,
            **_placed(lender),
            **self._waits(),
        }

    def _waits(self) -> Cells:
        confirm_by = _STALE if self._random.random() < _STALE_SHARE else _CONFIRMED
        return {"alert_minutes": None, "preparation_minutes": None, "confirm_by": confirm_by}


def competence(who: Cells, code: str, level: int) -> Cells:
    """What somebody can do."""
    return {"responder_code": who["code"], "competence_code": code, "level": level, "evidence": None, "expires_on": None}


def availability(who: Cells, *, week_ends: bool = True) -> Cells:
    """Who is on call can be asked at any hour, of working days alone where so said; the others by day, on working days."""
    on_call = who["on_call"]
    at_any_time = on_call and week_ends
    opens, closes = ("00:00", "00:00") if on_call else ("08:00", "18:00")
    return {
        "responder_code": who["code"],
        "number": 1,
        "kind": "WINDOW" if at_any_time else "DAILY",
        "starts_at": _OPENS,
        "ends_at": _CLOSES,
        "daily_from": None if at_any_time else opens,
        "daily_to": None if at_any_time else closes,
        "weekdays": _EVERY_DAY if at_any_time else _WORKING_DAYS,
    }


def _placed(lender: Cells) -> Cells:
    return {name: lender[name] for name in ("commune", "latitude", "longitude", "road_network_code")}
