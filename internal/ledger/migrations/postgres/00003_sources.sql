-- +goose Up
-- +goose StatementBegin

-- What announces reports, and how it does.
create table source (
    id            text collate "C" not null primary key,
    kind          text collate "C" not null,
    address       text collate "C" not null, -- URL, or path of a folder or file
    title         text collate "C" not null,
    site          text collate "C" not null, -- address of the pages that it belongs to
    category      text collate "C" not null,
    outlet        text collate "C" not null, -- '' if each report tells its own
    since         text collate "C" not null, -- what was published before this day is passed over
    state         text collate "C" not null, -- active, paused or gone
    added         text collate "C" not null,
    etag          text collate "C" not null,
    last_modified text collate "C" not null,
    checked       text collate "C" not null, -- when it was last looked at
    news_at       text collate "C" not null, -- when it last had news
    error         text collate "C" not null, -- of the last check
    error_count   bigint not null, -- failed checks in a row
    every_seconds bigint not null, -- the interval at which it is looked at
    due           text collate "C" not null,
    unique (kind, address)
);
create index source_due on source (state, due);

-- The reports that a source has announced.
create table source_item (
    source        text collate "C" not null references source (id) on delete cascade,
    item          text collate "C" not null, -- what the source calls it
    url           text collate "C" not null,
    title         text collate "C" not null,
    published     text collate "C" not null, -- EDTF
    stamp         text collate "C" not null, -- changes when the source says that the report changed
    blob          text collate "C" not null, -- the report, if the source carried the whole of it
    state         text collate "C" not null, -- waiting, read, aside or gone
    seen          text collate "C" not null, -- when it was first announced
    first_read    text collate "C" not null,
    etag          text collate "C" not null, -- of its page, when it was last read
    last_modified text collate "C" not null,
    visits        bigint not null,
    attempts      bigint not null, -- failed in a row
    error         text collate "C" not null,
    due           text collate "C" not null, -- when its page is to be fetched; '' for never again
    primary key (source, item)
);
create index source_item_due on source_item (source, due);

-- Pages that were removed after they had been captured, and when they were back.
create table removal (
    url    text collate "C" not null,
    at     text collate "C" not null,
    status bigint not null, -- of HTTP
    back   text collate "C" not null, -- '' while the page is gone
    primary key (url, at)
);

-- How far a large archive was read, so that reading can go on.
create table progress (
    source  text collate "C" not null primary key, -- path of the archive
    digest  text collate "C" not null, -- of its beginning and of what is looked for
    byte_offset bigint not null,
    skip    bigint not null,
    records bigint not null,
    read    bigint not null,
    aside   bigint not null
);

-- What is known of outlets, and under which names and hosts they are met.
create table outlet (
    name     text collate "C" not null primary key,
    country  text collate "C" not null, -- ISO 3166 alpha-3
    type     text collate "C" not null,
    language text collate "C" not null, -- BCP 47
    parent   text collate "C" not null,
    note     text collate "C" not null
);

create table outlet_name (
    name   text collate "C" not null primary key,
    outlet text collate "C" not null references outlet (name) on delete cascade on update cascade
);
create index outlet_name_outlet on outlet_name (outlet);

-- The versions of a page are the documents of one address.
create index document_url on document (url);
-- +goose StatementEnd
