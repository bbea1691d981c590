"""The bare statements are those of a mutation, with its effect; the ratio is told whatever the machine does."""

from uuid import uuid4

import asyncpg

from planblanc.drill.faults import throughput
from planblanc.drill.faults.ground import WATCHER, Ground
from planblanc.drill.faults.inside import Inside, incident_key
from planblanc.drill.faults.throughput import Rates
from planblanc.store import bare, proofs
from planblanc.store.bare import Varied

COUNT = "SELECT count(*) AS lines, count(DISTINCT key) AS chains FROM planblanc.log_entry WHERE kind = 'INCIDENT'"


async def test_pgbench_runs_what_a_note_runs_over_the_incidents(ground: Ground) -> None:
    async with ground.opened("planblanc_app") as database:
        inside = Inside(database)
        incidents = [await inside.incident(f"Structure d'essai {number}") for number in range(3)]
    heard = await throughput.heard_once(ground, incidents[0])
    keys = tuple(incident_key(incident) for incident in incidents)
    script = bare.script(heard, Varied(throughput.KEY, keys[0], keys))
    eye = await asyncpg.connect(ground.url)
    before = await eye.fetchrow(COUNT)

    rate = bare.rate(bare.as_role(ground.url, "planblanc_app"), script, ground.home, clients=2, seconds=1)

    after = await eye.fetchrow(COUNT)
    await eye.close()
    async with ground.opened() as database, database.transaction(WATCHER, read_only=True) as tx:
        assert not (await proofs.chains(tx)).broken
        assert await proofs.unwritten(tx) == 0
    assert rate > 0
    assert before is not None
    assert after is not None
    assert after["lines"] > before["lines"] + len(incidents)
    assert after["chains"] == len(incidents)
    assert [sql.split()[0].strip(";") for sql, _ in heard].count("COMMIT") == 2


async def test_the_drill_tells_both_sides(ground: Ground) -> None:
    several, one = await throughput.run(ground)

    assert several.promise.startswith("mutations sur 4 incidents")
    assert one.promise.startswith("mutations sur un seul incident")
    assert "pgbench" in several.measured


def test_less_than_a_third_is_not_kept() -> None:
    assert throughput.figure("sur un seul incident", Rates((100.0, 90.0, 110.0), (400.0, 400.0, 400.0))).is_kept is False
    assert throughput.figure("sur un seul incident", Rates((150.0, 90.0, 160.0), (400.0, 400.0, 400.0))).is_kept is True


def test_what_pgbench_would_take_for_a_variable_is_written_otherwise() -> None:
    key = uuid4()
    varied = Varied("clé", key, (key,))

    script = bare.script([("SELECT $1::text, $2::uuid, $3 -- :nothing", ["INCIDENT:abc 'x' \\", key, None])], varied)

    assert "U&'INCIDENT\\003Aabc ''x'' \\\\'::text" in script
    assert f"((ARRAY['{key}'])[:incident])::uuid::uuid, NULL" in script
    assert ":nothing" not in script
