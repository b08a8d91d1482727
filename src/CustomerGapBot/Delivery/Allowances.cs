using CustomerGapBot.Storage;

namespace CustomerGapBot.Delivery;

/// <summary>
/// What each service still takes at this moment, by kind: its budgets, counted from the attempts that are on record (so they hold over
/// restarts and replicas), what it asked us to hold, and whether it is down.
/// </summary>
internal sealed class Allowances(Work work, Senders senders)
{
    private readonly Dictionary<(string Service, string Kind), long> left = [];
    private readonly HashSet<string> asked = [];
    private DateTimeOffset? nextFree;

    public bool IsFree(string service, string kind) => Left(service, kind) > 0;

    public bool Spend(string service, string kind)
    {
        if (!IsFree(service, kind) || IsDownAndAsked(service)) return false;

        left[(service, kind)]--;
        asked.Add(service);
        return true;
    }

    /// <summary>A service that is down is tried with one parcel at a time.</summary>
    public bool IsDownAndAsked(string service) => asked.Contains(service)
        && work.One<long>("select count(*) from services where service = @service and down_since is not null", new { service }) > 0;

    /// <summary>When the first spent budget frees again; null while none is spent.</summary>
    public DateTimeOffset? NextFree()
    {
        foreach (var sender in senders.All)
            foreach (var budget in sender.Budgets) IsFree(sender.Service, budget.Kind);
        return nextFree;
    }

    private long Left(string service, string kind)
    {
        if (left.TryGetValue((service, kind), out var known)) return known;

        return left[(service, kind)] = IsHeld(service, kind) ? 0 : senders[service].Budgets
            .Where(budget => budget.Kind == kind)
            .Select(budget => Left(service, budget))
            .DefaultIfEmpty(long.MaxValue)
            .Min();
    }

    private long Left(string service, Budget budget)
    {
        var since = work.Now - budget.Window;
        var spent = work.One<Spent>("""
            select count(*) as count, min(tried_at) as oldest from parcels where service = @service and kind = @Kind and tried_at > @since
            """, new { service, budget.Kind, since })!;
        if (spent.Count >= budget.Count && (nextFree is null || spent.Oldest + budget.Window < nextFree)) nextFree = spent.Oldest + budget.Window;
        return budget.Count - spent.Count;
    }

    private bool IsHeld(string service, string kind) =>
        work.One<long>("select count(*) from holds where service = @service and kind = @kind and held_until > @Now", new { service, kind, work.Now }) > 0;

    private sealed record Spent
    {
        public long Count { get; init; }
        public DateTimeOffset? Oldest { get; init; }
    }
}
