"""The accounts of a tenant: who may come in, what they may do, and the keys of its programs."""

import hashlib
from collections.abc import Iterator

from tests.store.tenant_words import END, ME, NOW, REGION, Case, key


def rule() -> Case:
    """What is proposed to whoever shows a number; shared by all."""
    row = {"id": key("own", "rule"), "claim": "FINESS", "pattern": "*", "role": "ESTABLISHMENT", "scope": "SHOWN_ESTABLISHMENT"}
    return Case("access_rule", {**row, "label": "Établissement", "saved_at": NOW})


def rows(side: str, number: int) -> Iterator[Case]:
    """An account of a person and one of a program, what was asked and given, and a key."""
    made = {"name": "Directeur", "created_name": "Directeur", "created_at": NOW}
    yield Case("account", {"id": key(side, "account", number), "kind": "PERSON", **made})
    yield Case("account", {"id": key(side, "program", number), "kind": "SERVICE", **made}, told="of a program")
    who = {"account_id": key(side, "account")}
    shown = {"issuer": "https://identites.example", "subject": f"{side} {number}", "first_seen_at": NOW, "last_seen_at": NOW}
    yield Case("account_identity", {"id": key(side, "identity", number), **who, **shown})
    scope = {"regions": "{}", "establishments": f"{{{key(side, 'site')}}}", "lenders": f"{{{key(side, 'lender')}}}"}
    scope |= {"role": "DUTY_DIRECTOR", "region_codes": f"{{{REGION[side]}}}"}
    decided = {"state": "REFUSED", "decided_by": ME, "decided_name": "ARS", "decided_at": NOW}
    yield Case("access_request", {"id": key(side, "access", number), **who, **scope, "label": "Règle", "asked_at": NOW, **decided})
    given = {"approved_by": ME, "approved_name": "ARS", "approved_at": NOW, "starts_at": NOW, "until": END}
    ended = {"ended_by": ME, "ended_name": "ARS", "ended_at": END, "ended_reason": "Départ"}
    yield Case("account_grant", {"id": key(side, "grant", number), **who, **scope, **given, **ended})
    digest = hashlib.sha256(f"{side} key {number}".encode()).digest()
    secret = {"grant_id": key(side, "grant"), **who, "digest": digest, "shown": "pbk_abcd", "label": "Outil"}
    issued = {"issued_by": ME, "issued_name": "ARS", "issued_at": NOW, "expires_at": END}
    revoked = {"revoked_name": "ARS", "revoked_at": NOW, "revoked_reason": "Fin"}
    yield Case("service_key", {"id": key(side, "key", number), **secret, **issued, **revoked})
    opened = {"name": "Directeur", "opened_at": NOW, "seen_at": NOW, "expires_at": END, "revoked_at": NOW, "revoked_reason": "Fin"}
    token = hashlib.sha256(f"{side} session {number}".encode()).digest()
    yield Case("session", {"id": key(side, "session", number), "digest": token, "kind": "LOGIN", **who, **opened})
    begun = {"provider": "proconnect", "next_path": "/", "begun_at": NOW, "expires_at": END}
    yield Case("login_attempt", {"state_digest": hashlib.sha256(f"{side} login {number}".encode()).digest(), **begun}, ("state_digest",))
    paper = {"kind": "PAPER", "issued_by": ME, "issued_name": "ARS", "issued_at": NOW, "expires_at": END, "revoked_at": NOW}
    of = {"establishment_id": key(side, "site"), "region_code": REGION[side]}
    code = hashlib.sha256(f"{side} code {number}".encode()).digest()
    yield Case("access_code", {"id": key(side, "code", number), "digest": code, **of, **paper})
    tried = {"site_id": key(side, "site"), "address_digest": code, "tried_at": NOW}
    yield Case("code_try", {"id": key(side, "try", number), **tried})
