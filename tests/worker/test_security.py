"""Whoever is on duty hears, once, that somebody came in for a site by a code."""

from uuid import UUID

import pytest

from planblanc.domain.identity import establishment_id
from planblanc.domain.security_facts import AccessCodeUsed
from planblanc.worker import security
from tests.outside.servers import OutsideServer
from tests.worker.telling import Telling
from tests.worker.test_alerts import FIRST, on_duty, to

FACT = UUID(int=7)


@pytest.mark.parametrize(("kind", "told"), [("PAPER", "code papier"), ("CALL_BACK", "contre-appel")])
async def test_whoever_is_on_duty_hears_of_a_code_once(telling: Telling, post: OutsideServer, kind: str, told: str) -> None:
    telling.by_mail(post)
    await on_duty(telling, FIRST)
    used = AccessCodeUsed("75", establishment_id=establishment_id("400000105"), kind=kind)

    await security.tell_of_a_code(telling.tools, FACT, used)
    await security.tell_of_a_code(telling.tools, FACT, used)
    await telling.round()

    assert to(post) == [FIRST]
    (mail,) = post.mails()
    assert told in str(mail)
