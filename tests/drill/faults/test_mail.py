"""A mail server that is away: everything arrives once it is back, and a server that stays away is not taken for one that is."""

from datetime import UTC, datetime

import pytest

from planblanc.drill.faults import mail
from planblanc.drill.faults.ground import Ground
from planblanc.drill.faults.mail import Away, PostOffice


async def test_everything_is_delivered_once_the_server_is_back(ground: Ground) -> None:
    for figure in await mail.run(ground):
        assert figure.is_kept, figure


async def test_a_server_that_never_comes_back_does_not_keep_the_promise(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    async with PostOffice(ground.home / "mails") as office, ground.opened("planblanc_worker", size=12) as database:

        async def stays_away() -> None:
            """It does not come back."""

        monkeypatch.setattr(office, "open", stays_away)
        delivered, *_ = await mail.outage(Away(database, office, await mail._with_a_box(ground), datetime.now(UTC)), 40)

    assert not delivered.is_kept
    assert int(delivered.measured.split()[0]) <= 4  # those that were told before it went
