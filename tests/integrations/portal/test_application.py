"""The portal's route in the served application."""

import json
from datetime import UTC, datetime
from pathlib import Path

import asyncpg
from httpx2 import ASGITransport, AsyncClient
from joserfc.jwk import ECKey

from planblanc import app
from planblanc.integrations.portal import secret
from planblanc.integrations.portal.signature import signed_headers
from planblanc.settings import Mode, Settings
from tests.integrations.portal.declared import DAX, as_bytes

JSON = {"content-type": "application/json"}


async def test_the_application_takes_what_the_demonstration_signs(database_url: str, tmp_path: Path) -> None:
    application = app.create(Settings(home=tmp_path, app_url=database_url))
    (key,) = secret.demonstrated(tmp_path)
    body = as_bytes(DAX)
    client = AsyncClient(transport=ASGITransport(app=application), base_url="http://planblanc.test")
    async with application.router.lifespan_context(application), client:
        headers = JSON | signed_headers(key, "msg_1", datetime.now(UTC), body)
        answers = [(await client.post("/portal/incidents", content=body, headers=headers)).status_code for _ in range(2)]

    eye = await asyncpg.connect(database_url)
    assert answers == [202, 200]
    assert await eye.fetchval("SELECT count(*) FROM planblanc.inbox") == 1
    await eye.close()


async def test_in_production_without_a_secret_there_is_no_portal(tmp_path: Path) -> None:
    keys = tmp_path / "keys.json"
    keys.write_text(json.dumps({"keys": [ECKey.generate_key("P-256").as_dict(private=False)]}))
    settings = Settings(mode=Mode.PRODUCTION, home=tmp_path, token_issuer="https://identites.example", token_keys=keys)
    application = app.create(settings)
    async with AsyncClient(transport=ASGITransport(app=application), base_url="http://planblanc.test") as client:
        assert (await client.post("/portal/incidents", content=b"{}", headers=JSON)).status_code == 404
