"""A broken glass is told to every agency that has somebody on duty, once."""

from uuid import UUID

from planblanc.domain.security_facts import GlassBroken
from planblanc.worker import accounts
from tests.outside.servers import OutsideServer
from tests.worker.telling import Telling
from tests.worker.test_alerts import FIRST, on_duty, to

FACT = UUID(int=5)
BROKEN = GlassBroken(None, grant_id=UUID(int=6), told="administrateur")


async def test_whoever_is_on_duty_hears_of_a_broken_glass_once(telling: Telling, post: OutsideServer) -> None:
    telling.by_mail(post)
    await on_duty(telling, FIRST)

    await accounts.tell_every_duty(telling.tools, FACT, BROKEN)
    await accounts.tell_every_duty(telling.tools, FACT, BROKEN)
    await telling.round()

    assert to(post) == [FIRST]
    (mail,) = post.mails()
    assert "secours" in str(mail)


async def test_where_nobody_is_on_duty_nobody_is_looked_for(telling: Telling) -> None:
    await accounts.tell_every_duty(telling.tools, FACT, BROKEN)

    assert await telling.eye.fetchval("SELECT count(*) FROM planblanc.notice") == 0
