"""Nothing that somebody wrote is lost: the page that holds a form which could not be taken, to be sent again."""

from collections.abc import Awaitable

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from planblanc.api import faults
from planblanc.auth import callers
from planblanc.auth.tokens import NotAuthenticated
from planblanc.console import refusals
from planblanc.console.site import NoSuchPage, Site
from planblanc.console.typed import Fields
from planblanc.domain.errors import AccessSuspended, PlanblancError, TooManyRequests, Unavailable

# In each of these cases the same form may be taken a moment later, or after a login.
ONCE_MORE = (NotAuthenticated, Unavailable, TooManyRequests)
_SECONDS = "2"
_ENDED = "Vous n'êtes plus identifié : votre session est finie."


async def kept(site: Site, request: Request, fields: Fields, answer: Awaitable[Response]) -> Response:
    """The answer to a form; where there is none, be it by a fault of ours, the form again."""
    try:
        return await answer
    except ONCE_MORE as why:
        return page(site, request, fields, why)
    except (PlanblancError, NoSuchPage, ClientDisconnect):
        raise
    except Exception as fault:  # the door: a fault of ours is logged with a reference, and masked
        return page(site, request, fields, Unavailable(faults.masked(fault)["message"]))


def page(site: Site, request: Request, fields: Fields, why: Exception) -> Response:
    """The form again, whole, with what to do first; only for a form of ours, as another site must not have a page of ours send its own."""
    if not isinstance(why, ONCE_MORE) or isinstance(why, AccessSuspended | callers.CrossSite):
        raise why
    if not callers.is_same_origin(request, site.public_url):
        raise callers.CrossSite
    status = _status(why)
    told = _ENDED if status == 401 else str(why) or str(type(why).__doc__)
    shown = {"action": request.url.path, "fields": fields, "typed": refusals.texts(fields), "wants_login": status == 401}
    response = site.problem(told, status, template="unsent", **shown)
    if status != 401:
        response.headers["Retry-After"] = str(why.retry_seconds) if isinstance(why, TooManyRequests) else _SECONDS
    return response


def _status(why: PlanblancError | Exception) -> int:
    if isinstance(why, TooManyRequests):
        return 429
    return why.status if isinstance(why, NotAuthenticated) else 503
