"""What the solver found for a relief, told in words of the domain: crews, vacancies and why, what each person is asked."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import uuid4

from planblanc.domain import french
from planblanc.domain.plans import PlanMethod
from planblanc.domain.relief import Forecast, Load, Proposed, Reason, ReliefStage, Shift, Turn, Vacancy
from planblanc.planning.relief_pool import OWN
from planblanc.planning.relief_translate import TranslatedRelief
from planblanc.planning.relief_work import RosterFound
from planblanc.planning.translate import moment
from solver.proposal import Proof
from solver.relief import roster as found_by
from solver.relief import shifts as laid_out
from solver.relief.fatigue import Fatigue, fatigue

_FURTHER = "further", "Écarté d'avance : plus loin que ceux que le calcul a retenus"
_NOBODY = "nobody", "Personne d'autre de connu n'a cette compétence à ce niveau"


def tell(translated: TranslatedRelief, found: RosterFound) -> Proposed:
    """The roster, shift by shift."""
    told = _Telling(translated, found)
    # While somebody who was left out might fill a vacancy, nothing is proven of it.
    is_proven = found.roster.proof is Proof.OPTIMAL and not (found.roster.vacancies and translated.has_left_out)
    return Proposed(
        method=PlanMethod.OPTIMAL if is_proven else PlanMethod.GAP,
        stages=tuple(_stage(stage) for stage in found.roster.stages),
        shifts=tuple(told.shift(shift) for shift in translated.problem.shift.values()),
        loads=tuple(told.load(tired) for tired in fatigue(translated.problem, found.roster)),
        forecasts={site.establishment_id: tuple(told.forecasts(key)) for key, site in translated.site.items()},
        notes=tuple(told.notes()),
    )


@dataclass(frozen=True)
class _Telling:
    translated: TranslatedRelief
    found: RosterFound

    def shift(self, shift: laid_out.Shift) -> Shift:
        """One shift, its crew and what it lacks."""
        site = self.translated.site[shift.duty.establishment]
        lacks = [one for one in self.found.roster.vacancies if one.shift == shift.id]
        return Shift(
            id=uuid4(),
            establishment_id=site.establishment_id,
            incident_id=site.incident_id,
            crew=self.translated.crew_of[shift.id],
            starts_at=moment(shift.duty.starts_at),
            ends_at=moment(shift.duty.ends_at),
            is_night=shift.duty.is_night,
            turns=tuple(self._turn(shift, turn) for turn in self.found.roster.crews.get(shift.id, ())),
            vacancies=tuple(Vacancy(one.post, one.quantity, tuple(self._reasons(shift, one))) for one in lacks),
        )

    def load(self, tired: Fatigue) -> Load:
        """What one person is asked; what they worked before counts for their fatigue."""
        problem, unit = self.translated.problem, self.translated.unit[tired.reliever]
        duties = [problem.shift[turn.shift].duty for turn in self.found.roster.turns_of[tired.reliever]]
        return Load(
            responder_id=unit.reliever.id,
            unit=unit.number,
            label=unit.reliever.label,
            lender_name=self.translated.pool.lenders[unit.reliever.lender].name,
            is_named=unit.reliever.is_named,
            shifts=len(duties),
            minutes=sum(duty.ends_at - duty.starts_at for duty in duties),
            most_minutes_a_week=tired.week,
            nights=sum(duty.is_night for duty in duties),
            longest_run_days=tired.run,
            warnings=tuple(f"{signal.text}." for signal in tired.signals),
        )

    def forecasts(self, site: str) -> Iterator[Forecast]:
        """What one site will want, and what will lack."""
        for one in self.found.forecasts:
            if one.asked.establishment == site:
                yield Forecast(
                    days=one.days,
                    competence=one.asked.wants.competence,
                    least_level=one.asked.wants.level,
                    criticality=one.asked.criticality.name,
                    wanted_minutes=one.asked.minutes,
                    covered_minutes=one.covered,
                    people=len(one.there),
                    gone=len(one.gone),
                )

    def notes(self) -> Iterator[str]:
        """What a reader must know of the people that were looked at."""
        kept, considered = len(self.translated.problem.relievers), len(self.translated.everybody)
        if kept < considered:
            near = french.counted(kept, "personne, la plus proche", "personnes, les plus proches")
            yield f"Calculé avec {near}, sur {french.number(considered)} qui pourraient venir."
        dropped = len(self.translated.problem.reliever) - len(self.found.roster.turns_of)
        if dropped and not self.found.roster.vacancies:
            yield f"{french.counted(dropped, 'personne reste', 'personnes restent')} en réserve."

    def _turn(self, shift: laid_out.Shift, turn: found_by.Turn) -> Turn:
        translated = self.translated
        unit, one = translated.unit[turn.reliever], translated.problem.reliever[turn.reliever]
        lender = translated.pool.lenders[unit.reliever.lender]
        at = shift.duty.establishment
        stays = (stay for stay in one.stays if stay.establishment == at)
        return Turn(
            id=uuid4(),
            post=turn.post,
            responder_id=unit.reliever.id,
            unit=unit.number,
            lender_id=lender.id,
            lender_region=lender.kinship.region,
            lender_name=lender.name,
            commune=unit.reliever.commune,
            label=unit.reliever.label,
            is_named=unit.reliever.is_named,
            rung=translated.pool.rungs.get((at, str(unit.reliever.id)), OWN),
            travel_minutes=one.minutes_to[at],
            is_on_site=any(stay.starts_at <= shift.duty.starts_at and shift.duty.ends_at <= stay.ends_at for stay in stays),
        )

    def _reasons(self, shift: laid_out.Shift, vacancy: found_by.Vacancy) -> Iterator[Reason]:
        """What keeps people from it: the rules of the roster, then those for which a person could not be asked at all."""
        explained = next((one.counts for one in self.found.vacancies if one.vacancy == vacancy), ())
        yield from (Reason(one.rule, one.title, one.people) for one in explained)
        wants = shift.posts[vacancy.post].wants
        refused: Counter[tuple[str, str]] = Counter()
        for refusal in self.translated.pool.refusals:
            levels: Mapping[str, int] = dict(refusal.reliever.competences)
            if refusal.site == shift.duty.establishment and levels.get(wants.competence, 0) >= wants.level:
                refused[refusal.rule, refusal.title] += 1
        at, known = shift.duty.establishment, self.translated.problem.reliever
        further = (one for one in self.translated.everybody if one.id not in known and at in one.minutes_to)
        refused[_FURTHER] = sum(one.competences.get(wants.competence, 0) >= wants.level for one in further)
        for (rule, title), count in sorted((+refused).items()):
            yield Reason(rule, title, count)
        if not explained and not +refused:
            yield Reason(*_NOBODY, 0)


def _stage(stage: found_by.StageValue) -> ReliefStage:
    return ReliefStage(
        stage.name, stage.title, tuple(float(one) for one in stage.value), tuple(float(one) for one in stage.bound), stage.proof.value
    )
