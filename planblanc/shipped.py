"""Where contracts, reference facts and example queries lie: beside the code in a checkout, inside the wheel otherwise."""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def schema_dir() -> Path:
    """The folder of migrations, published API and message schemas."""
    return _find("schema")


def seeds_dir() -> Path:
    """The folder of reference facts."""
    return _find("seeds")


def examples_dir() -> Path:
    """The folder of published example queries."""
    return _find("docs/examples")


def _find(name: str) -> Path:
    in_checkout = _PACKAGE.parent / name
    # An installed wheel has site-packages as its parent, where a folder of that name would be somebody else's.
    if (_PACKAGE.parent / "pyproject.toml").is_file() and in_checkout.is_dir():
        return in_checkout
    return _PACKAGE / "_shipped" / name
