using CustomerGapBot.Storage;

namespace CustomerGapBot.Delivery;

/// <summary>How soon a parcel goes, where several wait.</summary>
internal static class Priority
{
    /// <summary>Answers to a press, severity 1, and digests.</summary>
    public const long Urgent = 0;

    public const long Normal = 1;

    /// <summary>Figures on a card: nice to have, never in the way.</summary>
    public const long Counts = 2;
}

/// <summary>Something new to be sent once. <paramref name="Title"/> and <paramref name="Url"/> are how a digest or an operator is told of it.</summary>
internal sealed record Post(string Service, string Lane, string Body, string Title, string? Url = null)
{
    /// <summary>The parcel that this one answers; the courier knows its receipt when the time comes.</summary>
    public long? Thread { get; init; }

    /// <summary>The place among the answers in one thread, ascending.</summary>
    public long ThreadOrder { get; init; }

    public long Priority { get; init; } = Delivery.Priority.Normal;

    /// <summary>The inbox kind that is to hear how it ended, as a <see cref="Receipt"/>.</summary>
    public string? ReceiptTo { get; init; }

    /// <summary>Whether it may be edited or answered later, and so is kept for good.</summary>
    public bool Lasting { get; init; }
}

/// <summary>
/// What is owed to the outside, written in the transaction that makes it owed. A post's body is what it shall look like now: an edit changes
/// the body, and the courier brings the message in line with it, however many edits there were.
/// </summary>
internal sealed class Outbox(OutboxPulse pulse)
{
    /// <summary>Why an answer is set aside that was never sent itself. When its post gets another chance, so does it.</summary>
    public const string RefusedWithCard = "what it answers was refused";

    private const int Often = 3;

    /// <summary>Edits that only change figures are gathered: at most one for a post in this time.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMinutes(1);

    public long Post(Work work, Post post)
    {
        OpenLane(work, post.Service, post.Lane);
        work.AfterCommit(pulse.Beat);
        return work.One<long>("""
            insert into parcels (service, lane, kind, thread_id, thread_order, priority, mark, title, url, body, state,
                                 not_before, attempts, looks, claimed_until, receipt_to, lasting, inbox_id, created_at)
            values (@Service, @Lane, 'post', @Thread, @ThreadOrder, @Priority, @mark, @Title, @Url, @Body, 'waiting',
                    0, 0, 0, 0, @ReceiptTo, @lasting, @Cause, @Now)
            returning id
            """, new
        {
            post.Service,
            post.Lane,
            post.Thread,
            post.ThreadOrder,
            post.Priority,
            post.Title,
            post.Url,
            post.Body,
            post.ReceiptTo,
            mark = NewMark(),
            lasting = post.Lasting ? 1 : 0,
            work.Cause,
            work.Now,
        });
    }

    /// <summary>Asks a service something; the answer comes as a <see cref="Receipt"/>. The same question is not put twice at a time.</summary>
    public void Ask(Work work, string service, string lane, string question, string receiptTo, string title)
    {
        var asked = work.One<long>("""
            select count(*) from parcels
            where  service = @service and lane = @lane and kind = 'ask' and state = 'waiting' and body = @question and receipt_to = @receiptTo
            """, new { service, lane, question, receiptTo });
        if (asked > 0) return;

        OpenLane(work, service, lane);
        work.AfterCommit(pulse.Beat);
        work.Execute("""
            insert into parcels (service, lane, kind, thread_order, priority, mark, title, body, state,
                                 not_before, attempts, looks, claimed_until, receipt_to, lasting, inbox_id, created_at)
            values (@service, @lane, 'ask', 0, 1, @mark, @title, @question, 'waiting', 0, 0, 0, 0, @receiptTo, 0, @Cause, @Now)
            """, new { service, lane, question, receiptTo, title, mark = NewMark(), work.Cause, work.Now });
    }

    /// <summary>
    /// A post shall look so from now on. Not sent yet, it goes out in its latest state; sent, it is edited in place, however old.
    /// </summary>
    public void Edit(Work work, long post, string body, string title, long priority = Priority.Normal)
    {
        var changed = work.Execute("update parcels set body = @body, title = @title where id = @post and (body is null or body <> @body)", new { post, body, title });
        if (changed == 0) return;

        // A folded post is a part of another one; that one is what Slack knows.
        var root = work.One<Root>("""
            select p.id, p.state, p.service, p.lane, p.title, p.url
            from   parcels p
            where  p.id = (select coalesce(case when m.state = 'folded' then m.into_id end, m.id) from parcels m where m.id = @post)
            """, new { post });
        if (root is null or { State: "waiting" or "digested" or "refused" or "gone" or "moot" }) return;

        var at = priority < Priority.Counts ? DateTimeOffset.UnixEpoch : GatheredAt(work, root.Id);
        var joined = work.Execute("""
            update parcels
            set    not_before = case when not_before < @at then not_before else @at end,
                   priority   = case when priority < @priority then priority else @priority end
            where  target_id = @Id and kind = 'edit' and state = 'waiting'
            """, new { root.Id, at, priority });
        work.AfterCommit(pulse.Beat);
        if (joined > 0) return;

        work.Execute("""
            insert into parcels (service, lane, kind, target_id, thread_order, priority, mark, title, url, state,
                                 not_before, attempts, looks, claimed_until, lasting, inbox_id, created_at)
            values (@Service, @Lane, 'edit', @Id, 0, @priority, @mark, @Title, @Url, 'waiting', @at, 0, 0, 0, 0, @Cause, @Now)
            """, new { root.Service, root.Lane, root.Id, priority, mark = NewMark(), root.Title, root.Url, at, work.Cause, work.Now });
    }

    /// <summary>Whether a post is on its way or there. False once it was refused, went into a digest, or is gone from its service.</summary>
    public static bool Stands(Work work, long post) =>
        work.One<long>("select count(*) from parcels where id = @post and state in ('waiting', 'sending', 'unknown', 'delivered', 'folded')", new { post }) > 0;

    /// <summary>Whether a lane has been told something under this title lately.</summary>
    public static bool SaidSince(Work work, string service, string lane, string title, DateTimeOffset since) => work.One<long>("""
        select count(*) from parcels where service = @service and lane = @lane and kind = 'post' and title = @title and created_at > @since
        """, new { service, lane, title, since }) > 0;

    /// <summary>Whether an answer waits for this post to be there.</summary>
    public static bool IsAwaited(Work work, long post) =>
        work.One<long>("select count(*) from parcels where thread_id = @post and state in ('waiting', 'sending', 'unknown')", new { post }) > 0;

    /// <summary>Whether the like of this post was owed to its lane again and again within the hour. What is lost each time is not to be posted for ever.</summary>
    public static bool WasOftenPosted(Work work, long post) => work.One<long>("""
        select count(*) from parcels p join parcels it on it.lane = p.lane and it.url = p.url
        where  it.id = @post and p.kind = 'post' and p.created_at > @since
        """, new { post, since = work.Now - TimeSpan.FromHours(1) }) > Often;

    /// <summary>Takes back what was not sent yet. False when it may be there already; then it takes an edit.</summary>
    public static bool Withdraw(Work work, long post)
    {
        var withdrawn = work.Execute("""
            update parcels set state = 'moot', why = 'withdrawn', closed_at = @Now where id = @post and state = 'waiting' and looks = 0
            """, new { post, work.Now }) > 0;
        if (!withdrawn) return false;

        Folding.Undo(work, post);
        DropEdits(work, post, "withdrawn");
        return true;
    }

    /// <summary>What a post shall look like no longer matters, or is said otherwise: edits of it that still wait would wait for ever.</summary>
    public static void DropEdits(Work work, long post, string why) => work.Execute("""
        update parcels set state = 'moot', why = @why, closed_at = @Now where target_id = @post and kind = 'edit' and state = 'waiting'
        """, new { post, why, work.Now });

    /// <summary>Posts in place of one that no longer stands; the answers that still wait for the old one now wait for the new one.</summary>
    public long Replace(Work work, long old, Post post)
    {
        var fresh = Post(work, post);
        work.Execute("""
            update parcels set thread_id = @fresh
            where  thread_id = @old
              and  (state in ('waiting', 'sending', 'unknown')
                    or (state = 'folded' and into_id in (select id from parcels where state in ('waiting', 'sending', 'unknown'))))
            """, new { fresh, old });
        work.Execute("""
            update parcels set thread_id = @fresh, state = 'waiting', why = null, closed_at = null
            where  thread_id = @old and state = 'refused' and why = @RefusedWithCard
            """, new { fresh, old, RefusedWithCard });
        work.Execute("update parcels set lasting = 0 where id = @old", new { old });
        return fresh;
    }

    private static void OpenLane(Work work, string service, string lane) => work.Execute("""
        insert into lanes (service, lane, next_post_at, held_until, paced_until, failures, claimed_until, on_trial, probe_at)
        values (@service, @lane, 0, 0, 0, 0, 0, 0, 0)
        on conflict (service, lane) do nothing
        """, new { service, lane });

    private static DateTimeOffset GatheredAt(Work work, long post)
    {
        var last = work.One<long?>("select max(tried_at) from parcels where target_id = @post and kind = 'edit'", new { post });
        return DateTimeOffset.FromUnixTimeMilliseconds(last ?? 0) + Gathering;
    }

    private static string NewMark() => Guid.NewGuid().ToString("n");

    private sealed record Root
    {
        public long Id { get; init; }
        public string State { get; init; } = "";
        public string Service { get; init; } = "";
        public string Lane { get; init; } = "";
        public string Title { get; init; } = "";
        public string? Url { get; init; }
    }
}
