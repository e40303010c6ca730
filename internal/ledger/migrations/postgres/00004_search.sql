-- +goose Up
-- +goose StatementBegin

-- The index for searching: a row for each document, of its title and text, and
-- one for each claim, of its quote and the names in it. It is derived, and filled
-- by the program, which folds the words.
create table searchable (
    n     bigint generated always as identity primary key,
    doc   text collate "C" not null references document (id) on delete cascade,
    claim text collate "C" not null, -- '' for the document itself
    words tsvector not null
);
create index searchable_doc on searchable (doc);
create index searchable_words on searchable using gin (words);

-- search is the version of the folding that the index was last filled with.
insert into meta (name, value) values ('search', 0);
-- +goose StatementEnd
