"""The measure of the console, told: a small table in French, or words for a program."""

from collections.abc import Iterator, Mapping
from typing import Any

from planblanc.bench.console.figures import (
    EVENT_SECONDS,
    FIRST_PAGE_BYTES,
    FURTHER_PAGE_BYTES,
    INTERACTIVE_SECONDS,
    SLOW_SECONDS,
    Carried,
    Measured,
)
from planblanc.domain import french


def table(measured: Measured) -> Iterator[str]:
    """The lines of the table."""
    yield "La console, dans un navigateur : octets du fil, et quand la page répond"
    yield ""
    yield _page(measured.first, "première page", FIRST_PAGE_BYTES, INTERACTIVE_SECONDS)
    yield _page(measured.slow, "à 400 kbit/s et 400 ms", FIRST_PAGE_BYTES, SLOW_SECONDS)
    yield f"    puis, sans qu'on attende : {_size(measured.first.behind)}"
    for page in measured.pages:
        yield _page(page, page.name, FURTHER_PAGE_BYTES, None)
    yield ""
    yield f"Un événement, de l'acte à la page : {_slow(measured.event)} (objectif : {_goal(_worst(measured.event), EVENT_SECONDS)})"
    crowd = measured.crowd
    yield (
        f"{crowd.consoles} consoles ouvertes : {_slow(crowd.told)} (objectif : {_goal(_worst(crowd.told), EVENT_SECONDS)}), "
        f"{french.counted(crowd.lost, 'événement perdu', 'événements perdus')}"
    )
    yield f"  page relue : {_slow(crowd.read)} ; remises à plus tard : {crowd.put_off} ; l'API prend {crowd.processor:.2f} cœur".replace(
        ".", ","
    )


def for_a_program(measured: Measured) -> Mapping[str, Any]:
    """The same, in words that do not change."""
    crowd = measured.crowd
    return {
        "first_page": _carried(measured.first),
        "slow_first_page": _carried(measured.slow),
        "pages": [_carried(page) for page in measured.pages],
        "event": measured.event.told(),
        "crowd": {
            "consoles": crowd.consoles,
            "told": crowd.told.told(),
            "read": crowd.read.told(),
            "lost": crowd.lost,
            "put_off": crowd.put_off,
            "cores": round(crowd.processor, 2),
        },
    }


def _page(page: Carried, name: str, most: int, seconds: float | None) -> str:
    goal = f", objectif : {_goal(page.interactive, seconds)}" if seconds is not None else ""
    return f"  {name:<24} {_size(page.bytes):>10} (objectif : {_goal(page.bytes, most)})  {_ms(page.interactive)}{goal}"


def _size(bytes_: int) -> str:
    return f"{bytes_ / 1000:.1f} ko".replace(".", ",")


def _carried(page: Carried) -> Mapping[str, Any]:
    return {"name": page.name, "bytes": page.bytes, "interactive_ms": round(page.interactive * 1000), "behind": page.behind}


def _worst(durations: Any) -> float:
    return float(durations.percentile(99))


def _slow(durations: Any) -> str:
    return f"{_ms(durations.percentile(50))} au milieu, {_ms(durations.percentile(95))} à 95 %, {_ms(durations.percentile(100))} au pire"


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms"


def _goal(found: float, most: float) -> str:
    return "atteint" if found <= most else "non atteint"
