"""What a button does: the fields of its form become the input of one mutation of the public API."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import NAMESPACE_OID, uuid5

from graphql import GraphQLInputType, GraphQLOutputType, GraphQLSchema, GraphQLUnionType, get_named_type
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from planblanc.auth import callers
from planblanc.console import site, typed, unsent
from planblanc.console.refusals import OF_THE_FORM, Refusal
from planblanc.console.site import HEADERS, NoSuchPage, Site, Visit
from planblanc.console.typed import Fields, When
from planblanc.domain.errors import BadInput

_DOCUMENTS = Path(__file__).parent / "documents" / "acts"
_MOST_BYTES = 262_144
_UNREADABLE = "Ce formulaire ne peut pas être lu : rouvrez la page, puis recommencez."
_AGAIN = "Votre session a changé depuis que cette page est ouverte : rien n'a été envoyé. Relisez, puis envoyez de nouveau."


@dataclass(frozen=True)
class Form:
    """A form that was sent: for which mutation, from where, and all that was typed."""

    mutation: str
    fields: Fields

    def said(self, name: str) -> str:
        """One field of the form itself."""
        return self.fields.get(name, ("",))[-1]

    @property
    def input(self) -> Fields:
        """What is for the mutation."""
        return {name: values for name, values in self.fields.items() if name not in OF_THE_FORM}

    @property
    def key(self) -> str:
        """The same for the same form with the same text: sent twice, it has one effect; sent again with another text, it is another act."""
        content = repr((self.said("nonce"), self.mutation, sorted((name, list(values)) for name, values in self.input.items())))
        return str(uuid5(NAMESPACE_OID, hashlib.sha256(content.encode()).hexdigest()))

    def refused(self, code: str, message: str, path: tuple[str, ...] = ()) -> Refusal:
        """Why nothing was done."""
        return Refusal(code, message, path, self.mutation, self.said("form"), self.fields)


@dataclass(frozen=True)
class Acts:
    """Answers `POST /actes/<mutation>`."""

    site: Site

    async def answer(self, request: Request) -> Response:
        """Do what the form asks, then show what came of it."""
        return await self.site.safely(request, self._taken)

    async def _taken(self, request: Request) -> Response:
        form = Form(request.path_params["mutation"], await fields_of(request))
        return await unsent.kept(self.site, request, form.fields, self._act(request, form))

    async def _act(self, request: Request, form: Form) -> Response:
        visit = (await self.site.visit(request)).at(local(form.said("back")))
        if not callers.is_same_origin(request, self.site.public_url):
            raise callers.CrossSite
        shown = replace(callers.shown_by(request, self.site.public_url), authorization=None, csrf=form.said("csrf"))
        try:
            await self.site.callers.identify(shown)
        except callers.CrossSite:
            return await self.site.page_at(visit, form.refused("STALE_FORM", _AGAIN))
        return await self._done(visit, form)

    async def _done(self, visit: Visit, form: Form) -> Response:
        """The page again with the refusal, what came back, or the page where it is seen."""
        try:
            done = await self.executed(visit, form, await when(self.site, visit, form.said("zone")))
        except BadInput as refused:
            return await self.site.page_at(visit, form.refused(refused.code, refused.message, refused.path))
        if isinstance(done, Refusal):
            return await self.site.page_at(visit, done)
        if (template := f"acts/{form.mutation}.html") in self.site.templates:
            return self.site.shown(visit, template, done)
        return RedirectResponse(_onward(form, done), 303, headers=HEADERS)

    async def executed(self, visit: Visit, form: Form, when: When) -> Mapping[str, Any] | Refusal:
        """What the mutation answers; `BadInput` for a field that cannot be read."""
        _, wanted = mutation_of(form.mutation, self.site.schema)
        told = {"input": typed.of_input(wanted, form.input, when), "key": form.key}
        answer = await self.site.execute(visit.who.actor, _document(form.mutation, self.site.schema), told)
        if answer["errors"]:
            first = answer["errors"][0]
            extensions = first.get("extensions", {})
            return form.refused(extensions.get("code", "BAD_INPUT"), first["message"], tuple(extensions.get("path", ())))
        done: Mapping[str, Any] = answer["data"]["done"]
        if done["__typename"] != "Refusal":
            return done
        if done["code"] == "IDEMPOTENCY_KEY_REUSED":
            return {"__typename": "Done", "id": None}  # the same text, sent twice: only its "in twenty minutes" has moved
        return form.refused(done["code"], done["message"], tuple(done["path"]))


def mutation_of(name: str, schema: GraphQLSchema) -> tuple[GraphQLOutputType, GraphQLInputType]:
    """What a mutation answers and what it takes; `NoSuchPage` when there is no such mutation."""
    fields = schema.mutation_type.fields if schema.mutation_type else {}
    if name not in fields:
        raise NoSuchPage
    return fields[name].type, fields[name].args["input"].type


def has_a_node(answers: GraphQLOutputType, schema: GraphQLSchema) -> bool:
    """Whether what a mutation answers may be a thing that has an identifier."""
    named = get_named_type(answers)
    node = schema.type_map["Node"]
    return isinstance(named, GraphQLUnionType) and any(node in one.interfaces for one in named.types)


async def fields_of(request: Request) -> dict[str, list[str]]:
    """The fields of a form; `BadInput` for what no page of ours sends."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MOST_BYTES:
            raise BadInput(_UNREADABLE)
    try:
        return typed.read(body.decode("utf-8"))
    except UnicodeDecodeError:
        raise BadInput(_UNREADABLE) from None


async def when(console: Site, visit: Visit, region: str = "") -> When:
    """The time of the crisis, and the zone in which a form of this region is written."""
    now = (await console.execute(visit.who.actor, "{ now }", {}))["data"]["now"]
    return typed.moment_of(now, site.zone_of(region or console.region_of(visit)))


def local(address: str) -> str:
    """An address of ours; `BadInput` for any other."""
    try:
        parts = urlsplit(address)
    except ValueError:
        raise BadInput(_UNREADABLE) from None
    if parts.scheme or parts.netloc or not parts.path.startswith("/") or address.startswith("//") or "\\" in address:
        raise BadInput(_UNREADABLE)
    return address


def _onward(form: Form, done: Mapping[str, Any]) -> str:
    wanted = form.said("then").replace("{id}", str(done.get("id") or ""))
    return site.with_query(local(wanted or form.said("back")), fait=form.mutation)


def _document(mutation: str, schema: GraphQLSchema) -> str:
    """The mutation, whole: what it answers is shown where a template shows it, and is read again from its page otherwise."""
    path = _DOCUMENTS / f"{mutation}.graphql"
    if path.is_file():
        return path.read_text("utf-8")
    answers, wanted = mutation_of(mutation, schema)
    named = "... on Node { id }" if has_a_node(answers, schema) else ""
    return f"""mutation Acte($input: {wanted}, $key: String!) {{
  done: {mutation}(input: $input, idempotencyKey: $key) {{ __typename {named} ... on Refusal {{ code message path }} }}
}}"""
