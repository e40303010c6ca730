-- +goose Up
-- +goose StatementBegin

-- run holds the words of a row in their order, so that words in quotation marks
-- are found where they stand one after the other. It is filled by the program.
delete from searchable;
alter table searchable add column run text collate "C" not null;
-- +goose StatementEnd
