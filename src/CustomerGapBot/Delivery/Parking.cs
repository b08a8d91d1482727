using CustomerGapBot.Storage;

namespace CustomerGapBot.Delivery;

/// <summary>
/// A lane that takes nothing is parked: it keeps its parcels, an operator hears of it once, and it resumes by itself. What has become too old
/// or too much by then is told in one digest.
/// </summary>
internal sealed class Parking(Notices notices, Senders senders, Outbox outbox, OutboxPulse pulse)
{
    /// <summary>How often a parked lane is asked after.</summary>
    public static readonly TimeSpan ProbeEvery = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan LongestProbe = TimeSpan.FromHours(1);

    /// <summary>What is older when its lane resumes goes into the digest.</summary>
    private static readonly TimeSpan Stale = TimeSpan.FromHours(24);

    /// <summary>So many of the newest are still posted one by one.</summary>
    private const int PostedOneByOne = 50;

    public void Park(Work work, string service, string lane, string why)
    {
        var parked = work.Execute("""
            update lanes set parked_at = @Now, parked_why = @why, probe_at = @probe where service = @service and lane = @lane and parked_at is null
            """, new { service, lane, why, work.Now, probe = work.Now + ProbeEvery }) > 0;
        if (parked) notices.Tell(work, new Notice.LaneParked(service, lane, why));
        else EndTrial(work, service, lane, why);
    }

    /// <summary>It looks open. One parcel tries whether it is; only then is it said.</summary>
    public void Try(Work work, string service, string lane)
    {
        var tried = work.Execute("""
            update lanes set on_trial = 1, held_until = 0 where service = @service and lane = @lane and parked_at is not null and on_trial = 0
            """, new { service, lane }) > 0;
        if (!tried) return;

        work.AfterCommit(pulse.Beat);
        Digest(work, service, lane);
        var waits = work.One<long>("select count(*) from parcels where service = @service and lane = @lane and state in ('waiting', 'unknown')", new { service, lane }) > 0;
        if (!waits) Open(work, service, lane);
    }

    /// <summary>A parcel was taken (or refused for its own sake): the lane is open.</summary>
    public void Open(Work work, string service, string lane)
    {
        var parkedAt = work.One<DateTimeOffset?>("select parked_at from lanes where service = @service and lane = @lane and parked_at is not null", new { service, lane });
        if (parkedAt is null) return;

        work.Execute("""
            update lanes set parked_at = null, parked_why = null, on_trial = 0, failures = 0 where service = @service and lane = @lane
            """, new { service, lane });
        var digested = work.One<long>("""
            select count(*) from parcels where service = @service and lane = @lane and state = 'digested' and closed_at >= @parkedAt
            """, new { service, lane, parkedAt });
        notices.Tell(work, new Notice.LaneResumed(service, lane, parkedAt.Value, digested));
    }

    /// <summary>It only looked open: it is asked after less and less often, and nobody hears of it again.</summary>
    private static void EndTrial(Work work, string service, string lane, string why)
    {
        var failures = 1 + work.One<long>("select failures from lanes where service = @service and lane = @lane", new { service, lane });
        work.Execute("""
            update lanes set on_trial = 0, parked_why = @why, failures = @failures, probe_at = @probe where service = @service and lane = @lane
            """, new { service, lane, why, failures, probe = work.Now + Backoff.After(failures + 1, ProbeEvery, LongestProbe) });
    }

    /// <summary>Something opened: all parked lanes of the service are asked after now, since a lane's name may have been forgotten by then.</summary>
    public void ProbeNow(Work work, string service)
    {
        work.AfterCommit(pulse.Beat);
        work.Execute("update lanes set probe_at = @Now where service = @service and parked_at is not null", new { service, work.Now });
    }

    private void Digest(Work work, string service, string lane)
    {
        Folding.UndoWaiting(work, service, lane);
        var late = LatePosts(work, service, lane);
        if (late.Count == 0) return;

        var retold = Withdraw(work, service, lane);
        var lines = retold.Concat(late).OrderBy(post => post.Id).Select(post => new DigestLine(post.Title, post.Url, post.CreatedAt)).ToArray();
        var digest = outbox.Post(work, new(service, lane, senders[service].Digest(lines, lines.Length), "What was posted while the channel was closed")
        {
            Priority = Priority.Urgent,
        });
        foreach (var post in retold.Concat(late))
            work.Execute("update parcels set state = 'digested', into_id = @digest, closed_at = @Now where id = @Id", new { post.Id, digest, work.Now });
        foreach (var post in late) Outbox.DropEdits(work, post.Id, "told in a digest");
    }

    /// <summary>What is stale or beyond the newest ones, and the answers to it. What is urgent is the last to go; a digest is never told in another one.</summary>
    private static List<Late> LatePosts(Work work, string service, string lane)
    {
        var waiting = work.All<Late>("""
            select   id, thread_id, title, url, created_at
            from     parcels p
            where    service = @service and lane = @lane and kind = 'post' and state = 'waiting'
              and    not exists (select 1 from parcels told where told.into_id = p.id and told.state = 'digested')
              and    not exists (select 1 from parcels answer where answer.thread_id = p.id and answer.state in ('sending', 'unknown'))
            order by case when priority = 0 then 0 else 1 end, id desc
            """, new { service, lane });
        var late = waiting.Where((post, place) => place >= PostedOneByOne || post.CreatedAt < work.Now - Stale).ToDictionary(post => post.Id);
        foreach (var answer in waiting.Where(post => post.ThreadId is { } thread && late.ContainsKey(thread))) late.TryAdd(answer.Id, answer);
        return [.. late.Values];
    }

    /// <summary>Takes back digests that never went out; what they told is told by the next one.</summary>
    private static IReadOnlyList<Late> Withdraw(Work work, string service, string lane)
    {
        var told = work.All<Late>("""
            select p.id, p.thread_id, p.title, p.url, p.created_at
            from   parcels p join parcels digest on digest.id = p.into_id
            where  p.service = @service and p.lane = @lane and p.state = 'digested' and digest.state = 'waiting'
            """, new { service, lane });
        work.Execute("""
            update parcels set state = 'moot', why = 'told in a later digest', closed_at = @Now
            where  service = @service and lane = @lane and state = 'waiting'
              and  id in (select into_id from parcels where service = @service and lane = @lane and state = 'digested')
            """, new { service, lane, work.Now });
        return told;
    }

    private sealed record Late
    {
        public long Id { get; init; }
        public long? ThreadId { get; init; }
        public string Title { get; init; } = "";
        public string? Url { get; init; }
        public DateTimeOffset CreatedAt { get; init; }
    }
}
