"""What the constructors of a problem say when a value cannot be."""


class ProblemRefused(ValueError):
    """A problem that cannot be is never built: the message names the value and says why."""


def require(holds: bool, subject: str, why: str) -> None:
    """Refuse with `ProblemRefused` unless the claim holds."""
    if not holds:
        raise ProblemRefused(f"{subject}: {why}")
