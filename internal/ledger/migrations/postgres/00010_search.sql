-- +goose Up
-- +goose StatementBegin

-- The newest of an outlet, and of all, as searches and counts of coverage ask for them.
create index document_outlet on document (outlet, public_by);
create index document_newest on document (public_by, id, outlet, language, earliest, latest);
drop index document_order;
drop index document_cover;
-- +goose StatementEnd
