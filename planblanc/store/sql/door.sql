-- name: enter
-- Says who is asking, for no site and no lender, for this transaction alone, and what it may cost; the database may be empty.
SELECT
    set_config('planblanc.role', :role, true),
    set_config('planblanc.actor', :actor, true),
    set_config('planblanc.regions', :regions, true),
    set_config('planblanc.establishments', :establishments, true),
    set_config('planblanc.lenders', :lenders, true),
    set_config('planblanc.link_solicitation', :link_solicitation, true),
    set_config('planblanc.link_engagement', :link_engagement, true),
    set_config('planblanc.confined', :confined::boolean::text, true),
    set_config('search_path', 'planblanc, pg_catalog, pg_temp', true),
    set_config('statement_timeout', :statement_timeout, true),
    set_config('lock_timeout', :lock_timeout, true),
    set_config('idle_in_transaction_session_timeout', :idle_timeout, true)

-- name: enter_for_sites
-- The same, for sites and lenders: nobody comes in for a site whose accounts an attacker holds.
SELECT
    set_config('planblanc.role', :role, true),
    set_config('planblanc.actor', :actor, true),
    set_config('planblanc.regions', :regions, true),
    set_config('planblanc.establishments', :establishments, true),
    set_config('planblanc.lenders', :lenders, true),
    set_config('planblanc.link_solicitation', :link_solicitation, true),
    set_config('planblanc.link_engagement', :link_engagement, true),
    set_config('planblanc.confined', :confined::boolean::text, true),
    planblanc.require_trust(:establishments, :lenders, :confined),
    set_config('search_path', 'planblanc, pg_catalog, pg_temp', true),
    set_config('statement_timeout', :statement_timeout, true),
    set_config('lock_timeout', :lock_timeout, true),
    set_config('idle_in_transaction_session_timeout', :idle_timeout, true)
