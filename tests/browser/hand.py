"""A hand on a page: what it does is counted, as what a journey promises is counted."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from playwright.async_api import Page

Role: TypeAlias = Literal["button", "link"]


@dataclass
class Hand:
    """What somebody does on one page: `interactions`, clicks and fields; `keys`, those that type nothing."""

    page: Page
    interactions: int = 0
    keys: int = 0

    async def click(self, role: Role, name: str) -> None:
        """Click on what is called so, the first there is."""
        self.interactions += 1
        await self.page.get_by_role(role, name=name).first.click()

    async def tick(self, label: str) -> None:
        """Tick a box."""
        self.interactions += 1
        await self.page.get_by_label(label).first.check()

    async def fill(self, label: str, text: str) -> None:
        """Fill a field."""
        self.interactions += 1
        await self.page.get_by_label(label).first.fill(text)

    async def press(self, key: str) -> None:
        """Press a key that moves, chooses or sends."""
        self.keys += 1
        await self.page.keyboard.press(key)

    async def type(self, text: str) -> None:
        """Type what somebody says."""
        await self.page.keyboard.type(text)
