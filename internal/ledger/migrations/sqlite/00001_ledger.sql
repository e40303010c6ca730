-- +goose Up
-- +goose StatementBegin

-- All times and dates are text in ISO 8601, so that they compare as text:
-- days as 2025-03-06, times in UTC with nine decimals. Unknown is ''.

create table document (
    id         text not null primary key,
    name       text not null,
    url        text not null,
    outlet     text not null,
    title      text not null,
    language   text not null,
    published  text not null, -- EDTF
    basis      text not null, -- how the publication date is known
    earliest   text not null, -- first and last day that the publication date allows
    latest     text not null,
    public_by  text not null, -- the day by which the text was surely public
    register   text not null,
    engine     text not null, -- the engine that last read it
    source     text not null, -- the capture that describes it
    reading    text not null, -- hash of all that the last reading gave
    text_hash  text not null,
    text       text not null
);
create index document_order on document (public_by, id);

create table capture (
    doc        text not null references document (id) on delete cascade,
    blob       text not null,
    source     text not null,
    at         text not null,
    media_type text not null,
    primary key (doc, blob, source)
);
create index capture_blob on capture (blob);

-- body is the whole claim in JSON. The columns beside it are what queries need.
create table claim (
    id          text not null primary key,
    doc         text not null references document (id) on delete cascade,
    public_by   text not null, -- the document's
    kind        text not null,
    rule        text not null,
    engine      text not null,
    quote_start bigint not null, -- code points
    quote_end   bigint not null,
    body        text not null
);
create index claim_order on claim (public_by, doc, quote_start, id);
create index claim_doc on claim (doc, quote_start, id);
create index claim_kind on claim (kind, public_by, doc, quote_start, id);

create table claim_party (
    party       text not null,
    claim       text not null references claim (id) on delete cascade,
    doc         text not null,
    public_by   text not null,
    quote_start bigint not null,
    primary key (claim, party)
);
create index claim_party_order on claim_party (party, public_by, doc, quote_start, claim);

-- What documents say of two parties: derived from claim_party and verdict, so
-- that a dossier need not look at all that either of them is party to.
create table pair (
    a         text not null, -- sorts before b
    b         text not null,
    public_by text not null,
    doc       text not null references document (id) on delete cascade,
    claims    bigint not null, -- that are not rejected
    primary key (a, b, public_by, doc)
);
create index pair_doc on pair (doc);

-- Records are derived from claims and decisions, and replaced as a whole.
create table record (
    id   text not null primary key,
    kind text not null,
    body text not null
);

create table record_claim (
    record text not null references record (id) on delete cascade,
    claim  text not null, -- may be gone until the records are derived again
    primary key (record, claim)
);
create index record_claim_claim on record_claim (claim);

create table record_party (
    record text not null references record (id) on delete cascade,
    party  text not null,
    primary key (party, record)
);
create index record_party_record on record_party (record);

-- What people decided. Rows are only ever added.
create table decision (
    seq    bigint not null primary key, -- 1, 2, 3 … in the order they were made
    id     text not null unique,
    verb   text not null,
    claim  text not null,
    undoes text not null,
    doc    text not null,
    at     text not null,
    author text not null,
    body   text not null
);
create index decision_doc on decision (doc, seq);

create trigger decision_never_changed before update on decision
begin
    select raise(abort, 'a decision is never changed: undo it with another');
end;

create trigger decision_never_removed before delete on decision
begin
    select raise(abort, 'a decision is never removed: undo it with another');
end;

-- "insert or replace" would remove a row without firing the trigger above.
create trigger decision_never_replaced before insert on decision
when exists (select 1 from decision where id = new.id or seq = new.seq)
begin
    select raise(abort, 'a decision is never replaced: undo it with another');
end;

-- Where the decisions stand: derived from decision and claim, document by document.
create table verdict (
    claim    text not null primary key references claim (id) on delete cascade,
    doc      text not null,
    verb     text not null,
    decision text not null
);
create index verdict_doc on verdict (doc);

create table adrift ( -- decisions whose claim the present reading does not have
    decision text not null primary key,
    doc      text not null
);
create index adrift_doc on adrift (doc);

create table quarantine (
    source text not null,
    blob   text not null, -- '' if there were no bytes to keep
    reason text not null,
    at     text not null,
    primary key (source, blob)
);

create table meta (
    name  text not null primary key,
    value bigint not null
);
-- revision counts the changes of what records are derived from; records is the
-- revision that they were last derived at.
insert into meta (name, value) values ('revision', 0), ('records', 0);
-- +goose StatementEnd
