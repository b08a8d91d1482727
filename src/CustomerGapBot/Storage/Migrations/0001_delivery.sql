-- What came in. Seen is not done: done is written with the effects.
create table inbox (
    id          {id},
    door        text   not null,
    delivery    text   not null,
    kind        text   not null,
    body        {blob} not null,
    received_at bigint not null,
    state       text   not null, -- waiting, done, set_aside
    attempts    bigint not null,
    not_before  bigint not null,
    subject     text,            -- the web address of what it is about
    outcome     text,            -- what was made of it, in words
    closed_at   bigint
);
create unique index inbox_identity on inbox (door, delivery);
create index inbox_waiting on inbox (state, not_before, id);
create index inbox_subject on inbox (subject) where subject is not null;
create index inbox_closed  on inbox (closed_at) where closed_at is not null;

-- What is owed. A post stays for as long as something may want to edit or answer it; its body is what it shall look like now.
create table parcels (
    id             {id},
    service        text   not null,
    lane           text   not null,
    kind           text   not null, -- post, edit, ask
    target_id      bigint,          -- an edit: the post that it changes
    thread_id      bigint,          -- a reply: the post that it answers
    thread_order   bigint not null,
    into_id        bigint,          -- folded or digested: the post that says it instead
    priority       bigint not null,
    mark           text   not null,
    title          text   not null,
    url            text,
    body           text,
    state          text   not null, -- waiting, sending, unknown, delivered, refused, moot, folded, digested, gone
    not_before     bigint not null,
    attempts       bigint not null,
    looks          bigint not null, -- how often an unknown was looked for in vain
    first_tried_at bigint,
    tried_at       bigint,
    claimed_until  bigint not null,
    receipt        text,
    receipt_to     text,            -- the inbox kind that hears how it ended
    lasting        bigint not null, -- 1: kept for as long as its thread may live
    why            text,
    inbox_id       bigint,
    created_at     bigint not null,
    closed_at      bigint
);
create unique index parcels_mark on parcels (mark);
create index parcels_next    on parcels (service, lane, state, priority, id);
create index parcels_due     on parcels (state, not_before);
create index parcels_thread  on parcels (thread_id, state) where thread_id is not null;
create index parcels_target  on parcels (target_id, state) where target_id is not null;
create index parcels_into    on parcels (into_id) where into_id is not null;
create index parcels_tried   on parcels (service, kind, tried_at) where tried_at is not null;
create index parcels_cause   on parcels (inbox_id) where inbox_id is not null;
create index parcels_url     on parcels (url) where url is not null;
create index parcels_closed  on parcels (closed_at) where closed_at is not null;

-- Every attempt, for whoever asks why.
create table attempts (
    id        {id},
    parcel_id bigint not null,
    at        bigint not null,
    outcome   text   not null,
    why       text,
    took_ms   bigint not null
);
create index attempts_parcel on attempts (parcel_id);
create index attempts_at     on attempts (at);

-- A lane is a Slack channel or a GitHub repository: one parcel in hand at a time.
create table lanes (
    service       text   not null,
    lane          text   not null,
    next_post_at  bigint not null,
    held_until    bigint not null,
    paced_until   bigint not null, -- held because the service said: too fast
    failures      bigint not null,
    claimed_until bigint not null,
    parked_at     bigint,
    parked_why    text,
    on_trial      bigint not null, -- 1: parked, but it looks open: one parcel tries
    probe_at      bigint not null,
    primary key (service, lane)
);

-- A service that takes nothing from us, and kinds of parcels that it takes none of for now.
create table services (
    service    text   not null primary key,
    down_since bigint,
    down_why   text,
    probe_at   bigint not null
);
create table holds (
    service    text   not null,
    kind       text   not null,
    held_until bigint not null,
    primary key (service, kind)
);
