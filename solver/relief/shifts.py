"""What is to be staffed: shifts, and the posts of the crew of each."""

from dataclasses import dataclass

from solver.needs import LARGEST_QUANTITY, Criticality, Skill
from solver.refusal import require
from solver.relief.duties import Duty

# The search looks at every set of posts of a crew: 2^6 of them at most.
MOST_POSTS = 6


@dataclass(frozen=True)
class Post:
    """So many people of one competence in a crew; a crew that has a lead post stands only with it."""

    wants: Skill
    criticality: Criticality
    quantity: int = 1
    is_lead: bool = False

    def __post_init__(self) -> None:
        name = f"post of {self.wants.competence!r}"
        require(0 < self.quantity <= LARGEST_QUANTITY, name, f"quantity {self.quantity} is not in 1..{LARGEST_QUANTITY}")
        require(isinstance(self.criticality, Criticality), name, f"criticality {self.criticality!r} is unknown")
        require(not self.is_lead or self.quantity == 1, name, "a crew has one lead")


@dataclass(frozen=True)
class Shift:
    """One crew at work; shifts of the same establishment and `series` follow each other.

    `handover`: for how many minutes the crew before it, if there is one, must still be there when it begins.
    """

    id: str
    duty: Duty
    posts: tuple[Post, ...]
    series: str = ""
    handover: int = 0

    def __post_init__(self) -> None:
        name = f"shift {self.id!r}"
        require(self.id != "", name, "its id is empty")
        require(0 < len(self.posts) <= MOST_POSTS, name, f"{len(self.posts)} posts are not in 1..{MOST_POSTS}")
        require(len(set(self.posts)) == len(self.posts), name, "a post is given twice: tell its quantity")
        require(sum(post.is_lead for post in self.posts) <= 1, name, "a crew has one lead")
        require(self.handover >= 0, name, f"a handover of {self.handover} minutes is negative")

    @property
    def lead(self) -> int | None:
        """The place of the lead among the posts."""
        return next((place for place, post in enumerate(self.posts) if post.is_lead), None)
