"""A cursor is the place of an event in one stream, and nothing else."""

from uuid import UUID

import pytest

from planblanc.domain.errors import BadInput
from planblanc.domain.events import Topic
from planblanc.domain.identity import IncidentId

INCIDENT = Topic.of_incident(IncidentId(UUID(int=7)))
REGION = Topic.of_region("75")


@pytest.mark.parametrize("topic", [INCIDENT, REGION])
@pytest.mark.parametrize("sequence", [0, 1, 12])
def test_a_cursor_is_read_back(topic: Topic, sequence: int) -> None:
    assert topic.after(topic.cursor(sequence), head=12) == sequence


@pytest.mark.parametrize(
    ("cursor", "told"),
    [
        ("75.13", "en avance"),
        ("76.1", "autre flux"),
        (INCIDENT.cursor(1), "autre flux"),
        *(
            (malformed, "pas valide")
            for malformed in ("", "75", "75.", "75.-1", "75.01", "75.1.1", "75.1\n", ".1", "75.¹", "75." + "9" * 19)
        ),
    ],
)
def test_another_cursor_is_refused_in_french(cursor: str, told: str) -> None:
    with pytest.raises(BadInput, match=told) as refused:
        REGION.after(cursor, head=12)

    assert refused.value.path == ("after",)
