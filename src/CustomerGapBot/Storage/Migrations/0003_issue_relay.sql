-- When each repository began to be relayed, by GitHub's own clock: what was created before is known, and not posted.
create table relay_starts (
    repository text   not null primary key,
    asked_at   bigint not null,
    since      bigint
);

-- One card an issue and channel, for life.
create table cards (
    issue_id     bigint not null,
    channel      text   not null,
    parcel_id    bigint not null,
    active_at    bigint not null, -- when something about the issue was last shown here
    broadcast_at bigint,
    primary key (issue_id, channel)
);
create index cards_parcel on cards (parcel_id);

-- One message a comment and channel.
create table replies (
    comment_id bigint not null,
    channel    text   not null,
    parcel_id  bigint not null,
    broadcast  bigint not null, -- 1: shown in the channel as well
    primary key (comment_id, channel)
);
