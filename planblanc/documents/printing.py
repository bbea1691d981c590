"""Typst at work: a template of ours and plain data in, an accessible PDF out, with nothing fetched from anywhere."""

import json
import logging
import subprocess
import sys
from datetime import datetime, timedelta, timezone

from planblanc.domain.errors import Unavailable

LONGEST_SECONDS = 60

logger = logging.getLogger(__name__)


class NotPrinted(Unavailable):
    """L'impression a échoué : les procédures restent lisibles à l'écran."""


def pdf(template: str, told: object, at: datetime) -> bytes:
    """The PDF of a template's name and of JSON-like values, dated `at`; PDF/UA where the fonts can draw every character.

    It is typeset in a process of its own, which this call waits for: call it off the event loop.
    """
    wanted = {"template": template, "told": json.dumps(told, ensure_ascii=False), "at": _stamp(at).isoformat()}
    command = [sys.executable, "-m", "planblanc.documents.press"]
    try:
        done = subprocess.run(command, input=json.dumps(wanted).encode(), capture_output=True, timeout=LONGEST_SECONDS, check=True)
    except (subprocess.SubprocessError, OSError) as error:
        # What the printer says may quote the document: only how it ended is kept.
        logger.warning("the printing process failed: %s", type(error).__name__)
        raise NotPrinted from error
    return done.stdout


def _stamp(at: datetime) -> datetime:
    """The moment as typst takes it: an offset rather than a zone, and whole seconds."""
    offset = at.utcoffset() or timedelta(0)
    return at.astimezone(timezone(offset)).replace(microsecond=0)
