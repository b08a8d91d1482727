using System.Data.Common;
using System.Globalization;
using CustomerGapBot.Storage;
using Dapper;

namespace CustomerGapBot.Health;

/// <summary>Looks at how things are: the database, services that are down, lanes that are parked, what waits and for how long.</summary>
internal sealed class Examination(Database database, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>What waits longer in an open lane is a fault: nobody reads what is an hour late.</summary>
    private static readonly TimeSpan TooOld = TimeSpan.FromHours(1);

    public async Task<Report> LookAsync(CancellationToken ct)
    {
        try
        {
            // Reading may do where writing does not, and a bot that cannot write takes nothing in.
            await database.DoAsync(work => work.One<long>("select 1"), ct).WaitAsync(Patience, clock, ct);
            return await database.ReadAsync(Look, ct).WaitAsync(Patience, clock, ct);
        }
        catch (Exception trouble) when (trouble is DbException or TimeoutException)
        {
            return new(["the database does not answer"], [], 0, 0, 0, 0, null);
        }
    }

    private Report Look(DbConnection connection)
    {
        var now = clock.GetUtcNow();
        var counts = connection.QuerySingle<Counts>("""
            select (select count(*) from inbox where state = 'waiting')   as waiting_in,
                   (select count(*) from inbox where state = 'set_aside') as set_aside,
                   (select count(*) from parcels where state in ('waiting', 'sending', 'unknown')) as waiting_out,
                   (select count(*) from parcels where state = 'refused') as refused,
                   (select min(p.created_at) from parcels p join lanes l on l.service = p.service and l.lane = p.lane
                    where  p.state in ('waiting', 'sending', 'unknown') and l.parked_at is null) as oldest
            """);
        var down = connection.Query<Trouble>("select service as name, down_why as why, down_since as since from services where down_since is not null")
            .Select(it => $"{it.Name} is down since {Utc(it.Since)}: {it.Why}");
        var parked = connection.Query<Trouble>("select service || ' ' || lane as name, parked_why as why, parked_at as since from lanes where parked_at is not null")
            .Select(it => $"{it.Name} is parked since {Utc(it.Since)}: {it.Why}");
        var age = now - counts.Oldest;
        string[] late = age > TooOld ? [string.Create(CultureInfo.InvariantCulture, $"something waits unsent for {age.Value.TotalMinutes:0} minutes")] : [];
        string[] aside = counts.SetAside + counts.Refused > 0
            ? [string.Create(CultureInfo.InvariantCulture, $"set aside: {counts.SetAside} deliveries, {counts.Refused} messages")]
            : [];
        return new([.. down, .. late], [.. parked, .. aside], counts.WaitingIn, counts.SetAside, counts.WaitingOut, counts.Refused, (long?)age?.TotalSeconds);
    }

    private static string Utc(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private sealed record Counts
    {
        public long WaitingIn { get; init; }
        public long SetAside { get; init; }
        public long WaitingOut { get; init; }
        public long Refused { get; init; }
        public DateTimeOffset? Oldest { get; init; }
    }

    private sealed record Trouble
    {
        public string Name { get; init; } = "";
        public string? Why { get; init; }
        public DateTimeOffset Since { get; init; }
    }
}
