-- name: add_session
-- A session, by the digest of its token.
INSERT INTO session (id, digest, kind, account_id, grant_id, establishment_id, name, opened_at, authenticated_at, seen_at, expires_at)
VALUES (:id, :digest, :kind, :account, :grant, :establishment, :name, :opened_at, :authenticated_at, :opened_at, :expires_at)

-- name: open_session
-- The actor that a session speaks for, if it still stands.
SELECT session_id, kind, account_id, name, role, regions, establishments, lenders, authenticated_at, seen_at, expires_at
FROM session_actor(:digest, :at, :idle_since)

-- name: touch_session
-- A session is used.
SELECT touch_session(:digest, :at)

-- name: close_session
-- A session ends, by its own token.
SELECT close_session(:digest, :at, :reason)

-- name: read_sessions
-- The sessions of an account that still stand, the last one first.
SELECT id, kind, grant_id, name, opened_at, seen_at, expires_at FROM session
WHERE account_id = :account AND revoked_at IS NULL AND expires_at > :at AND seen_at > :idle_since
ORDER BY opened_at DESC, id
LIMIT 100

-- name: revoke_session
-- A session of the actor's own that opens nothing any more.
UPDATE session SET revoked_at = :at, revoked_reason = :reason WHERE id = :id AND revoked_at IS NULL

-- name: revoke_of_account
-- Every session of an account.
UPDATE session SET revoked_at = :at, revoked_reason = :reason WHERE account_id = :account AND revoked_at IS NULL

-- name: add_attempt
-- A login that is begun.
INSERT INTO login_attempt (state_digest, provider, next_path, session_id, begun_at, expires_at)
VALUES (:digest, :provider, :next_path, :session, :begun_at, :expires_at)

-- name: forget_attempts
-- A few of the logins that nobody came back from.
SELECT forget_login_attempts(:at)

-- name: take_attempt
-- A login that comes back, once.
SELECT provider, next_path, session_id, begun_at FROM take_login_attempt(:digest, :at)

-- name: read_grant
-- For which of its rights an account opened a session.
SELECT grant_id FROM session WHERE id = :id AND account_id = :account

-- name: read_authentication
-- When the owner of a session logged in.
SELECT authenticated_at FROM session WHERE id = :id
