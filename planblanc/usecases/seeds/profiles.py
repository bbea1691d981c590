"""What a lender of each size and kind is likely to hold in an invented pool: assumptions, made scarce on purpose."""

from dataclasses import dataclass
from enum import StrEnum


class Profile(StrEnum):
    """A lender as far as an invented pool can tell it from another."""

    LARGE_HOSPITAL = "LARGE_HOSPITAL"
    HOSPITAL = "HOSPITAL"
    SMALL_HOSPITAL = "SMALL_HOSPITAL"
    GRADES = "GRADES"
    DEPARTMENT = "DEPARTMENT"
    IT_AGENCY = "IT_AGENCY"
    TOWN = "TOWN"
    COMPANY = "COMPANY"
    PRIS_COMPANY = "PRIS_COMPANY"
    STATE = "STATE"


@dataclass(frozen=True)
class Team:
    """Unnamed capacity that such a lender has, with that chance: from one to `most` people of the same competences."""

    label: str
    competences: tuple[tuple[str, int], ...]
    most: int
    chance: float
    on_call: bool = True


@dataclass(frozen=True)
class Stock:
    """Things that such a lender has, with that chance: from one to `most`, a quarter of which it keeps."""

    equipment_type: str
    most: int
    chance: float


def _team(label: str, wanted: str, most: int, chance: float, *, on_call: bool = True) -> Team:
    """`wanted` is written as `NETWORK:3 SECURITY_ARCHITECTURE:2`."""
    held = tuple((code, int(level)) for code, level in (word.split(":") for word in wanted.split()))
    return Team(label, held, most, chance, on_call)


TEAMS: dict[Profile, tuple[Team, ...]] = {
    Profile.LARGE_HOSPITAL: (
        _team("Ingénieurs réseau et sécurité", "NETWORK:3 SECURITY_ARCHITECTURE:2", 3, 0.9),
        _team("Ingénieurs systèmes et sauvegarde", "SYSTEMS_VIRTUALISATION:3 BACKUP_RESTORE:2", 4, 0.9),
        _team("Ingénieurs annuaire", "DIRECTORY_REBUILD:3", 2, 0.4),
        _team("Analystes sécurité", "INCIDENT_ANALYSIS:2 FORENSICS:2", 2, 0.4),
        _team("Techniciens téléphonie", "TELEPHONY:2", 2, 0.6),
        _team("Administrateurs du dossier patient", "EHR:3 INTEROPERABILITY:2", 2, 0.6),
        _team("Administrateurs d'imagerie", "IMAGING_SYSTEM:2", 1, 0.4),
        _team("Physicien médical", "RADIOTHERAPY_PHYSICS:3", 1, 0.3, on_call=False),
        _team("Ingénieurs biomédicaux", "BIOMEDICAL_ENGINEERING:2 PATIENT_MONITORING:2", 2, 0.6),
        _team("Infirmiers de réanimation", "ICU_WATCH:2", 5, 0.7),
        _team("Infirmiers des urgences", "EMERGENCY_NURSE:2", 4, 0.6),
        _team("Techniciens de laboratoire", "LABORATORY_TECHNICIAN:2", 3, 0.5),
        _team("Cadre formé à la conduite de crise", "CRISIS_MANAGER:2", 1, 0.5),
        _team("Chargé de communication", "CRISIS_COMMUNICATION:2", 1, 0.5),
        _team("Secrétaires médicales", "MEDICAL_SECRETARY:2 DATA_ENTRY:2", 4, 0.4, on_call=False),
    ),
    Profile.HOSPITAL: (
        _team("Techniciens réseau", "NETWORK:2", 2, 0.6),
        _team("Techniciens systèmes", "SYSTEMS_VIRTUALISATION:2 WORKSTATION_DEPLOYMENT:2", 2, 0.6),
        _team("Administrateur d'annuaire", "DIRECTORY_REBUILD:2", 1, 0.12),
        _team("Technicien téléphonie", "TELEPHONY:2", 1, 0.3),
        _team("Technicien biomédical", "BIOMEDICAL_ENGINEERING:2", 1, 0.3),
        _team("Infirmiers de réanimation", "ICU_WATCH:2", 3, 0.3),
        _team("Infirmiers des urgences", "EMERGENCY_NURSE:2", 2, 0.4),
        _team("Techniciens de laboratoire", "LABORATORY_TECHNICIAN:2", 2, 0.3),
        _team("Cadre formé à la conduite de crise", "CRISIS_MANAGER:2", 1, 0.15),
        _team("Agents logistiques", "RUNNER:1 LOGISTICS_DRIVER:1", 4, 0.5),
    ),
    Profile.SMALL_HOSPITAL: (
        _team("Technicien informatique", "WORKSTATION_DEPLOYMENT:1 NETWORK:1", 1, 0.4, on_call=False),
        _team("Agents administratifs", "DATA_ENTRY:1 MEDICAL_SECRETARY:1", 2, 0.4, on_call=False),
    ),
    Profile.GRADES: (
        _team("Analystes d'incident", "INCIDENT_ANALYSIS:3 COMPROMISE_HUNTING:2", 2, 1),
        _team("RSSI mutualisé", "SECURITY_OFFICER:3 CRISIS_MANAGER:2", 1, 0.8),
        _team("Délégué à la protection des données", "DATA_PROTECTION:3", 1, 0.6, on_call=False),
    ),
    Profile.DEPARTMENT: (
        _team("Agents et chauffeurs", "RUNNER:1 LOGISTICS_DRIVER:2", 6, 0.8),
        _team("Atelier de reprographie", "REPROGRAPHY:2", 3, 0.5, on_call=False),
    ),
    Profile.IT_AGENCY: (
        _team("Techniciens réseau et systèmes", "NETWORK:2 SYSTEMS_VIRTUALISATION:2", 3, 1),
        _team("Techniciens téléphonie", "TELEPHONY:3", 2, 0.7),
        _team("Équipe de déploiement de postes", "WORKSTATION_DEPLOYMENT:2", 6, 0.8, on_call=False),
    ),
    Profile.TOWN: (_team("Agents municipaux", "RUNNER:1 LOGISTICS_DRIVER:1", 4, 0.7),),
    Profile.COMPANY: (
        _team("Ingénieurs systèmes et stockage", "SYSTEMS_VIRTUALISATION:3 STORAGE:3 DATABASE:2", 2, 0.8),
        _team("Ingénieurs réseau", "NETWORK:3", 2, 0.6),
        _team("Techniciens de déploiement", "WORKSTATION_DEPLOYMENT:2", 5, 0.6, on_call=False),
    ),
    Profile.PRIS_COMPANY: (
        _team("Enquêteurs numériques", "FORENSICS:3 INCIDENT_ANALYSIS:3", 2, 1),
        _team("Analyste de codes malveillants", "MALWARE_ANALYSIS:3", 1, 0.6),
        _team("Pilote d'investigation et de crise", "INVESTIGATION_LEAD:3 CRISIS_MANAGER:3", 1, 0.8),
        _team("Ingénieurs en remédiation", "REMEDIATION:3 DIRECTORY_REBUILD:3", 2, 0.7),
    ),
    Profile.STATE: (_team("Équipe d'investigation projetable", "FORENSICS:3 NETWORK:3 CRISIS_SUPPORT:2", 4, 1),),
}

# Of whom one stays at each place, whatever the crisis of others.
FLOORS: dict[Profile, tuple[str, ...]] = {Profile.LARGE_HOSPITAL: ("ICU_WATCH", "EMERGENCY_NURSE")}

STOCKS: dict[Profile, tuple[Stock, ...]] = {
    Profile.LARGE_HOSPITAL: (
        Stock("WORKSTATION", 60, 0.8),
        Stock("LAPTOP", 20, 0.6),
        Stock("MOBILE_PHONE", 25, 0.8),
        Stock("ROUTER_4G_5G", 6, 0.6),
        Stock("PATIENT_MONITOR", 8, 0.5),
        Stock("PRINTER", 10, 0.6),
        Stock("FORENSIC_DISK", 6, 0.4),
        Stock("USB_MEDIA", 40, 0.5),
        Stock("DISC_BURNER", 4, 0.5),
        Stock("PAPER_KIT", 20, 0.7),
        Stock("BACKUP_NAS", 2, 0.3),
        Stock("UPS", 3, 0.3),
    ),
    Profile.HOSPITAL: (
        Stock("WORKSTATION", 25, 0.6),
        Stock("MOBILE_PHONE", 10, 0.6),
        Stock("ROUTER_4G_5G", 2, 0.3),
        Stock("PATIENT_MONITOR", 4, 0.3),
        Stock("PRINTER", 5, 0.5),
        Stock("LABEL_PRINTER", 3, 0.4),
        Stock("PAPER_KIT", 10, 0.6),
        Stock("RADIO", 6, 0.3),
    ),
    Profile.SMALL_HOSPITAL: (Stock("WORKSTATION", 6, 0.4), Stock("PAPER_KIT", 4, 0.5)),
    Profile.GRADES: (Stock("USB_MEDIA", 50, 1), Stock("ROUTER_4G_5G", 6, 0.8), Stock("SATELLITE_TERMINAL", 1, 0.5)),
    Profile.DEPARTMENT: (Stock("WORKSTATION", 20, 0.5), Stock("VEHICLE", 6, 0.8), Stock("GENERATOR", 1, 0.3)),
    Profile.IT_AGENCY: (
        Stock("WORKSTATION", 60, 0.9),
        Stock("NETWORK_SWITCH", 8, 0.7),
        Stock("SERVER", 3, 0.5),
        Stock("SUBSTITUTE_SWITCHBOARD", 1, 0.4),
    ),
    Profile.TOWN: (Stock("WORKSTATION", 10, 0.4), Stock("WIRED_PHONE", 12, 0.5), Stock("RADIO", 10, 0.4)),
    Profile.COMPANY: (Stock("SERVER", 4, 0.5), Stock("FIREWALL", 3, 0.5), Stock("BACKUP_NAS", 2, 0.4)),
    Profile.PRIS_COMPANY: (Stock("FORENSIC_DISK", 10, 1),),
    Profile.STATE: (Stock("SATELLITE_TERMINAL", 4, 1), Stock("MOBILE_DATA_ROOM", 1, 0.3)),
}
