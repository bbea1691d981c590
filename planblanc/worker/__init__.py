"""The worker: facts of the outbox are brought to whoever acts on them, each to a final state."""
