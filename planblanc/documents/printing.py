"""Typst at work: a template of ours and plain data in, an accessible PDF out, with nothing fetched from anywhere."""

import json
from datetime import datetime, timedelta, timezone
from importlib.resources import files

import typst


def pdf(template: str, told: object, at: datetime) -> bytes:
    """The PDF of a template's name and of JSON-like values, dated `at`; PDF/UA where the fonts can draw every character."""
    values = {"told": json.dumps(told, ensure_ascii=False)}
    try:
        return typst.compile(_source(template), sys_inputs=values, ignore_system_fonts=True, timestamp=_stamp(at), pdf_standards="ua-1")
    except typst.TypstError:
        # PDF/UA refuses a character that no font has. At night a page with a blank box is worth more than no page.
        return typst.compile(_source(template), sys_inputs=values, ignore_system_fonts=True, timestamp=_stamp(at))


def _source(template: str) -> bytes:
    # One file for the printer: what the documents share, then the document.
    folder = files("planblanc.documents") / "templates"
    return b"\n".join((folder / name).read_bytes() for name in ("common.typ", f"{template}.typ"))


def _stamp(at: datetime) -> datetime:
    """The moment as typst takes it: an offset rather than a zone, and whole seconds."""
    offset = at.utcoffset() or timedelta(0)
    return at.astimezone(timezone(offset)).replace(microsecond=0)
