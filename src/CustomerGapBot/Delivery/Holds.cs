using CustomerGapBot.Storage;

namespace CustomerGapBot.Delivery;

/// <summary>What waits because its service asked for it: a lane, a kind of parcels in all lanes, or everything while the service is down.</summary>
internal sealed class Holds(Notices notices)
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromMinutes(5);

    public static void Back(Work work, Parcel parcel, Outcome.TryLater later)
    {
        var failures = 1 + work.One<long>("select failures from lanes where service = @Service and lane = @Lane", new { parcel.Service, parcel.Lane });
        var backoff = Backoff.After(failures, FirstRetry, LongestRetry);
        var until = work.Now + (later.After > backoff ? later.After : backoff);
        if (later.Hold == Hold.Kind || (later.Hold == Hold.Pace && IsPacedElsewhere(work, parcel))) HoldKind(work, parcel.Service, parcel.Kind, until);

        // Held by its kind, it leaves its lane to what is of another kind.
        work.Execute("""
            update lanes
            set    failures    = @failures,
                   held_until  = case when @kind = 1 then held_until else @until end,
                   paced_until = case when @paced = 1 then @until else paced_until end
            where  service = @Service and lane = @Lane
            """, new { parcel.Service, parcel.Lane, failures, until, kind = later.Hold == Hold.Kind ? 1 : 0, paced = later.Hold == Hold.Pace ? 1 : 0 });
    }

    /// <summary>A second lane told to slow down while another one still is: it is the service that has enough, not the lane.</summary>
    private static bool IsPacedElsewhere(Work work, Parcel parcel) => work.One<long>("""
        select count(*) from lanes where service = @Service and lane <> @Lane and paced_until > @Now
        """, new { parcel.Service, parcel.Lane, work.Now }) > 0;

    private static void HoldKind(Work work, string service, string kind, DateTimeOffset until) => work.Execute("""
        insert into holds (service, kind, held_until) values (@service, @kind, @until)
        on conflict (service, kind) do update set held_until = case when holds.held_until > excluded.held_until then holds.held_until else excluded.held_until end
        """, new { service, kind, until });

    public void GoDown(Work work, string service, string why)
    {
        var already = work.One<long>("select count(*) from services where service = @service and down_since is not null", new { service }) > 0;
        work.Execute("""
            insert into services (service, down_since, down_why, probe_at) values (@service, @Now, @why, @next)
            on conflict (service) do update set down_since = coalesce(services.down_since, excluded.down_since), down_why = excluded.down_why, probe_at = excluded.probe_at
            """, new { service, work.Now, why, next = work.Now + TimeSpan.FromMinutes(1) });
        if (!already) notices.Tell(work, new Notice.ServiceDown(service, why));
    }

    public void ComeUp(Work work, string service)
    {
        var since = work.One<DateTimeOffset?>("select down_since from services where service = @service and down_since is not null", new { service });
        if (since is null) return;

        work.Execute("update services set down_since = null, down_why = null where service = @service", new { service });
        notices.Tell(work, new Notice.ServiceUp(service, since.Value));
    }
}
