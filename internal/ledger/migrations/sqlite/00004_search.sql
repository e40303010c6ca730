-- +goose Up
-- +goose StatementBegin

-- The index for searching: a row for each document, of its title and text, and
-- one for each claim, of its quote and the names in it. It is derived, and filled
-- by the program, which folds the words.
create table searchable (
    n     integer primary key,
    doc   text not null references document (id) on delete cascade,
    claim text not null -- '' for the document itself
);
create index searchable_doc on searchable (doc);

-- Row n of searchable has its words under rowid n. They come folded and parted by
-- spaces; the tokenizer takes all that is beyond ASCII as parts of words.
create virtual table search using fts5 (
    words, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii'
);

-- search is the version of the folding that the index was last filled with.
insert into meta (name, value) values ('search', 0);
-- +goose StatementEnd
