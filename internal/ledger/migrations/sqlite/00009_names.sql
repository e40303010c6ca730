-- +goose Up
-- +goose StatementBegin

-- The names that persons and mechanisms go by, and how many claims name a place as
-- that of a meeting: derived with the records, which are far longer.
create table record_name (
    record  text not null primary key references record (id) on delete cascade,
    kind    text not null,
    title   text not null,
    names   text not null, -- a JSON array
    parties text not null, -- their codes, parted by spaces
    claims  bigint not null
);
create table meeting_place (
    name   text not null primary key,
    claims bigint not null
);
insert into record_name (record, kind, title, names, parties, claims)
    select id, kind, json_extract(body, '$.title'),
        (select json_group_array(json_extract(n.value, '$.value')) from json_each(body, '$.fields.name') n),
        (select coalesce(group_concat(p.value, ' '), '') from json_each(body, '$.parties') p),
        json_array_length(body, '$.claims')
    from record where kind in ('tenure', 'mechanism');
insert into meeting_place (name, claims)
    select json_extract(v.value, '$.value'), sum(json_array_length(v.value, '$.claims'))
    from record r, json_each(r.body, '$.fields.place') v where r.kind = 'interaction' group by 1;

-- Why records gather claims, as their bodies tell, which are far longer.
create table record_reason (
    record text not null references record (id) on delete cascade,
    claim  text not null,
    reason text not null,
    primary key (record, claim)
);
insert into record_reason (record, claim, reason)
    select r.id, e.key, e.value from record r, json_each(r.body, '$.reasons') e;

-- What is asked of all pairs and origins at once.
create index pair_cover on pair (a, b, claims, public_by);
create index origin_name on origin (name);
-- +goose StatementEnd
