-- +goose Up
-- +goose StatementBegin

-- What announces reports, and how it does.
create table source (
    id            text not null primary key,
    kind          text not null,
    address       text not null, -- URL, or path of a folder or file
    title         text not null,
    site          text not null, -- address of the pages that it belongs to
    category      text not null,
    outlet        text not null, -- '' if each report tells its own
    since         text not null, -- what was published before this day is passed over
    state         text not null, -- active, paused or gone
    added         text not null,
    etag          text not null,
    last_modified text not null,
    checked       text not null, -- when it was last looked at
    news_at       text not null, -- when it last had news
    error         text not null, -- of the last check
    error_count   bigint not null, -- failed checks in a row
    every_seconds bigint not null, -- the interval at which it is looked at
    due           text not null,
    unique (kind, address)
);
create index source_due on source (state, due);

-- The reports that a source has announced.
create table source_item (
    source        text not null references source (id) on delete cascade,
    item          text not null, -- what the source calls it
    url           text not null,
    title         text not null,
    published     text not null, -- EDTF
    stamp         text not null, -- changes when the source says that the report changed
    blob          text not null, -- the report, if the source carried the whole of it
    state         text not null, -- waiting, read, aside or gone
    seen          text not null, -- when it was first announced
    first_read    text not null,
    etag          text not null, -- of its page, when it was last read
    last_modified text not null,
    visits        bigint not null,
    attempts      bigint not null, -- failed in a row
    error         text not null,
    due           text not null, -- when its page is to be fetched; '' for never again
    primary key (source, item)
);
create index source_item_due on source_item (source, due);

-- Pages that were removed after they had been captured, and when they were back.
create table removal (
    url    text not null,
    at     text not null,
    status bigint not null, -- of HTTP
    back   text not null, -- '' while the page is gone
    primary key (url, at)
);

-- How far a large archive was read, so that reading can go on.
create table progress (
    source  text not null primary key, -- path of the archive
    digest  text not null, -- of its beginning and of what is looked for
    byte_offset bigint not null,
    skip    bigint not null,
    records bigint not null,
    read    bigint not null,
    aside   bigint not null
);

-- What is known of outlets, and under which names and hosts they are met.
create table outlet (
    name     text not null primary key,
    country  text not null, -- ISO 3166 alpha-3
    type     text not null,
    language text not null, -- BCP 47
    parent   text not null,
    note     text not null
);

create table outlet_name (
    name   text not null primary key,
    outlet text not null references outlet (name) on delete cascade on update cascade
);
create index outlet_name_outlet on outlet_name (outlet);

-- The versions of a page are the documents of one address.
create index document_url on document (url);
-- +goose StatementEnd
