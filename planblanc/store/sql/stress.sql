-- name: add_run
-- A stress test that is wanted; the worker computes it.
INSERT INTO stress_run (id, region_code, staffings, with_pairs, state, requested_by, requested_name, requested_at)
VALUES (:id, :region, :staffings::text[], :with_pairs, 'REQUESTED', :requested_by, :requested_name, :requested_at)
ON CONFLICT (region_code) WHERE state IN ('REQUESTED', 'RUNNING') DO NOTHING

-- name: end_lost
-- Runs of the region that began too long ago to be still computed: whoever ran them is gone.
UPDATE stress_run SET state = 'CANCELLED', finished_at = :at
WHERE region_code = :region AND state IN ('REQUESTED', 'RUNNING') AND coalesce(read_at, requested_at) < :before
RETURNING id, region_code, staffings, with_pairs, state, requested_name, requested_at, done, total, read_at, finished_at, summaries, failure

-- name: read_run
-- One run, as far as it is.
SELECT id, region_code, staffings, with_pairs, state, requested_name, requested_at, done, total, read_at, finished_at, summaries, failure
FROM stress_run WHERE id = :id

-- name: lock_run
-- The same, held until the transaction ends.
SELECT id, region_code, staffings, with_pairs, state, requested_name, requested_at, done, total, read_at, finished_at, summaries, failure
FROM stress_run WHERE id = :id FOR UPDATE

-- name: list_runs
-- The runs of a region, newest first, a page at a time.
SELECT id, region_code, staffings, with_pairs, state, requested_name, requested_at, done, total, read_at, finished_at, summaries, failure
FROM stress_run
WHERE region_code = :region
  AND (:states::text[] IS NULL OR state = ANY (:states::text[]))
  AND (:before_id::uuid IS NULL OR (requested_at, id) < (:before_at::timestamptz, :before_id::uuid))
ORDER BY requested_at DESC, id DESC
LIMIT :limit

-- name: list_latest_done
-- The last run of each region that found something.
SELECT DISTINCT ON (region_code)
    id, region_code, staffings, with_pairs, state, requested_name, requested_at, done, total, read_at, finished_at, summaries, failure
FROM stress_run WHERE state = 'DONE'
ORDER BY region_code, requested_at DESC, id DESC

-- name: begin_run
-- The run begins, or begins again after its worker was lost.
UPDATE stress_run SET state = 'RUNNING', read_at = :read_at, done = 0, total = NULL
WHERE id = :id AND state IN ('REQUESTED', 'RUNNING')

-- name: tell_progress
-- So many attacks are made; no row when the run is no longer wanted.
UPDATE stress_run SET done = :done, total = :total WHERE id = :id AND state = 'RUNNING'

-- name: save_done
-- The run is over, and what it found in figures.
UPDATE stress_run SET state = 'DONE', done = coalesce(total, done), finished_at = :finished_at, summaries = :summaries::jsonb
WHERE id = :id AND state = 'RUNNING'

-- name: save_row
-- One row of its results.
INSERT INTO stress_row (run_id, region_code, part, staffing, rank, told)
VALUES (:run, :region, :part, :staffing, :rank, :told::jsonb)

-- name: save_failed
-- The run found nothing, and why.
UPDATE stress_run SET state = 'FAILED', finished_at = :finished_at, failure = :failure
WHERE id = :id AND state IN ('REQUESTED', 'RUNNING')

-- name: save_cancelled
-- Somebody no longer wants the run.
UPDATE stress_run SET state = 'CANCELLED', finished_at = :finished_at WHERE id = :id AND state IN ('REQUESTED', 'RUNNING')

-- name: list_rows
-- Pages of the tables of these runs: for each page wanted, its rows after a staffing and a rank.
SELECT wanted.page, found.staffing, found.rank, found.told
FROM unnest(:runs::uuid[], :parts::text[], :staffings::text[], :after_staffings::text[], :after_ranks::integer[], :limits::integer[])
    WITH ORDINALITY AS wanted (run_id, part, staffing, after_staffing, after_rank, most, page)
CROSS JOIN LATERAL (
    SELECT staffing, rank, told FROM stress_row
    WHERE stress_row.run_id = wanted.run_id AND stress_row.part = wanted.part
      AND (wanted.staffing IS NULL OR stress_row.staffing = wanted.staffing)
      AND (wanted.after_rank IS NULL OR (stress_row.staffing, stress_row.rank) > (wanted.after_staffing, wanted.after_rank))
    ORDER BY stress_row.staffing, stress_row.rank
    LIMIT wanted.most
) AS found
ORDER BY wanted.page, found.staffing, found.rank
