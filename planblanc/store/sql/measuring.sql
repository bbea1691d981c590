-- name: read_nearest_holders
-- The nearest holders of one competence around a point, by the lanes of the index.
SELECT responder_id, level
FROM responder_competence
ORDER BY spot <-> point(:longitude::double precision * 0.7 + 1000 * :number::integer, :latitude::double precision)
LIMIT :most

-- name: forgo_indexes
-- No index is walked until the transaction ends.
SELECT set_config('enable_indexscan', 'off', true), set_config('enable_indexonlyscan', 'off', true)

-- name: count_held_competences
-- How many rows are searched.
SELECT count(*) FROM responder_competence
