-- +goose Up
-- +goose StatementBegin

-- A decision may name claims of several documents, and may be undone by another:
-- both are looked for when it is worked out where decisions stand.
create table mark (
    seq  bigint not null, -- of the decision
    part bigint not null, -- 0 for its own claim, 1, 2 … for those with it
    doc  text collate "C" not null,
    primary key (seq, part)
);
create index mark_doc on mark (doc, seq);
insert into mark (seq, part, doc) select seq, 0, doc from decision;
create index decision_undoes on decision (undoes);

-- Where the claims stand that the decisions in force name: derived from decision
-- and claim, document by document.
create table stand (
    decision text collate "C" not null,
    part     bigint not null, -- as in mark
    doc      text collate "C" not null,
    claim    text collate "C" not null, -- '' if the present reading does not have it: the decision is adrift
    primary key (decision, part)
);
create index stand_doc on stand (doc);
create index stand_claim on stand (claim);
drop table adrift;

alter table verdict add column patch text collate "C" not null default ''; -- corrections in force, in JSON
alter table verdict add column information bigint not null default 0; -- grade, 0 if not given
alter table verdict add column standing text collate "C" not null default ''; -- decisions in force that bear on the claim

-- The hashes of the Merkle tree whose leaves are the bodies of the decisions
-- (RFC 6962), numbered as golang.org/x/mod/sumdb/tlog does. Rows are only ever added.
create table decision_hash (
    place bigint not null primary key,
    hash  text collate "C" not null -- base64
);

create trigger decision_hash_stays before update or delete or truncate on decision_hash
    for each statement execute function decision_stays();
-- +goose StatementEnd
