"""The web application: the API, the health of the service, and in a demonstration a page that shows it."""

import asyncio
import resource
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute

from planblanc import shipped
from planblanc.api import addresses, denials, schema, trusted_documents
from planblanc.api.addresses import Proxies
from planblanc.api.code_envelopes import CodeEnvelopes
from planblanc.api.denials import Denials
from planblanc.api.gate import Gate
from planblanc.api.http import GraphQLDoor
from planblanc.api.journal_exports import JournalExports
from planblanc.api.originals import ProcedureOriginals
from planblanc.api.printed import PrintedDocuments
from planblanc.api.rates import Rates, RatesAllowed
from planblanc.api.reach import Reach
from planblanc.api.schema import Schema
from planblanc.api.sse import EventStreams
from planblanc.api.subscriptions import Event
from planblanc.api.subscriptions_callers import Connections
from planblanc.api.subscriptions_hub import Hub
from planblanc.api.subscriptions_websocket import WebSocketDoor
from planblanc.auth import demonstration, links
from planblanc.auth.links import Identified
from planblanc.auth.tokens import TokenVerifier, Verifier, public_keys
from planblanc.console import doors, examples, welcome
from planblanc.console.codes import CodePages
from planblanc.console.links import LinkPages
from planblanc.console.login import LoginPages
from planblanc.console.site import Site
from planblanc.console.uploads import Uploads
from planblanc.domain import identity
from planblanc.domain.access import Actor, Channel, Role
from planblanc.domain.errors import PlanblancError
from planblanc.integrations.identity import demonstrated, provider_file
from planblanc.integrations.identity.codes import CodeDoor
from planblanc.integrations.identity.login import Login, Vouching
from planblanc.integrations.identity.relying import Relying
from planblanc.integrations.portal import secret
from planblanc.integrations.portal.endpoint import PortalDoor
from planblanc.sealing import encryption, signing
from planblanc.settings import Misconfigured, Settings
from planblanc.store import clock, feed, health
from planblanc.store import demonstration as stored_demonstration
from planblanc.store.transaction import Database, Transaction

_PORTAL_POOL = 4
_CONNECTIONS = 8192
_OPERATIONS_A_CONNECTION = 20  # about half a second of work that waits for each connection of the pool
_EVERY_METHOD = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
_SERVICE = Actor(id=identity.key_of("actor", "service"), name="Service", role=Role.SERVICE, channel=Channel.SYSTEM)


class Application:
    """What the running application holds: its settings and its pool of connections."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._database: Database | None = None
        self._portal: Database | None = None
        self.hub = Hub(self.database, Event.of)
        self.connections = Connections()
        self.denials = Denials()

    def database(self) -> Database:
        """The pool of the API's own role, open while the application runs."""
        if self._database is None:
            raise RuntimeError("the application has not started")
        return self._database

    def portal(self) -> Database:
        """The pool of the portal's role, which may only add to the inbox."""
        if self._portal is None:
            raise RuntimeError("the application has not started")
        return self._portal

    @asynccontextmanager
    async def lifespan(self, _: Starlette) -> AsyncIterator[None]:
        """Open the pools before the first request, close them after the last."""
        self._database = await open_database(self.settings, size=self.settings.pool_size)
        portal = await Database.connect(self.settings.portal_url or _url(self.settings), "planblanc_portal", size=_PORTAL_POOL)
        self._portal = portal.keyed(self._database.keys)
        live = [
            asyncio.create_task(feed.follow(_url(self.settings), "planblanc_app", feed.EVENTS, self.hub.hear)),
            asyncio.create_task(feed.follow(_url(self.settings), "planblanc_app", feed.SECURITY, self.connections.doubt)),
            asyncio.create_task(self.hub.check()),
            asyncio.create_task(denials.keep(self.denials, self.database, _SERVICE)),
        ]
        try:
            yield
        finally:
            for task in live:
                task.cancel()
            await asyncio.gather(*live, return_exceptions=True)
            await denials.flush(self.denials, self._database, _SERVICE)
            await self._portal.close()
            await self._database.close()
            self._database = self._portal = None

    async def live(self, _: Request) -> Response:
        """The process answers."""
        return JSONResponse({"status": "ok"})

    async def ready(self, _: Request) -> Response:
        """The database answers, and is migrated."""
        try:
            async with self.database().transaction(_SERVICE, read_only=True) as tx:
                version = await health.version(tx)
        except (PlanblancError, OSError) as error:
            message = str(error) or "La base de données ne répond pas."
            return JSONResponse({"status": "unavailable", "reason": message}, 503, headers={"Retry-After": "2"})
        return JSONResponse({"status": "ok", "schema": version})


def hold_many_connections() -> None:
    """Let this process hold as many connections as streams may want, as far as its account allows: some systems start at 1,024 or fewer."""
    current, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _CONNECTIONS if most == resource.RLIM_INFINITY else min(_CONNECTIONS, most)
    if current != resource.RLIM_INFINITY and current < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))


async def open_database(settings: Settings, *, size: int) -> Database:
    """The pool of the API's role; `MigrationRefused`, or in production `DemonstrationInProduction`, when it cannot be served."""
    keys = encryption.found(settings.data_keys, settings.demonstration_home)
    database = (await Database.connect(_url(settings), "planblanc_app", size=size)).keyed(keys)
    try:
        await health.require_current(database, _SERVICE)
        if settings.is_production:
            await stored_demonstration.require_none(database, _SERVICE)
    except PlanblancError:
        await database.close()
        raise
    return database


def create(settings: Settings, api: Schema | None = None) -> Starlette:
    """The application of these settings; it opens nothing until it starts."""
    application = Application(settings)
    reach = Reach(
        database=application.database,
        verifier=verifier_of(settings),
        real_clock=_real_time,
        crisis_clock=_real_time_of_crisis if settings.is_production else _demonstrated_time,
        private_targets=settings.private_targets,
        rates=Rates(RatesAllowed(settings.rate_of_address, settings.rate_of_actor, settings.rate_of_faults)),
        denials=application.denials,
        public_url=settings.public_url,
    )
    served = api or schema.build(production=settings.is_production)
    live = (served, reach, application.hub, application.connections)
    most = _OPERATIONS_A_CONNECTION * settings.pool_size
    trusted = trusted_documents.read(settings.trusted_documents) if settings.trusted_documents else None
    streams = EventStreams(*live)
    door = GraphQLDoor(served, reach, streams, most_at_once=most, suggestions=not settings.is_production, trusted=trusted)
    site = _site(settings, reach, door)
    starlette = Starlette(
        routes=[
            Route("/graphql", door.answer, methods=_EVERY_METHOD),
            WebSocketRoute("/graphql", WebSocketDoor(*live, trusted=trusted).answer),
            Route("/health/live", application.live),
            Route("/health/ready", application.ready),
            *PrintedDocuments(reach).routes(),
            *CodeEnvelopes(reach).routes(),
            *ProcedureOriginals.within(reach).routes(),
            *Uploads.within(reach).routes(),
            *JournalExports(reach, signing.found(settings.journal_key, settings.demonstration_home)).routes(),
            *_link_routes(application, reach, door),
            *_login_routes(settings, reach, door),
            *_code_routes(settings, reach, door),
            *doors.routes(site),
            *_portal_routes(application),
            *_pages(settings),
        ],
        lifespan=application.lifespan,
        exception_handlers={HTTPException: doors.nowhere(site)},
        middleware=[Middleware(Gate, reach=reach, proxies=Proxies.of(settings.trusted_proxies))],
    )
    starlette.router.redirect_slashes = False  # a redirection would repeat whatever host the caller names
    starlette.state.end_streams = application.connections.stop
    return starlette


def verifier_of(settings: Settings) -> Verifier:
    """Whose tokens are trusted: the demonstration's issuer, or the one whose public keys are given."""
    if settings.token_keys is None:
        return demonstration.verifier(settings.home, settings.token_audience)
    return TokenVerifier(settings.token_issuer, settings.token_audience, public_keys(settings.token_keys))


def vouching_of(settings: Settings) -> Sequence[Vouching]:
    """Who vouches for whoever logs in: the providers that are named; a demonstration that names none vouches for its own identities."""
    if settings.providers is not None:
        return [Relying(one) for one in provider_file.read(settings.providers)]
    return demonstrated.providers() if settings.trusts_invented_identities else []


def _url(settings: Settings) -> str:
    url = settings.app_url or settings.database_url
    if url is None:
        raise Misconfigured("Aucune base de données n'est indiquée : donnez DATABASE_URL ou PLANBLANC_APP_URL.")
    return url


def _portal_routes(application: Application) -> list[Route]:
    settings = application.settings
    if settings.portal_secret is None and settings.is_production:
        return []  # no secret is shared with the portal: nothing that it could sign
    keys = secret.named(settings.portal_secret) if settings.portal_secret else secret.demonstrated(settings.home)
    crisis_time = _real_time_of_crisis if settings.is_production else _demonstrated_time
    return PortalDoor(application.portal, keys, _real_time, crisis_time).routes()


def _link_routes(application: Application, reach: Reach, door: GraphQLDoor) -> list[BaseRoute]:
    async def identify(token: str) -> Identified:
        return await links.identified(application.database(), reach.crisis_clock, token)

    return LinkPages(identify, door.execute).routes()


def _login_routes(settings: Settings, reach: Reach, door: GraphQLDoor) -> list[BaseRoute]:
    def denied(code: str, path: str, request: Request) -> None:
        address = addresses.of(request.scope)
        reach.denied(code, "login", path, address=address)
        reach.rates.fault(address)

    sign_in = Login(reach.database, vouching_of(settings), reach.real_clock, reach.crisis_clock)
    return LoginPages(sign_in, reach.callers, door.execute, denied, settings.public_url).routes()


def _code_routes(settings: Settings, reach: Reach, door: GraphQLDoor) -> list[BaseRoute]:
    def denied(code: str, request: Request) -> str:
        address = addresses.of(request.scope)
        if code:
            reach.denied(code, "code", request.url.path, address=address)
            reach.rates.fault(address)
        return addresses.neighbourhood(address)

    entrance = CodeDoor(reach.database, reach.real_clock, reach.crisis_clock)
    return CodePages(entrance, reach.callers, door.execute, denied, settings.public_url).routes()


def _site(settings: Settings, reach: Reach, door: GraphQLDoor) -> Site:
    def denied(code: str, request: Request) -> str:
        address = addresses.of(request.scope)
        reach.denied(code, "console", request.url.path, address=address)
        return addresses.neighbourhood(address)

    return Site(reach.callers, door.execute, denied, reach.rates.actor, settings.public_url)


def _pages(settings: Settings) -> list[BaseRoute]:
    if settings.is_production:
        return [Route("/", doors.home)]
    return welcome.routes(demonstration.IDENTITIES, examples.read(shipped.examples_dir()))


def _real_time() -> datetime:
    return datetime.now(UTC)


async def _real_time_of_crisis(_: Transaction) -> datetime:
    return _real_time()


async def _demonstrated_time(tx: Transaction) -> datetime:
    return await clock.crisis_time(tx, _real_time())
