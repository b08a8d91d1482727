using CustomerGapBot.Storage;
using Dapper;

namespace CustomerGapBot.Help;

/// <summary>One thing that happened on the way of an item. <paramref name="What"/> may hold outside text.</summary>
internal sealed record Step(DateTimeOffset At, string What);

/// <summary>The whole way of what is about one web address: received, which rule, which parcels, every attempt, or why not.</summary>
internal sealed class TraceStore(Database database)
{
    private const int MostSteps = 40;

    public Task<IReadOnlyList<Step>> OfAsync(string url, CancellationToken ct) => database.ReadAsync<IReadOnlyList<Step>>(connection =>
    {
        // A comment is received as an item about its issue, and posted under its own address.
        var of = new { url, issue = url.Split('#')[0], MostSteps };
        var steps = connection.Query<Step>("""
            select at, what
            from (select received_at as at, 'received ' || kind || ' (delivery ' || delivery || ')' as what from inbox where subject = @url or subject = @issue
                  union all
                  select closed_at, kind || ': ' || coalesce(outcome, '') from inbox where (subject = @url or subject = @issue) and closed_at is not null
                  union all
                  select p.created_at, p.kind || ' for ' || p.lane || ': ' || p.title from parcels p where p.url = @url
                  union all
                  select a.at, p.kind || ' for ' || p.lane || ': ' || a.outcome || coalesce(' (' || a.why || ')', '')
                  from   attempts a join parcels p on p.id = a.parcel_id
                  where  p.url = @url) steps
            order by at desc
            limit    @MostSteps
            """, of);
        return [.. steps.Reverse()];
    }, ct);
}
