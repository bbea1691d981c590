"""How long what names a person is kept: days that the data-protection officer decides, one for each kind of thing."""

from dataclasses import dataclass, fields
from datetime import timedelta

from planblanc.domain import texts
from planblanc.domain.errors import BadInput

_LONGEST_DAYS = 36_500


@dataclass(frozen=True)
class Retention:
    """For how many days; nothing is swept of what is not decided. The reason of each proposal stands in `docs/personal-data.md`."""

    call_backs: int | None = None
    addresses: int | None = None
    messages: int | None = None
    accesses: int | None = None
    phones: int | None = None

    def __post_init__(self) -> None:
        for name, days in self.decided().items():
            if not 1 <= days <= _LONGEST_DAYS:
                raise BadInput(f"La durée de « {name} » est de 1 à {_LONGEST_DAYS} jours.", ("retention",))

    def decided(self) -> dict[str, int]:
        """The kinds of things of which a length was decided, in days."""
        return {field.name: days for field in fields(self) if (days := getattr(self, field.name)) is not None}

    def lengths(self) -> dict[str, timedelta]:
        """The same, as lengths of time."""
        return {name: timedelta(days=days) for name, days in self.decided().items()}


UNDECIDED = Retention()
PROPOSED = Retention(call_backs=90, addresses=30, messages=365, accesses=365, phones=180)


def read(text: str) -> Retention:
    """`call_backs=90,addresses=30`, or `proposed` for what is proposed; `BadInput` for what makes no sense."""
    if text.strip() == "proposed":
        return PROPOSED
    known = {field.name for field in fields(Retention)}
    told: dict[str, int] = {}
    for part in text.split(","):
        name, _, days = (one.strip() for one in part.partition("="))
        if name not in known or name in told or not days.isdecimal():
            raise BadInput(
                f"{texts.quoted(part.strip())} ne dit pas une durée : écrivez « proposed », ou des jours, par exemple "
                f"call_backs=90,addresses=30 ({', '.join(sorted(known))}).",
                ("retention",),
            )
        told[name] = int(days)
    return Retention(**told)
