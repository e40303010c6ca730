-- +goose Up
-- +goose StatementBegin

-- The names that persons and mechanisms go by, and how many claims name a place as
-- that of a meeting: derived with the records, which are far longer.
create table record_name (
    record  text collate "C" not null primary key references record (id) on delete cascade,
    kind    text collate "C" not null,
    title   text collate "C" not null,
    names   text collate "C" not null, -- a JSON array
    parties text collate "C" not null, -- their codes, parted by spaces
    claims  bigint not null
);
create table meeting_place (
    name   text collate "C" not null primary key,
    claims bigint not null
);
insert into record_name (record, kind, title, names, parties, claims)
    select id, kind, body::json->>'title',
        (select coalesce(json_agg(n.value->>'value'), '[]')::text from json_array_elements(body::json->'fields'->'name') n),
        (select coalesce(string_agg(p.value, ' '), '') from json_array_elements_text(body::json->'parties') p),
        json_array_length(body::json->'claims')
    from record where kind in ('tenure', 'mechanism');
insert into meeting_place (name, claims)
    select v.value->>'value', sum(json_array_length(v.value->'claims'))
    from record r, json_array_elements(r.body::json->'fields'->'place') v where r.kind = 'interaction' group by 1;

-- Why records gather claims, as their bodies tell, which are far longer.
create table record_reason (
    record text collate "C" not null references record (id) on delete cascade,
    claim  text collate "C" not null,
    reason text collate "C" not null,
    primary key (record, claim)
);
insert into record_reason (record, claim, reason)
    select r.id, e.key, e.value from record r, json_each_text(r.body::json->'reasons') e;

-- What is asked of all pairs and origins at once.
create index pair_cover on pair (a, b, claims, public_by);
create index origin_name on origin (name);
-- +goose StatementEnd
