"""One's account and who has access: sessions that close, deputies, decisions, and no door told to who may not read it."""

import re

from tests.console.desk import OURS, Desk


async def test_closing_ones_session_ends_it(desk: Desk) -> None:
    await desk.log_in()
    session = re.search(r'name="session" value="([^"]+)"', (await desk.page("/compte")).text)

    assert session is not None
    closed = await desk.send("/actes/endSession", form="s", back="/compte", session=session[1])

    assert closed.status_code == 303
    assert (await desk.page("/compte")).headers["location"].startswith("/connexion?suite=")


async def test_the_account_says_its_role_its_sessions_and_its_own_identifier(desk: Desk) -> None:
    await desk.log_in()
    page = (await desk.page("/compte")).text

    assert "coordonnateur" in page
    assert "Vos sessions ouvertes" in page
    assert "Identifiant" in page
    assert "Personne ne vous supplée" in page


async def test_a_deputy_that_nobody_knows_is_refused_and_the_form_is_kept(desk: Desk) -> None:
    await desk.log_in()
    grant = re.search(r'name="grant" value="([^"]+)"', (await desk.page("/compte")).text)
    assert grant is not None

    typed = {"form": "deputy", "back": "/compte", "grant": grant[1], "account": "pas un compte", "until~local": "2030-01-01T08:00"}
    refused = await desk.send("/actes/nameDeputy", **typed)

    assert refused.status_code == 400
    assert 'value="pas un compte"' in refused.text
    assert 'value="2030-01-01T08:00"' in refused.text


async def test_what_was_refused_at_the_doors_is_for_the_administrator_alone(desk: Desk) -> None:
    await desk.log_in()
    coordinator = (await desk.page("/acces")).text
    await desk.log_in("admin")
    administrator = (await desk.page("/acces")).text

    assert "refusé aux portes" not in coordinator
    assert "Qui a consulté un numéro" in coordinator
    assert "refusé aux portes" in administrator
    assert "Qui a consulté un numéro" not in administrator
    assert "Une partie de cette page manque" not in coordinator + administrator


async def test_who_consulted_a_number_is_read_by_who_keeps_the_directory(desk: Desk) -> None:
    await desk.log_in()
    person = re.search(r'href="(/acces/numeros/[^"]+)"', (await desk.page("/acces?text=reseau")).text)

    assert person is not None
    assert "Personne n'a consulté ce numéro" in (await desk.page(person[1])).text
    await desk.log_in("samu-40")
    assert (await desk.page(person[1])).status_code in {403, 404}


async def test_a_look_is_kept_by_the_browser_and_asked_by_this_service_alone(desk: Desk) -> None:
    await desk.log_in()

    chosen = await desk.client.http.post("/compte/apparence", data={"theme": "sombre", "back": "/compte"}, headers=OURS)
    elsewhere = {"Origin": "https://ailleurs.example"}
    refused = await desk.client.http.post("/compte/apparence", data={"theme": "clair", "back": "/compte"}, headers=elsewhere)

    assert chosen.status_code == 303
    assert refused.status_code == 403
    assert 'data-theme="dark"' in (await desk.page("/compte")).text
