-- The host's own tables: they are the truth, and the engine is asked about them.
CREATE TABLE counsellor (
    id text PRIMARY KEY,
    starts integer NOT NULL, -- seconds since midnight, Monday to Friday
    ends integer NOT NULL
);
CREATE TABLE appointment (
    number bigint PRIMARY KEY,
    subject text NOT NULL,
    counsellor text NOT NULL REFERENCES counsellor,
    starts bigint NOT NULL, -- seconds since 1970
    ends bigint NOT NULL,
    UNIQUE (counsellor, starts) -- a second lock, should the first ever fail
);
-- What the engine decided, in its canonical encoding, one row an event. The number is the lock:
-- who comes second with a number reads what came first, and decides again.
CREATE TABLE event (
    number bigint PRIMARY KEY,
    bytes bytea NOT NULL
);
INSERT INTO counsellor VALUES ('c-1', 28800, 54000), ('c-2', 28800, 43200), ('c-3', 36000, 54000);
