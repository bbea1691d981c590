-- name: read_procedures
-- One page of procedures, in the order in which they are printed, under the filters that are given.
SELECT id, code, edition, title, kind, service_domain_code, scope, establishment_id, hospital_group_code, region_code, business_owner,
       published_by, review_on, last_exercised_on, body, sources, published, rank, synthetic, version
FROM procedure
WHERE (:service_domain::text IS NULL OR service_domain_code = :service_domain)
  AND (:scope::text IS NULL OR scope = :scope)
  AND (:region::text IS NULL OR region_code = :region)
  AND (:establishment::uuid IS NULL OR establishment_id = :establishment)
  AND (:published::boolean IS NULL OR published = :published)
  AND (:patterns::text[] IS NULL OR search_text LIKE ALL (:patterns))
  AND (:after_rank::integer IS NULL OR (rank, id) > (:after_rank, :after_id::uuid))
ORDER BY rank, id
LIMIT :limit

-- name: read_procedures_by_id
-- The procedures of these keys.
SELECT id, code, edition, title, kind, service_domain_code, scope, establishment_id, hospital_group_code, region_code, business_owner,
       published_by, review_on, last_exercised_on, body, sources, published, rank, synthetic, version
FROM procedure
WHERE id = ANY(:ids::uuid[])

-- name: read_procedures_for
-- The published procedures of these services that were written for a site, its group, its region or the nation.
SELECT id, code, edition, title, kind, service_domain_code, scope, establishment_id, hospital_group_code, region_code, business_owner,
       published_by, review_on, last_exercised_on, body, sources, published, rank, synthetic, version
FROM procedure
WHERE published AND service_domain_code = ANY(:service_domains::text[])
  AND (scope = 'NATIONAL' OR establishment_id = :establishment::uuid OR hospital_group_code = :hospital_group::text
      OR (scope = 'REGION' AND region_code = :region::text))
ORDER BY rank, id

-- name: read_twin
-- The procedure of the same code and for the same holder that is published, or the one that is not.
SELECT id, code, edition, title, kind, service_domain_code, scope, establishment_id, hospital_group_code, region_code, business_owner,
       published_by, review_on, last_exercised_on, body, sources, published, rank, synthetic, version
FROM procedure
WHERE code = :code AND published = :published
  AND establishment_id IS NOT DISTINCT FROM :establishment::uuid
  AND hospital_group_code IS NOT DISTINCT FROM :hospital_group::text
  AND region_code IS NOT DISTINCT FROM :region::text

-- name: add_procedure
-- A new draft.
INSERT INTO procedure (id, code, edition, title, kind, service_domain_code, scope, establishment_id, hospital_group_code, region_code,
    business_owner, published_by, review_on, last_exercised_on, body, sources, published, rank, search_text)
VALUES (:id, :code, :edition, :title, :kind, :service_domain, :scope, :establishment_id, :hospital_group, :region, :business_owner,
    :published_by, :review_on, :last_exercised_on, :body, :sources::jsonb, false, :rank, :search_text)

-- name: change_procedure
-- A procedure as it is written now, if nobody has changed it since this version.
UPDATE procedure SET
    edition = :edition, title = :title, kind = :kind, service_domain_code = :service_domain, business_owner = :business_owner,
    published_by = :published_by, review_on = :review_on, last_exercised_on = :last_exercised_on, body = :body,
    sources = :sources::jsonb, published = :published, rank = :rank, search_text = :search_text
WHERE id = :id AND version = :version

-- name: drop_draft
-- A draft that has taken the place of what was published.
DELETE FROM procedure
WHERE id = :id AND NOT published

-- name: read_asked_services
-- The services for which a procedure was asked in an incident.
SELECT DISTINCT service_domain_code AS code
FROM need_line
WHERE incident_id = :incident AND kind = 'PROCEDURE' AND cancelled_at IS NULL
ORDER BY code
