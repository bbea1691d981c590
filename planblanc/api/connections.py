"""Lists by pages: the cursor is the sort key of the row, so that a page costs the same wherever it stands."""

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Generic, TypeVar
from uuid import UUID

import strawberry

from planblanc.domain.errors import BadInput

DEFAULT_SIZE = 20
LARGEST_SIZE = 100

First = Annotated[int, strawberry.argument(description="Nombre d'éléments voulus : 20 sans précision, 100 au plus.")]
After = Annotated[str | None, strawberry.argument(description="Curseur après lequel reprendre (endCursor de la page précédente).")]

T = TypeVar("T")
Row = TypeVar("Row")
_FROM_JSON: dict[type, Callable[[Any], object]] = {UUID: UUID, datetime: datetime.fromisoformat}


@strawberry.type(description="Où l'on est dans une liste.")
class PageInfo:
    has_next_page: bool = strawberry.field(description="Y a-t-il d'autres éléments après cette page ?")
    has_previous_page: bool = strawberry.field(description="Y a-t-il d'autres éléments avant cette page ?")
    start_cursor: str | None = strawberry.field(description="Curseur du premier élément de la page.")
    end_cursor: str | None = strawberry.field(description="Curseur du dernier élément : à donner à after pour la suite.")


@strawberry.type(description="Un élément d'une liste, avec sa place.")
class Edge(Generic[T]):
    node: T = strawberry.field(description="L'élément.")
    cursor: str = strawberry.field(description="Sa place dans la liste.")


@strawberry.type(description="Une page d'une liste.")
class Connection(Generic[T]):
    edges: list[Edge[T]] = strawberry.field(description="Les éléments de la page, 100 au plus.")
    page_info: PageInfo = strawberry.field(description="Où l'on est dans la liste.")


@dataclass(frozen=True)
class Page:
    """A wanted page: how many rows, after which sort key."""

    size: int
    after: tuple[Any, ...] | None

    @property
    def limit(self) -> int:
        """How many rows to read: one more than shown tells whether a next page exists."""
        return self.size + 1

    def key(self, position: int) -> Any:
        """One column of the sort key after which to read, or nothing on the first page."""
        return self.after[position] if self.after is not None else None


def page(first: int, after: str | None, *kinds: type) -> Page:
    """The page that the arguments ask for, its sort key of these `kinds` (str, int, UUID, datetime); `BadInput` otherwise."""
    if not 1 <= first <= LARGEST_SIZE:
        raise BadInput(f"Demandez de 1 à {LARGEST_SIZE} éléments (reçu : {first}).", ("first",))
    return Page(first, None if after is None else _opened(after, kinds))


def connection(wanted: Page, rows: Sequence[Row], key: Callable[[Row], tuple[object, ...]], present: Callable[[Row], T]) -> Connection[T]:
    """The page made of these rows, of which there is one more than shown when a next page exists."""
    edges = [Edge(node=present(row), cursor=_closed(key(row))) for row in rows[: wanted.size]]
    return Connection(
        edges=edges,
        page_info=PageInfo(
            has_next_page=len(rows) > wanted.size,
            has_previous_page=wanted.after is not None,
            start_cursor=edges[0].cursor if edges else None,
            end_cursor=edges[-1].cursor if edges else None,
        ),
    )


def _closed(key: tuple[object, ...]) -> str:
    plain = [part if isinstance(part, (str, int)) else _text(part) for part in key]
    return base64.urlsafe_b64encode(json.dumps(plain, ensure_ascii=False).encode()).decode().rstrip("=")


def _text(part: object) -> str:
    return part.isoformat() if isinstance(part, datetime) else str(part)


def _opened(cursor: str, kinds: tuple[type, ...]) -> tuple[Any, ...]:
    try:
        padded = (cursor + "=" * (-len(cursor) % 4)).encode()
        plain = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        parts = tuple(_FROM_JSON.get(kind, kind)(part) for kind, part in zip(kinds, plain, strict=True))
        if any("\x00" in part for part in parts if isinstance(part, str)):
            raise ValueError(cursor)
        if any(abs(part) >= 2**31 for part in parts if isinstance(part, int)):  # no column of ours is that wide
            raise ValueError(cursor)
    except (binascii.Error, ValueError, TypeError, AttributeError, RecursionError):
        raise BadInput("Ce curseur n'est pas valide.", ("after",)) from None
    return parts
