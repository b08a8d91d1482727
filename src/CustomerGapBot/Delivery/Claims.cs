using CustomerGapBot.Storage;

namespace CustomerGapBot.Delivery;

/// <summary>
/// Chooses what goes next: one parcel a lane, the most urgent first, the answers in a thread in their order, never faster than a service
/// allows. Taking is durable before anything is sent, so a crash leaves a trace, and two replicas never work in the same lane.
/// </summary>
internal sealed class Claims(Senders senders)
{
    /// <summary>How long a claim holds. An attempt is over within half of it.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    /// <summary>How long after an attempt without an answer its mark is looked for.</summary>
    private static readonly TimeSpan LookAfter = TimeSpan.FromSeconds(5);

    /// <summary>Marks what a dead process held as unknown, so that it is looked for. Where only we work, nothing is rightly held at the start.</summary>
    public static void Recover(Work work, bool onlyWe)
    {
        var dead = onlyWe ? DateTimeOffset.MaxValue : work.Now;
        work.Execute("""
            update parcels
            set    state = case kind when 'post' then 'unknown' else 'waiting' end, looks = 0, not_before = @later, claimed_until = 0
            where  state = 'sending' and claimed_until <= @dead
            """, new { dead, later = work.Now + LookAfter });
        if (onlyWe) work.Execute("update lanes set claimed_until = 0");
    }

    public IReadOnlyList<Claim> Take(Work work, int most)
    {
        Recover(work, onlyWe: false);
        var allowances = new Allowances(work, senders);
        var claims = new List<Claim>();
        foreach (var parcel in OpenLanes(work).Select(lane => Next(work, lane, allowances)).OfType<Parcel>().OrderBy(parcel => parcel.Priority).ThenBy(parcel => parcel.Id))
        {
            if (claims.Count == most) break;
            if (parcel.State == "unknown" || allowances.Spend(parcel.Service, parcel.Kind)) claims.Add(Take(work, parcel));
        }

        return claims;
    }

    /// <summary>When something may be due that is not due now, at the latest by <paramref name="latest"/>.</summary>
    public DateTimeOffset NextDue(Work work, DateTimeOffset latest)
    {
        var next = work.One<long?>("""
            select min(due)
            from (select min(not_before) as due from parcels where state in ('waiting', 'unknown') and not_before > @Now
                  union all
                  select min(claimed_until) from parcels where state = 'sending' and claimed_until > @Now
                  union all
                  select min(held_until) from lanes where held_until > @Now
                  union all
                  select min(next_post_at) from lanes where next_post_at > @Now
                  union all
                  select min(probe_at) from lanes where parked_at is not null and on_trial = 0 and probe_at > @Now
                  union all
                  select min(probe_at) from services where down_since is not null and probe_at > @Now
                  union all
                  select min(held_until) from holds where held_until > @Now) times
            """, new { work.Now });
        DateTimeOffset?[] times = [next is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null, new Allowances(work, senders).NextFree(), latest];
        return times.Min()!.Value;
    }

    /// <summary>The parked lanes whose time has come to be asked after.</summary>
    public static IReadOnlyList<Lane> TakeProbes(Work work, TimeSpan every)
    {
        var lanes = work.All<Lane>("""
            select service, lane as name, next_post_at from lanes where parked_at is not null and on_trial = 0 and probe_at <= @Now
            """, new { work.Now });
        foreach (var lane in lanes)
            work.Execute("update lanes set probe_at = @next where service = @Service and lane = @Name", new { lane.Service, lane.Name, next = work.Now + every });
        return lanes;
    }

    private static IReadOnlyList<Lane> OpenLanes(Work work) => work.All<Lane>("""
        select l.service, l.lane as name, l.next_post_at
        from   lanes l left join services s on s.service = l.service
        where  (l.parked_at is null or l.on_trial = 1) and l.held_until <= @Now and l.claimed_until <= @Now
          and  (s.down_since is null or s.probe_at <= @Now)
          and  exists (select 1 from parcels p
                       where  p.service = l.service and p.lane = l.lane and p.state in ('waiting', 'unknown') and p.not_before <= @Now)
        """, new { work.Now });

    private static Parcel? Next(Work work, Lane lane, Allowances allowances)
    {
        if (allowances.IsDownAndAsked(lane.Service)) return null;

        var unknown = work.One<Parcel>($"{Parcel.Select} where p.service = @Service and p.lane = @Name and p.state = 'unknown' order by p.id limit 1", lane);
        if (unknown is not null && unknown.NotBefore <= work.Now) return unknown;

        // While a post's fate is open nothing is posted after it: it could end up before what came first.
        var posts = unknown is null && lane.NextPostAt <= work.Now && allowances.IsFree(lane.Service, Kinds.Post);
        return work.One<Parcel>($"""
            {Parcel.Select}
            where    p.service = @Service and p.lane = @Name and p.state = 'waiting' and p.not_before <= @Now
              and    ((p.kind = 'post' and @posts = 1) or (p.kind = 'edit' and @edits = 1) or (p.kind = 'ask' and @asks = 1))
              and    (p.thread_id is null or thread.state = 'delivered')
              and    (p.target_id is null or target.state = 'delivered')
              and    not exists (select 1 from parcels e
                                 where  e.thread_id = p.thread_id and e.state in ('waiting', 'sending', 'unknown')
                                   and  (e.thread_order < p.thread_order or (e.thread_order = p.thread_order and e.id < p.id)))
            order by p.priority, p.id
            limit    1
            """, new
        {
            lane.Service,
            lane.Name,
            work.Now,
            posts = posts ? 1 : 0,
            edits = allowances.IsFree(lane.Service, Kinds.Edit) ? 1 : 0,
            asks = allowances.IsFree(lane.Service, Kinds.Ask) ? 1 : 0,
        });
    }

    private Claim Take(Work work, Parcel parcel)
    {
        var sender = senders[parcel.Service];
        var look = parcel.State == "unknown";
        if (!look && parcel is { Kind: Kinds.Post, ThreadId: not null }) Folding.Gather(work, parcel, sender);

        var until = work.Now + Lease;
        work.Execute("""
            update parcels
            set    state = 'sending', attempts = attempts + 1, tried_at = @Now, first_tried_at = coalesce(first_tried_at, @Now), claimed_until = @until
            where  id = @Id
            """, new { parcel.Id, work.Now, until });
        work.Execute("""
            update lanes set claimed_until = @until, next_post_at = case when @posts = 1 then @next else next_post_at end where service = @Service and lane = @Lane
            """, new { parcel.Service, parcel.Lane, until, posts = parcel.Kind == Kinds.Post && !look ? 1 : 0, next = work.Now + sender.PostPace });

        work.Execute("update services set probe_at = @until where service = @Service and down_since is not null", new { parcel.Service, until });

        var body = parcel.Kind == Kinds.Ask ? parcel.Body! : Folding.Compose(work, parcel.TargetId ?? parcel.Id, sender);
        var sending = new Sending(parcel.Id, parcel.Lane, parcel.Kind, parcel.Mark, body, parcel.Target, parcel.Thread, parcel.FirstTriedAt ?? work.Now);
        return new(parcel.Service, sending, parcel.Attempts + 1, look, parcel.Delivery);
    }
}

/// <summary>A lane that may have work.</summary>
internal sealed record Lane
{
    public string Service { get; init; } = "";
    public string Name { get; init; } = "";
    public DateTimeOffset NextPostAt { get; init; }
}
