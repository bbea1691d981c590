"""Tables as spreadsheets write them: what is read, and what is refused without being opened."""

import pytest

from planblanc.domain.errors import BadInput
from planblanc.integrations.sheets import pool_table, tables

STOCKS = "Type;Quantité;Lieu;Plancher;À confirmer avant\nworkstation;12;Réserve B;2;31/12/2026\nROUTER_4G;3;Réserve B;;\n"
READ = (
    {"equipmentType": "WORKSTATION", "quantity": 12, "place": "Réserve B", "floor": 2, "confirmBy": "2026-12-31"},
    {"equipmentType": "ROUTER_4G", "quantity": 3, "place": "Réserve B"},
)


@pytest.mark.parametrize(
    "content",
    [
        STOCKS.encode(),
        STOCKS.encode("utf-8-sig"),
        STOCKS.encode("cp1252"),
        STOCKS.replace("\n", "\r\n").encode(),
        STOCKS.replace(";", ",").encode(),
        STOCKS.replace(";", "\t").encode(),
        STOCKS.replace("\n", "\n;;;;\n").encode(),
        STOCKS.replace("Réserve B", '"Réserve B"').encode(),
    ],
    ids=["utf-8", "bom", "windows", "crlf", "commas", "tabs", "empty lines", "quoted"],
)
def test_a_table_is_read_however_the_spreadsheet_wrote_it(content: bytes) -> None:
    found = pool_table.read(content)

    assert (found.stocks, found.capacities, found.faults) == (READ, (), ())


def test_capacities_are_told_by_their_columns() -> None:
    found = pool_table.read("Libellé;Personnes;Compétences;Astreinte;Jours\nÉquipe réseau;3;NETWORK:2 backup:3;oui;7\n".encode())

    assert found.capacities == (
        {
            "label": "Équipe réseau",
            "capacity": 3,
            "competences": [{"code": "NETWORK", "level": "CONFIRMED"}, {"code": "BACKUP", "level": "EXPERT"}],
            "onCall": True,
            "longestDays": 7,
        },
    )


@pytest.mark.parametrize(
    ("line", "column", "told"),
    [
        ("WORKSTATION;douze;Réserve;;", "quantite", "nombre entier"),
        ("WORKSTATION;-1;Réserve;;", "quantite", "nombre entier"),
        ("WORKSTATION;1e9;Réserve;;", "quantite", "nombre entier"),
        ("WORKSTATION;;Réserve;;", "quantite", "nécessaire"),
        ("WORKSTATION;1;;;", "lieu", "nécessaire"),
        ("WORKSTATION;1;Réserve;;32/12/2026", "a_confirmer_avant", "date"),
        ("=HYPERLINK(1);1;Réserve;;", "type", "formule"),
        ("WORKSTATION;1;@SUM(A1);;", "lieu", "formule"),
        ("WORKSTATION;1;+cmd|' /C calc'!A0;;", "lieu", "formule"),
        ("WORKSTATION;1;" + "x" * 1500 + ";;", "lieu", "longue"),
        ("WORKSTATION;1;a\u202eb;;", "lieu", "sens de lecture"),
        ("WORKSTATION;1;Réserve;;;;;", "", "plus de cellules"),
    ],
)
def test_a_wrong_cell_is_told_with_its_line_and_stops_nothing_else(line: str, column: str, told: str) -> None:
    found = pool_table.read((STOCKS + line + "\n").encode())

    assert found.stocks == READ
    assert {(fault.line, fault.column) for fault in found.faults} == {(4, column)}
    assert told in found.faults[0].message


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n\n",
        b"PK\x03\x04" + STOCKS.encode(),
        b"%PDF-1.7",
        b"  <html><script>alert(1)</script>",
        b"\xd0\xcf\x11\xe0\xa1\xb1",
        b"type;quantite;lieu\n\x00;1;a",
        b"\x81\x8d\x8f\x90\x9d",
        b'type;quantite;lieu\n"WORKSTATION;1;a\n',
        b"type;quantite;quantite;lieu\na;1;2;b",
        b"nom;prenom\na;b",
        b";".join(b"c%d" % n for n in range(100)),
        STOCKS.encode() + b"A;1;b;;\n" * 5001,
        b"x" * (tables.LARGEST + 1),
    ],
    ids=str.split("nothing blank zip pdf html old-excel null not-text open-quote twice unknown wide long large"),
)
def test_what_is_no_such_table_is_refused(content: bytes) -> None:
    with pytest.raises(BadInput):
        pool_table.read(content)


def test_a_thousand_faults_are_told_as_fifty() -> None:
    found = pool_table.read(("type;quantite;lieu\n" + "A;x;b\n" * 1000).encode())

    assert (len(found.faults), found.stocks) == (pool_table.MOST_FAULTS, ())
