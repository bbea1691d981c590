"""How often somebody may ask: so many at once, then so many a second; nobody is remembered for longer than it matters."""

from dataclasses import dataclass, field
from math import ceil, inf

from planblanc.domain.errors import TooManyRequests

MOST_REMEMBERED = 20_000


@dataclass(frozen=True)
class Rate:
    """`burst` at once, then `per_second`, without end."""

    per_second: float
    burst: int

    def __post_init__(self) -> None:
        if not 0 < self.per_second < inf or self.burst < 1:
            raise ValueError("a rate lets somebody through")


OF_AN_ADDRESS = Rate(100, 2000)  # a whole hospital may stand behind one address
OF_AN_ACTOR = Rate(20, 300)
OF_FAULTS = Rate(1, 60)  # requests that are not well formed, or not let in: nobody types so fast


@dataclass
class Bucket:
    """What each key has used of a rate, as one moment a key: the one at which all of it is given back.

    The moments are those of one clock that never goes back, in seconds. The least recently seen are forgotten first: an attacker who
    has more addresses than we remember gains a burst for each, and no memory of ours.
    """

    rate: Rate
    most: int = MOST_REMEMBERED
    _full_at: dict[object, float] = field(default_factory=dict)

    def take(self, key: object, now: float) -> None:
        """Use one; `TooManyRequests`, with the seconds to wait, when none is left."""
        full_at = max(self._full_at.pop(key, now), now)
        if len(self._full_at) >= self.most:
            self._forget(now)
        self._full_at[key] = full_at  # refused or not, it was seen last
        self.require(key, now)
        self._full_at[key] = full_at + 1 / self.rate.per_second

    def require(self, key: object, now: float) -> None:
        """Refuse whoever has none left, and use none."""
        most_ahead = (self.rate.burst - 1) / self.rate.per_second
        late = self._full_at.get(key, now) - now - most_ahead
        if late > 0:
            raise TooManyRequests(retry_seconds=max(1, ceil(late)))

    def _forget(self, now: float) -> None:
        kept = {key: full_at for key, full_at in self._full_at.items() if full_at > now}
        while len(kept) >= self.most:
            del kept[next(iter(kept))]
        self._full_at = kept

    def __len__(self) -> int:
        return len(self._full_at)
