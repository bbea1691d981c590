-- Who conducts a crisis may stop the computation of a plan that it no longer waits for; the last plan asked for is found at once.

GRANT UPDATE (state, computed_at, failure) ON planblanc.plan TO planblanc_app;
CREATE POLICY coordinator_updates ON planblanc.plan FOR UPDATE TO planblanc_app
    USING (state = 'REQUESTED' AND region_code = ANY((SELECT planblanc.coordinated_regions())::text[])
           AND scope_regions <@ (SELECT planblanc.coordinated_regions()))
    WITH CHECK (state IN ('REQUESTED', 'FAILED'));
CREATE INDEX plan_by_request ON planblanc.plan (requested_at DESC, id DESC);
