"""Where chains end, signed with a key that the database never sees."""

from datetime import datetime

from planblanc.domain.journal import Chain
from planblanc.sealing.chain import Head
from planblanc.sealing.signing import SignedHead, Signer
from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("heads")
MOST_AT_ONCE = 500


async def sign(tx: Transaction, signer: Signer, at: datetime, chain: Chain | None = None) -> int:
    """Sign the ends of chains that have grown since this key last signed them, or of one of them alone; how many."""
    grown = await tx.rows(
        QUERIES["list_grown"],
        kind=chain.kind if chain else None,
        key=chain.key if chain else None,
        public_key=signer.public_key,
        limit=MOST_AT_ONCE,
    )
    signed = [(row, signer.sign_head(row["kind"], row["key"], Head(row["sequence"], row["hash"]), at)) for row in grown]
    rows = [{"kind": row["kind"], "key": row["key"], **_columns(head)} for row, head in signed]
    await tx.execute_many(QUERIES["add_head"], rows)
    return len(rows)


async def of_chain(tx: Transaction, chain: Chain, *, until: int) -> list[SignedHead]:
    """Every signed end of a chain, in order, up to a line."""
    rows = await tx.rows(QUERIES["list_heads"], kind=chain.kind, key=chain.key, until=until)
    return [SignedHead(Head(row["sequence"], row["hash"]), row["signed_at"], row["public_key"], row["signature"]) for row in rows]


def _columns(signed: SignedHead) -> dict[str, object]:
    return {
        "sequence": signed.head.sequence,
        "hash": signed.head.hash,
        "signed_at": signed.signed_at,
        "public_key": signed.public_key,
        "signature": signed.signature,
    }
