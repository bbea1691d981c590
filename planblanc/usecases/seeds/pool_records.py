"""The rows of an invented pool become records of the tables: all of them synthetic."""

from planblanc.domain import identity, texts
from planblanc.usecases.seeds.pool_sheets import Pool
from planblanc.usecases.seeds.readers import Cell
from planblanc.usecases.seeds.reference import Facts
from planblanc.usecases.seeds.sheets import Cells, Record

_OF_DIRECTORS = ("Directeur de garde", "Astreinte")  # whom the invented numbers ring


def of(pool: Pool, facts: Facts) -> dict[str, list[Record]]:
    """The records by table, in the order in which the tables can be filled."""
    translation = _Translation(pool, facts)
    return {
        "lender": [translation.lender(cells) for cells in pool["lenders"]],
        "lender_competence_floor": [translation.floor(cells) for cells in pool["competence_floors"]],
        "responder": [translation.responder(cells) for cells in pool["responders"]],
        "responder_competence": [translation.competence(cells) for cells in pool["responder_competences"]],
        "availability": [translation.availability(cells) for cells in pool["availabilities"]],
        "equipment_stock": [translation.stock(cells) for cells in pool["equipment_stocks"]],
        "shared_fate_link": [translation.shared_fate(cells) for cells in pool["shared_fate_links"]],
        "contact_point": [translation.contact(cells) for cells in pool["contact_points"]],
        "group": [
            {"id": _site(cells["finess"]), "hospital_group_code": cells["hospital_group_code"]} for cells in pool["establishment_groups"]
        ],
    }


class _Translation:
    """Codes become keys, and rows carry the region and the place of what they belong to."""

    def __init__(self, pool: Pool, facts: Facts) -> None:
        region_of_department = _column(facts, "departments", "code", "region_code")
        self._region_of_site = _column(facts, "establishments", "finess", "region_code")
        self._competences = _column(facts, "competences", "code", "number")
        self._equipment = _column(facts, "equipment_types", "code", "number")
        self._region_of_lender = {cells["code"]: region_of_department[cells["department_code"]] for cells in pool["lenders"]}
        self._responders = {cells["code"]: cells for cells in pool["responders"]}

    def lender(self, cells: Cells) -> Record:
        code = str(cells["code"])
        return {
            **cells,
            "id": _lender(code),
            "establishment_id": _site(code) if cells["kind"] == "ESTABLISHMENT" else None,
            "region_code": self._region_of_lender[code],
            "pris_activities": str(cells["pris_activities"]).split(),
            "search_text": texts.searchable(str(cells["name"]), str(cells["commune"]), code),
            "active": True,
            "synthetic": True,
        }

    def floor(self, cells: Cells) -> Record:
        owned = self._owned(cells)
        return {**cells, **owned, "id": _key("competence_floor", owned["lender_id"], cells["competence_code"])}

    def responder(self, cells: Cells) -> Record:
        return {**cells, **self._owned(cells), "id": _responder(cells["code"]), "active": True, "synthetic": True}

    def competence(self, cells: Cells) -> Record:
        who = self._responders[cells["responder_code"]]
        return {
            **cells,
            "responder_id": _responder(cells["responder_code"]),
            "lender_id": _lender(who["lender_code"]),
            "competence_number": self._competences[cells["competence_code"]],
            "evidence": cells["evidence"] or "",
            "latitude": who["latitude"],
            "longitude": who["longitude"],
        }

    def availability(self, cells: Cells) -> Record:
        code = cells["responder_code"]
        return {
            **cells,
            "id": _key("availability", code, cells["number"]),
            "responder_id": _responder(code),
            "lender_id": _lender(self._responders[code]["lender_code"]),
        }

    def stock(self, cells: Cells) -> Record:
        type_code = cells["equipment_type_code"]
        return {
            **cells,
            **self._owned(cells),
            "id": _key("stock", cells["lender_code"], cells["place"], type_code),
            "equipment_type_number": self._equipment[type_code],
            "active": True,
            "synthetic": True,
        }

    def shared_fate(self, cells: Cells) -> Record:
        return {
            **cells,
            **self._owned(cells),
            "id": _key("shared_fate", cells["finess"], cells["lender_code"], cells["kind"]),
            "establishment_id": _site(cells["finess"]),
            "ended": False,
            "synthetic": True,
        }

    def contact(self, cells: Cells) -> Record:
        owner = self._owned(cells) if cells["lender_code"] else self._site_owned(cells)
        key = _key("contact", cells["lender_code"], cells["finess"], cells["channel"], cells["rank"])
        function = "DUTY_DIRECTOR" if str(cells["label"]).startswith(_OF_DIRECTORS) else "OTHER"
        return {**cells, **owner, "id": key, "function": function, "synthetic": True}

    def _owned(self, cells: Cells) -> Record:
        code = cells["lender_code"]
        return {"lender_id": _lender(code), "region_code": self._region_of_lender[code]}

    def _site_owned(self, cells: Cells) -> Record:
        region = self._region_of_site[cells["finess"]]
        return {"establishment_id": _site(cells["finess"]), "region_code": region}


def _column(facts: Facts, sheet: str, key: str, value: str) -> dict[Cell, Cell]:
    return {row[key]: row[value] for row in facts.rows(sheet)}


def _key(kind: str, *parts: object) -> str:
    return str(identity.key_of(kind, ":".join(map(str, parts))))


def _lender(code: object) -> str:
    return str(identity.lender_id(str(code)))


def _responder(code: object) -> str:
    return _key("responder", code)


def _site(finess: object) -> str:
    return str(identity.establishment_id(str(finess)))
