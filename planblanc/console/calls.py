"""Taking a call: what one form says becomes an incident, a request for help and a plan, each by its own mutation of the public API."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from planblanc.auth import callers
from planblanc.console import acts, site, told_calls, typed, unsent
from planblanc.console.acts import Acts, Form
from planblanc.console.refusals import Refusal
from planblanc.console.site import HEADERS, Site, Visit
from planblanc.console.told_calls import Call
from planblanc.console.typed import Fields, When
from planblanc.domain import access
from planblanc.domain.access import Act
from planblanc.domain.errors import BadInput

_AGAIN = "Votre session a changé depuis que cette page est ouverte : rien n'a été envoyé. Relisez, puis envoyez de nouveau."
_WHICH = "Dites d'abord quelle structure est touchée : choisissez-la, ou notez-la comme non répertoriée."
_SEEN = "query Declare($id: ID!) { incident(id: $id) { exercise region { code } } }"
# Shown again without anything being refused: a structure was looked for, or what could come.
LOOKING = "LOOKING"


@dataclass(frozen=True)
class Stopped(Exception):
    """An act of a call was refused; `declared` are the incidents that there are by then."""

    refusal: Refusal
    declared: tuple[str, ...] = ()


@dataclass(frozen=True)
class Calls:
    """Answers `POST /appel`: each act has a key of its own, so that a call that is sent again goes on where it stopped."""

    site: Site

    async def answer(self, request: Request) -> Response:
        """Take the call, then show the plan that was asked for."""
        return await self.site.safely(request, self._taken)

    async def _taken(self, request: Request) -> Response:
        fields = await acts.fields_of(request)
        return await unsent.kept(self.site, request, fields, self._read(request, Form("requestHelp", fields)))

    async def _read(self, request: Request, form: Form) -> Response:
        visit = (await self.site.visit(request)).at("/appel")
        if not callers.is_same_origin(request, self.site.public_url):
            raise callers.CrossSite
        shown = replace(callers.shown_by(request, self.site.public_url), authorization=None, csrf=form.said("csrf"))
        try:
            await self.site.callers.identify(shown)
        except callers.CrossSite:
            return await self._again(visit, form, form.refused("STALE_FORM", _AGAIN))
        call = told_calls.read(form.fields)
        if form.said("do") in {"search", "look"}:
            return await self._again(visit, form, form.refused(LOOKING, ""), is_searching=form.said("do") == "search")
        if not call.is_of_somebody:
            return await self._again(visit, form, form.refused("BAD_INPUT", _WHICH, ("text",)), is_searching=True)
        return await self._made(visit, form, call)

    async def _made(self, visit: Visit, form: Form, call: Call) -> Response:
        now = (await self.site.execute(visit.who.actor, "{ now }", {}))["data"]["now"]
        when = typed.moment_of(now, site.zone_of(form.said("zone") or self.site.region_of(visit)))
        taking = Taking(Acts(self.site), visit, form.said("nonce"), when)
        try:
            first = await taking.all_of(call, form.said("zone") or self.site.region_of(visit))
        except Stopped as stopped:
            return await self._again(visit, form, call.at_its_field(stopped.refusal), stopped.declared)
        done = ("/plan", "proposePlan") if taking.may_plan else ("", "requestHelp")
        return RedirectResponse(site.with_query(f"/incidents/{first}{done[0]}", fait=done[1]), 303, headers=HEADERS)

    async def _again(
        self, visit: Visit, form: Form, refusal: Refusal, declared: tuple[str, ...] = (), *, is_searching: bool = False
    ) -> Response:
        """The page with all that was typed, what has been declared meanwhile, and what was looked for."""
        known = {**form.fields, "declared": list(declared)} if declared else form.fields
        if (choice := form.said("choice")) and choice != told_calls.UNLISTED:
            known = {**known, "site": [choice]}
        asked = told_calls.looked_for(known, is_searching=is_searching)
        kept = replace(refusal, act="requestHelp", form="call", typed=known)
        return await self.site.page_at(visit.at(f"/appel?{urlencode(asked, doseq=True)}" if asked else "/appel"), kept)


@dataclass(frozen=True)
class Taking:
    """The acts of one call, in their order."""

    acts: Acts
    visit: Visit
    nonce: str
    when: When

    @property
    def may_plan(self) -> bool:
        """Whether a plan is theirs to ask for: an establishment that asks for help leaves it to its agency."""
        return access.is_allowed(self.visit.who.actor, Act.PROPOSE_PLAN)

    async def all_of(self, call: Call, region: str | None) -> str:
        """Declare, ask for help, then for a plan; the first incident, at which that plan is read."""
        declared = call.declared or await self._declared(call, region)
        for rank, one in enumerate(declared):
            await self._act("requestHelp", call.request(one, is_first=rank == 0), declared)
        if not self.may_plan:
            return declared[0]
        answer = await self.acts.site.execute(self.visit.who.actor, _SEEN, {"id": declared[0]})
        seen: Mapping[str, Any] = (answer["data"] or {}).get("incident") or {}
        where = {"region": [(seen.get("region") or {}).get("code") or region or ""]}
        await self._act("proposePlan", where | {"exercise": ["oui"] if seen.get("exercise") else []}, declared)
        return declared[0]

    async def _declared(self, call: Call, region: str | None) -> tuple[str, ...]:
        """The incidents of the call: the one that it joins, or those that it declares."""
        if call.joined:
            if services := call.services():
                await self._act("updateServiceStatus", {"incident": [call.joined], **services}, ())
            return (call.joined,)
        if not call.others:
            return (str((await self._act("declareIncident", call.incident(region), ()))["id"]),)
        cause = await self._act("declareCommonCause", call.common_cause(region), ())
        return tuple(one["id"] for one in call.in_order(cause["incidents"]))

    async def _act(self, mutation: str, fields: Fields, declared: tuple[str, ...]) -> Mapping[str, Any]:
        form = Form(mutation, {"nonce": [self.nonce], **fields})
        try:
            done = await self.acts.executed(self.visit, form, self.when)
        except BadInput as refused:
            raise Stopped(form.refused(refused.code, refused.message, refused.path), declared) from None
        if isinstance(done, Refusal):
            raise Stopped(done, declared)
        if done.get("id") is None:
            raise Stopped(form.refused("STALE_FORM", _SENT_OTHERWISE), declared)
        return done


_SENT_OTHERWISE = "Cet appel est déjà parti, dit un peu autrement : voyez les incidents avant de l'envoyer de nouveau."
