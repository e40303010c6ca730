-- +goose Up
-- +goose StatementBegin

-- Words in the index for searching now have places, so that words in quotation
-- marks are found where they stand one after the other. It is filled anew by the
-- program.
drop table search;
delete from searchable;
create virtual table search using fts5 (
    words, content = '', contentless_delete = 1, detail = full, tokenize = 'ascii'
);
-- +goose StatementEnd
