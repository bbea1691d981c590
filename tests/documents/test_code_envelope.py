"""An envelope tells whose codes these are, until when, and every code."""

from datetime import timedelta

from planblanc.documents import code_envelope
from planblanc.documents.code_envelope import CodeEnvelope
from planblanc.domain import access_codes
from tests.documents.builders import NIGHT, text

CODES = tuple(access_codes.written(bytes([number] * 10)) for number in range(10))
ENVELOPE = CodeEnvelope("CENTRE HOSPITALIER DE DAX", "400000105", "DAX", CODES, NIGHT + timedelta(days=365), NIGHT)


def test_every_code_is_on_the_sheet() -> None:
    printed = text(code_envelope.pdf(ENVELOPE))

    assert [code for code in CODES if code not in printed] == []
    assert "400000105" in printed
    assert "/code" in printed


def test_whoever_has_only_the_sheet_reads_where_to_go_and_has_room_for_whom_to_call() -> None:
    printed = text(code_envelope.pdf(ENVELOPE, "https://planblanc.example/"))

    assert "https://planblanc.example/code" in printed
    assert "Astreinte de l’ARS" in printed


def test_no_code_is_in_what_a_log_would_say_of_it() -> None:
    assert CODES[1] not in repr(ENVELOPE)
