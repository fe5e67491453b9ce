-- The state of every shipper. Whoever works on a shipper holds its lease and its fence: a save with an older fence changes nothing.
CREATE TABLE shipper_worker_state (
    shipper      text PRIMARY KEY,
    project      text NOT NULL,
    wanted       boolean NOT NULL DEFAULT true,
    fence        bigint NOT NULL DEFAULT 0,
    owner        text,
    lease_until  timestamptz,
    state        jsonb NOT NULL DEFAULT '{"tasks":{}}',
    passed_at    timestamptz,
    outcome      smallint NOT NULL DEFAULT 0,
    failed       integer NOT NULL DEFAULT 0,
    failed_again integer NOT NULL DEFAULT 0,
    given_up     integer NOT NULL DEFAULT 0,
    last_data_at timestamptz,
    error        text,
    error_type   text
) WITH (fillfactor = 70);

-- When the next request to a project may be sent, over the whole fleet.
CREATE TABLE shipper_worker_project (
    project    text PRIMARY KEY,
    next_at    timestamptz NOT NULL,
    held_until timestamptz
) WITH (fillfactor = 50);
