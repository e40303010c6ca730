-- +goose Up
-- +goose StatementBegin

-- Who signs a document, and where in its file each stretch of its text stands:
-- a JSON array of {at, name}, at in code points; '' for none.
alter table document add column byline text not null default '';
alter table document add column locations text not null default '';

-- The fields of the answer that brought the bytes, one a line; '' if they did not
-- come over HTTP.
alter table capture add column header text not null default '';

-- Where a source's address leads for good, by a redirect that says so; '' for nowhere.
alter table source add column moved text not null default '';
-- +goose StatementEnd
