using CustomerGapBot.Settings;
using CustomerGapBot.Storage;

namespace CustomerGapBot.Delivery;

/// <summary>Section <c>Retention</c>: how long what is done is kept.</summary>
internal sealed class RetentionOptions : ISettings
{
    public static string Section => "Retention";

    /// <summary>Deliveries, sent parcels and attempts, after they are done. GitHub can redeliver for 3 days (Enterprise Server: 7).</summary>
    public TimeSpan Done { get; init; } = TimeSpan.FromDays(30);

    public IEnumerable<string> Faults()
    {
        if (Done < TimeSpan.FromDays(7))
            yield return "Retention:Done is under 7 days, and GitHub may redeliver for that long: write at least 7.00:00:00, or leave it out for 30 days.";
    }
}

/// <summary>Once an hour, removes what has been done for long enough, so that the database does not grow for ever.</summary>
internal sealed partial class Housekeeping(Database database, RetentionOptions options, TimeProvider clock, ILogger<Housekeeping> logger) : BackgroundService
{
    private const int AtOnce = 1000;
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken).AsTask().ContinueWith(tick => tick.IsCompletedSuccessfully && tick.Result, TaskScheduler.Default))
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
#pragma warning disable CA1031 // A sweep that fails is made up for by the next one.
            catch (Exception trouble) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                Troubled(trouble);
            }
        }
    }

    private async Task SweepAsync(CancellationToken ct)
    {
        // In small bites: a long delete would hold up the doors.
        while (await database.DoAsync(Sweep, ct) >= AtOnce) { }

        await database.TidyAsync(ct);
    }

    private int Sweep(Work work)
    {
        var times = new { before = work.Now - options.Done, AtOnce };
        return work.Execute("""
                delete from inbox where id in (select id from inbox where closed_at < @before limit @AtOnce)
                """, times)
            + work.Execute("""
                delete from attempts where id in (select id from attempts where at < @before limit @AtOnce)
                """, times)
            + work.Execute("""
                delete from parcels where id in (select id from parcels where closed_at < @before and lasting = 0 and state <> 'folded' limit @AtOnce)
                """, times)
            + work.Execute("""
                update parcels set body = null
                where  id in (select p.id from parcels p
                              where  p.closed_at < @before and p.lasting = 1 and p.state <> 'folded' and p.body is not null
                                and  not exists (select 1 from parcels part where part.into_id = p.id)
                                and  not exists (select 1 from parcels edit where edit.target_id = p.id and edit.state in ('waiting', 'sending'))
                              limit  @AtOnce)
                """, times);
    }

    [LoggerMessage(LogLevel.Error, "The hourly sweep failed; the next one makes up for it")]
    private partial void Troubled(Exception trouble);
}
