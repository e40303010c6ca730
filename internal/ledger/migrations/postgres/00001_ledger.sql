-- +goose Up
-- +goose StatementBegin

-- All times and dates are text in ISO 8601, so that they compare as text:
-- days as 2025-03-06, times in UTC with nine decimals. Unknown is ''. Text is
-- compared byte by byte, as SQLite does.

create table document (
    id         text collate "C" not null primary key,
    name       text collate "C" not null,
    url        text collate "C" not null,
    outlet     text collate "C" not null,
    title      text collate "C" not null,
    language   text collate "C" not null,
    published  text collate "C" not null, -- EDTF
    basis      text collate "C" not null, -- how the publication date is known
    earliest   text collate "C" not null, -- first and last day that the publication date allows
    latest     text collate "C" not null,
    public_by  text collate "C" not null, -- the day by which the text was surely public
    register   text collate "C" not null,
    engine     text collate "C" not null, -- the engine that last read it
    source     text collate "C" not null, -- the capture that describes it
    reading    text collate "C" not null, -- hash of all that the last reading gave
    text_hash  text collate "C" not null,
    text       text collate "C" not null
);
create index document_order on document (public_by, id);

create table capture (
    doc        text collate "C" not null references document (id) on delete cascade,
    blob       text collate "C" not null,
    source     text collate "C" not null,
    at         text collate "C" not null,
    media_type text collate "C" not null,
    primary key (doc, blob, source)
);
create index capture_blob on capture (blob);

-- body is the whole claim in JSON. The columns beside it are what queries need.
create table claim (
    id          text collate "C" not null primary key,
    doc         text collate "C" not null references document (id) on delete cascade,
    public_by   text collate "C" not null, -- the document's
    kind        text collate "C" not null,
    rule        text collate "C" not null,
    engine      text collate "C" not null,
    quote_start bigint not null, -- code points
    quote_end   bigint not null,
    body        text collate "C" not null
);
create index claim_order on claim (public_by, doc, quote_start, id);
create index claim_doc on claim (doc, quote_start, id);
create index claim_kind on claim (kind, public_by, doc, quote_start, id);

create table claim_party (
    party       text collate "C" not null,
    claim       text collate "C" not null references claim (id) on delete cascade,
    doc         text collate "C" not null,
    public_by   text collate "C" not null,
    quote_start bigint not null,
    primary key (claim, party)
);
create index claim_party_order on claim_party (party, public_by, doc, quote_start, claim);

-- What documents say of two parties: derived from claim_party and verdict, so
-- that a dossier need not look at all that either of them is party to.
create table pair (
    a         text collate "C" not null, -- sorts before b
    b         text collate "C" not null,
    public_by text collate "C" not null,
    doc       text collate "C" not null references document (id) on delete cascade,
    claims    bigint not null, -- that are not rejected
    primary key (a, b, public_by, doc)
);
create index pair_doc on pair (doc);

-- Records are derived from claims and decisions, and replaced as a whole.
create table record (
    id   text collate "C" not null primary key,
    kind text collate "C" not null,
    body text collate "C" not null
);

create table record_claim (
    record text collate "C" not null references record (id) on delete cascade,
    claim  text collate "C" not null, -- may be gone until the records are derived again
    primary key (record, claim)
);
create index record_claim_claim on record_claim (claim);

create table record_party (
    record text collate "C" not null references record (id) on delete cascade,
    party  text collate "C" not null,
    primary key (party, record)
);
create index record_party_record on record_party (record);

-- What people decided. Rows are only ever added.
create table decision (
    seq    bigint not null primary key, -- 1, 2, 3 … in the order they were made
    id     text collate "C" not null unique,
    verb   text collate "C" not null,
    claim  text collate "C" not null,
    undoes text collate "C" not null,
    doc    text collate "C" not null,
    at     text collate "C" not null,
    author text collate "C" not null,
    body   text collate "C" not null
);
create index decision_doc on decision (doc, seq);

create function decision_stays() returns trigger language plpgsql as $$
begin
    raise exception 'a decision is never changed or removed: undo it with another';
end
$$;

create trigger decision_stays before update or delete or truncate on decision
    for each statement execute function decision_stays();

-- Where the decisions stand: derived from decision and claim, document by document.
create table verdict (
    claim    text collate "C" not null primary key references claim (id) on delete cascade,
    doc      text collate "C" not null,
    verb     text collate "C" not null,
    decision text collate "C" not null
);
create index verdict_doc on verdict (doc);

create table adrift ( -- decisions whose claim the present reading does not have
    decision text collate "C" not null primary key,
    doc      text collate "C" not null
);
create index adrift_doc on adrift (doc);

create table quarantine (
    source text collate "C" not null,
    blob   text collate "C" not null, -- '' if there were no bytes to keep
    reason text collate "C" not null,
    at     text collate "C" not null,
    primary key (source, blob)
);

create table meta (
    name  text collate "C" not null primary key,
    value bigint not null
);
-- revision counts the changes of what records are derived from; records is the
-- revision that they were last derived at.
insert into meta (name, value) values ('revision', 0), ('records', 0);
-- +goose StatementEnd
