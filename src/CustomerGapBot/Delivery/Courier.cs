using System.Collections.Concurrent;
using CustomerGapBot.Storage;

namespace CustomerGapBot.Delivery;

/// <summary>
/// Takes parcels lane by lane and sends them: many lanes at once, one parcel a lane. One slow lane never holds another. What it does not know
/// the fate of it looks for before sending again.
/// </summary>
internal sealed partial class Courier(
    Database database, Claims claims, Senders senders, Settlement settlement, Parking parking, OutboxPulse pulse, TimeProvider clock, ILogger<Courier> logger)
    : BackgroundService
{
    /// <summary>How long a stop waits for what is in hand. A sender is over within 30 seconds.</summary>
    public static readonly TimeSpan LongestAttempt = TimeSpan.FromSeconds(45);

    private const int MostInHand = 16;
    private static readonly TimeSpan Breath = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<long, TaskCompletionSource> errands = [];
    private long started;

    /// <summary>How many parcels and probes are under way.</summary>
    public int InHand => errands.Count;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var first = true;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (first) await database.DoAsync(work => Claims.Recover(work, onlyWe: !database.IsShared), stoppingToken);
                first = false;

                var next = await SendDueAsync();
                await pulse.WaitAsync(next, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
#pragma warning disable CA1031 // The courier outlives whatever happens; the database may be back in a moment.
            catch (Exception trouble)
#pragma warning restore CA1031
            {
                Troubled(trouble);
                await Task.Delay(Breath, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        await Task.WhenAll(errands.Values.Select(errand => errand.Task));
    }

    /// <summary>Not cancelled by a stop: what is taken is in hand, and what is in hand is sent.</summary>
    private async Task<DateTimeOffset> SendDueAsync()
    {
        var room = MostInHand - InHand;
        var (taken, probes, next) = await database.DoAsync(work =>
        {
            var latest = work.Now + (database.IsShared ? TimeSpan.FromSeconds(1) : TimeSpan.FromSeconds(30));
            return (claims.Take(work, room), Claims.TakeProbes(work, Parking.ProbeEvery), claims.NextDue(work, latest));
        }, CancellationToken.None);

        foreach (var claim in taken) Start(() => AttemptAsync(claim));
        foreach (var lane in probes) Start(() => ProbeAsync(lane));
        return next;
    }

    /// <summary>Attempts are not cancelled by a stop: what is in hand is finished, and what it led to is written down.</summary>
    private void Start(Func<Task> errand)
    {
        var number = started++;
        var over = errands[number] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = Task.Run(async () =>
        {
            try
            {
                await errand();
            }
#pragma warning disable CA1031 // An attempt that could not be written down is found by its lease, and looked for.
            catch (Exception trouble)
#pragma warning restore CA1031
            {
                Troubled(trouble);
            }
            finally
            {
                errands.TryRemove(number, out _);
                pulse.Beat();
                over.SetResult();
            }
        });
    }

    private async Task AttemptAsync(Claim claim)
    {
        using var scope = logger.BeginScope("Delivery {Delivery}", claim.Delivery);
        var sender = senders[claim.Service];
        var began = clock.GetTimestamp();
        var outcome = claim.Look
            ? await sender.FindAsync(claim.Sending, CancellationToken.None)
            : await sender.SendAsync(claim.Sending, CancellationToken.None);
        var took = clock.GetElapsedTime(began);

        if (outcome is Outcome.Delivered) Delivered(claim.Sending.Id, claim.Sending.Kind, claim.Service, claim.Sending.Lane, claim.Attempt);
        else Undelivered(claim.Sending.Id, claim.Sending.Kind, claim.Service, claim.Sending.Lane, claim.Attempt, outcome);
        await database.DoAsync(work => settlement.Settle(work, claim, outcome, took), CancellationToken.None);
    }

    private async Task ProbeAsync(Lane lane)
    {
        var outcome = await senders[lane.Service].ProbeAsync(lane.Name, CancellationToken.None);
        if (outcome is Outcome.Delivered) await database.DoAsync(work => parking.Try(work, lane.Service, lane.Name), CancellationToken.None);
    }

    [LoggerMessage(LogLevel.Information, "Parcel {Id} ({Kind}) is in {Service} {Lane}, attempt {Attempt}")]
    private partial void Delivered(long id, string kind, string service, string lane, long attempt);

    [LoggerMessage(LogLevel.Warning, "Parcel {Id} ({Kind}) for {Service} {Lane}, attempt {Attempt}: {Outcome}")]
    private partial void Undelivered(long id, string kind, string service, string lane, long attempt, Outcome outcome);

    [LoggerMessage(LogLevel.Error, "The courier met trouble; going on in a moment")]
    private partial void Troubled(Exception trouble);
}
