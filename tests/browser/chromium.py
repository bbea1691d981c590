"""Debian's chromium, driven: pages that are signed in, and what a browser saw that it should not have."""

import os
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlsplit

from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response

DESK = (1280, 900)
PHONE = (360, 740)
PATIENCE = 120_000  # milliseconds: how long a machine took is measured elsewhere
CLOSE = (320, 256)  # a window of 1,280 by 1,024 at 400 %


def is_required() -> bool:
    """Whether a run without a browser is a run that failed."""
    return os.environ.get("PLANBLANC_BROWSER") == "required"


@dataclass
class Guard:
    """What no page may do: ask anything of another origin, break the policy of its content, fail in its scripts."""

    origin: str
    seen: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext) -> None:
        """Look at all that these pages do."""
        context.on("request", self._on_request)
        context.on("response", self._on_response)
        context.on("console", self._on_console)
        context.on("weberror", lambda error: self.seen.append(f"script : {error.error}"))

    def _on_request(self, request: Request) -> None:
        self.asked.append(request.url)
        parts = urlsplit(request.url)
        if f"{parts.scheme}://{parts.netloc}" != self.origin and parts.scheme not in {"data", "blob"}:
            self.seen.append(f"hors de l'origine : {request.url}")

    def _on_response(self, response: Response) -> None:
        # What a form of the page is answered is the page's to show; what a page fetches to be whole is there, or it is not.
        is_sent = response.request.is_navigation_request() or response.request.method == "POST"
        if response.status >= (500 if is_sent else 400):
            self.seen.append(f"{response.status} : {response.url}")

    def expect(self, status: int) -> None:
        """This journey is refused something on purpose: what a browser without network says itself."""
        assert any(said.startswith(f"{status} :") for said in self.seen), f"nothing was answered {status}: {self.seen}"
        self.pardon(status)

    def pardon(self, status: int) -> None:
        """This journey may be refused something: a stream that asks again in the instant when its session ends."""
        self.seen = [said for said in self.seen if not said.startswith(f"{status} :")]

    def _on_console(self, message: ConsoleMessage) -> None:
        # The status of a page, which a journey expects or not, is told here a second time.
        if message.type in {"error", "warning"} and not message.text.startswith("Failed to load resource"):
            self.seen.append(f"console : {message.text}")


@dataclass(frozen=True)
class Door:
    """One browser before one crisis: opens pages, each in a context of its own, that are all watched."""

    browser: Browser
    origin: str
    guard: Guard
    contexts: list[BrowserContext] = field(default_factory=list)

    async def enter(self, path: str = "/veille", *, as_: str | None = "ars-75", **wanted: Any) -> Page:
        """A page, signed in as an identity of the demonstration; `wanted` is of the context: `color_scheme`, `java_script_enabled`…"""
        width, height = wanted.pop("size", DESK)
        context = await self.browser.new_context(
            base_url=self.origin,
            viewport={"width": width, "height": height},
            locale="fr-FR",
            timezone_id="Europe/Paris",
            **wanted,
        )
        context.set_default_timeout(PATIENCE)
        self.contexts.append(context)
        self.guard.watch(context)
        page = await context.new_page()
        await page.goto(f"/connexion/{as_}?suite={quote(path)}" if as_ else path)
        return page

    async def close(self) -> None:
        """Close all that was opened."""
        for context in self.contexts:
            await context.close()
        self.contexts.clear()
