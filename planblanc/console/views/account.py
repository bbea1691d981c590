"""What the page of one's account works out: the rights that stand, those that ended, and who stands in for whom."""

from collections.abc import Mapping
from typing import Any


def view(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """One's own grants apart from those of deputies; the deputies by the grant that each one stands in for."""
    held = (data["account"]["account"] or {}).get("grants") or []
    own = {grant["id"] for grant in held}
    accounts = [edge["node"] for edge in data["accounts"]["edges"]]
    deputies = [
        {"name": account["name"], **grant}
        for account in accounts
        for grant in account["grants"]
        if grant["deputyOf"] in own and grant["isLive"]
    ]
    live = [grant for grant in held if grant["isLive"]]
    return {
        "live": live,
        "lent": [grant for grant in live if not grant["deputyOf"]],
        "ended": [grant for grant in held if not grant["isLive"]],
        "deputies": deputies,
    }
