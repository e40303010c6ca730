-- +goose Up
-- +goose StatementBegin

-- A decision may name claims of several documents, and may be undone by another:
-- both are looked for when it is worked out where decisions stand.
create table mark (
    seq  bigint not null, -- of the decision
    part bigint not null, -- 0 for its own claim, 1, 2 … for those with it
    doc  text not null,
    primary key (seq, part)
);
create index mark_doc on mark (doc, seq);
insert into mark (seq, part, doc) select seq, 0, doc from decision;
create index decision_undoes on decision (undoes);

-- Where the claims stand that the decisions in force name: derived from decision
-- and claim, document by document.
create table stand (
    decision text not null,
    part     bigint not null, -- as in mark
    doc      text not null,
    claim    text not null, -- '' if the present reading does not have it: the decision is adrift
    primary key (decision, part)
);
create index stand_doc on stand (doc);
create index stand_claim on stand (claim);
drop table adrift;

alter table verdict add column patch text not null default ''; -- corrections in force, in JSON
alter table verdict add column information bigint not null default 0; -- grade, 0 if not given
alter table verdict add column standing text not null default ''; -- decisions in force that bear on the claim

-- The hashes of the Merkle tree whose leaves are the bodies of the decisions
-- (RFC 6962), numbered as golang.org/x/mod/sumdb/tlog does. Rows are only ever added.
create table decision_hash (
    place bigint not null primary key,
    hash  text not null -- base64
);

create trigger decision_hash_never_changed before update on decision_hash
begin
    select raise(abort, 'the log of decisions is only added to');
end;

create trigger decision_hash_never_removed before delete on decision_hash
begin
    select raise(abort, 'the log of decisions is only added to');
end;

create trigger decision_hash_never_replaced before insert on decision_hash
when exists (select 1 from decision_hash where place = new.place)
begin
    select raise(abort, 'the log of decisions is only added to');
end;
-- +goose StatementEnd
