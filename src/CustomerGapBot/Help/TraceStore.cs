using CustomerGapBot.Storage;
using Dapper;

namespace CustomerGapBot.Help;

/// <summary>One thing that happened on the way of an item. Nobody's title or text is in it: anyone may ask.</summary>
internal sealed record Step
{
    public DateTimeOffset At { get; init; }
    public string What { get; init; } = "";
}

/// <summary>The whole way of what is about one web address: received, which rule, which parcels, every attempt, or why not.</summary>
internal sealed class TraceStore(Database database)
{
    private const int MostSteps = 40;

    public Task<IReadOnlyList<Step>> OfAsync(string url, CancellationToken ct) => database.ReadAsync<IReadOnlyList<Step>>(connection =>
    {
        var of = new { url, MostSteps };
        var steps = connection.Query<Step>("""
            with items as (select * from inbox where subject = @url or id in (select inbox_id from parcels where url = @url))
            select at, what
            from (select received_at as at, 1 as stage, id, 'received ' || kind || ' (delivery ' || delivery || ')' as what from items where door <> 'receipt'
                  union all
                  select closed_at, case door when 'receipt' then 5 else 2 end, id, kind || ': ' || coalesce(outcome, '') from items where closed_at is not null
                  union all
                  select created_at, 3, id, kind || ' for ' || lane || ' is owed' from parcels where url = @url
                  union all
                  select a.at, 4, a.id, p.kind || ' for ' || p.lane || ': ' || a.outcome || coalesce(' (' || a.why || ')', '')
                  from   attempts a join parcels p on p.id = a.parcel_id
                  where  p.url = @url) steps
            order by at desc, stage desc, id desc
            limit    @MostSteps
            """, of);
        return [.. steps.Reverse()];
    }, ct);
}
