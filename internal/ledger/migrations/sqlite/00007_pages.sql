-- +goose Up
-- +goose StatementBegin

-- What pages of a large ledger ask of all documents at once.
create index capture_at on capture (at);
create index document_cover on document (public_by, outlet, language, earliest, latest);

-- Whose report each document is, and which documents tell one story: derived
-- with the records, from all texts together.
create table origin (
    doc   text not null primary key references document (id) on delete cascade,
    name  text not null,
    story text not null -- the first document of the story, by identity
);
create index origin_story on origin (story);

-- How many records are between just two or three states, by kind: derived with
-- the records. Questions that have an answer are not counted.
create table relation (
    states  text not null, -- their codes in order, parted by spaces
    kind    text not null,
    records bigint not null,
    primary key (states, kind)
);
-- +goose StatementEnd
