-- Our mirror of issues and comments, as far as we show them. An older snapshot never overwrites a newer one.
create table issues (
    id         bigint not null primary key, -- GitHub's id: survives a rename of the repository
    repository text   not null,
    number     bigint not null,
    url        text   not null,
    created_at bigint not null,
    updated_at bigint not null,
    hash       text   not null,             -- of what we show, figures apart
    snapshot   text   not null,
    pinned     bigint not null,
    gone       text,                        -- deleted, transferred
    moved_to   text
);
create index issues_number on issues (repository, number);

create table comments (
    id         bigint not null primary key,
    issue_id   bigint not null,
    created_at bigint not null,
    updated_at bigint not null,
    hash       text   not null,
    deleted    bigint not null
);
create index comments_issue on comments (issue_id);
