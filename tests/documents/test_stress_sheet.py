"""The sheet of a stress test reads well: what lacks, how long, and nothing that is covered."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from planblanc.documents import stress_rows, stress_sheet, stress_words
from planblanc.domain.identity import StressRunId
from planblanc.domain.requests import Criticality
from planblanc.domain.stress import (
    Lack,
    Sought,
    StressAttack,
    StressGain,
    StressLoss,
    StressPart,
    StressReport,
    StressRow,
    StressRun,
    StressStaffing,
    StressState,
    StressSummary,
    StressVictim,
    Units,
)

AT = datetime(2026, 11, 25, 1, tzinfo=UTC)
NETWORK = Sought("Réseau, niveau confirmé", competence="NETWORK", least_level=2)
ROUTER = Sought("Routeur 4G/5G", equipment_type="ROUTER_4G_5G")
DAX = StressVictim("400000105", "CH DAX", "DAX", 81, None)
LACKING = StressAttack((DAX,), Units(4, 2, 0), Units(3, 2, 0), (Lack(NETWORK, Criticality.VITAL, 1),))
COVERED = StressAttack((replace(DAX, name="CH PAU", full_minutes=125),), Units(1, 0, 0), Units(1, 0, 0), ())
RUN = StressRun(StressRunId(UUID(int=1)), "75", (StressStaffing.NIGHT,), False, StressState.DONE, "ARS", AT, read_at=AT)


def report(part: StressPart, *rows: StressRow) -> StressReport:
    summary = StressSummary(
        StressStaffing.NIGHT,
        AT,
        Units(5, 2, 0),
        Units(4, 2, 0),
        attacks=2,
        attacks_covered=1,
        attacks_at_most=0,
        groups=0,
        groups_covered=0,
    )
    return StressReport((summary,), {(part, StressStaffing.NIGHT): rows})


def sheet(part: StressPart, *rows: StressRow) -> str:
    return "\n".join(stress_sheet.lines("Nouvelle-Aquitaine", RUN, report(part, *rows), 10))


def test_an_attack_tells_its_coverage_its_times_and_what_lacks() -> None:
    told = sheet(StressPart.ALONE, LACKING, COVERED)

    assert "Établissements attaqués seuls : 1 entièrement couvert sur 2 (50 %)" in told
    assert " ".join(told.splitlines()[-1].split()) == "CH DAX DAX 83 % 1 h 21 – Réseau, niveau confirmé × 1"
    assert "CH PAU" not in told


def test_a_table_with_nothing_in_it_is_left_out() -> None:
    assert "à qui manque" not in sheet(StressPart.ALONE, COVERED)


def test_a_loss_and_a_gain_tell_units_by_criticality() -> None:
    loss = StressLoss("CHU", "BORDEAUX", "Ingénieurs réseau", Units(3, -1, 0), attacks=2, used_by=5, responder_id=None)
    gain = StressGain(ROUTER, "CHU", "BORDEAUX", Units(0, 1, 2))

    assert "3 vitales, -1 prioritaire" in sheet(StressPart.LOSS, loss)
    assert "1 prioritaire, 2 normales" in sheet(StressPart.GAIN, gain)


def test_only_the_first_things_that_lack_are_said_and_how_many_others() -> None:
    many = replace(LACKING, lacking=tuple(Lack(replace(ROUTER, label=f"Type {n}"), Criticality.HIGH, n) for n in range(1, 6)))

    assert stress_words.lacking(many, 3) == "Type 1 × 1 ; Type 2 × 2 ; Type 3 × 3 ; 2 autres"


@pytest.mark.parametrize(("minutes", "told"), [(None, "–"), (0, "0 min"), (59, "59 min"), (60, "1 h 00"), (125, "2 h 05")])
def test_a_duration_is_read_aloud(minutes: int | None, told: str) -> None:
    assert stress_words.duration(minutes) == told


def test_a_part_is_never_whole_while_something_lacks() -> None:
    assert (stress_words.percent(0.999), stress_words.percent(1.0)) == ("99 %", "100 %")


def test_a_row_for_a_spreadsheet_says_which_units_lack() -> None:
    header, row, *_ = stress_rows.as_csv(report(StressPart.ALONE, LACKING)).splitlines()

    cells = dict(zip(header.split(";"), row.split(";"), strict=False))
    assert (cells["finess"], cells["unites_vitales"], cells["minutes_premier_intervenant"]) == ("400000105", "1", "81")
    assert cells["minutes_couverture_entiere"] == ""


def test_a_name_is_never_a_formula() -> None:
    named = replace(LACKING, victims=(replace(DAX, name="=1+1"),))

    assert ";'=1+1;" in stress_rows.as_csv(report(StressPart.ALONE, named))
