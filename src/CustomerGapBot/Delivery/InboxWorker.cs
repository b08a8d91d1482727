using System.Collections.Frozen;
using System.Data.Common;
using CustomerGapBot.Storage;
using Dapper;

namespace CustomerGapBot.Delivery;

/// <summary>Hands each kept item to its receivers, and marks it done in the transaction that holds what they made of it.</summary>
internal sealed partial class InboxWorker(
    Database database, InboxPulse pulse, IEnumerable<IReceiver> receivers, Notices notices, TimeProvider clock, ILogger<InboxWorker> logger) : BackgroundService
{
    /// <summary>After so many failures an item is set aside: it must not hold up the others for ever.</summary>
    public const int Tries = 5;

    private const int Batch = 64;
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromMinutes(10);

    private readonly FrozenDictionary<string, IReceiver[]> byKind = receivers
        .SelectMany(receiver => receiver.Kinds, (receiver, kind) => (receiver, kind))
        .GroupBy(pair => pair.kind, pair => pair.receiver)
        .ToFrozenDictionary(group => group.Key, group => group.ToArray());

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await WorkOffAsync(stoppingToken)) { }

                await pulse.WaitAsync(await NextAsync(stoppingToken), stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // The worker outlives whatever happens; the database may be back in a moment.
            catch (Exception trouble)
#pragma warning restore CA1031
            {
                Troubled(trouble);
                await Task.Delay(FirstRetry, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<bool> WorkOffAsync(CancellationToken ct)
    {
        var items = await database.ReadAsync(connection => connection.Query<Row>("""
            select   id, door, delivery, kind, received_at, attempts, body
            from     inbox
            where    state = 'waiting' and not_before <= @now
            order by id
            limit    @Batch
            """, new { now = clock.GetUtcNow(), Batch }).AsList(), ct);

        // What is in hand is finished, also when the program is told to stop.
        await Task.WhenAll(items.Select(item => HandleAsync(item)));
        return items.Count > 0;
    }

    private async Task HandleAsync(Row item)
    {
        using var scope = logger.BeginScope("Delivery {Delivery}", item.Delivery);
        try
        {
            var handled = await database.DoAsync(work => Handle(item, work), CancellationToken.None);
            if (handled is not null) Done(item.Kind, handled.What, handled.Subject);
        }
        catch (NotYetException notYet)
        {
            await database.DoAsync(work => Postpone(work, item, notYet.After), CancellationToken.None);
        }
        catch (DbException trouble) when (trouble.IsTransient)
        {
            // The database's trouble, not the item's.
            Troubled(trouble);
            await database.DoAsync(work => Postpone(work, item, FirstRetry), CancellationToken.None);
        }
#pragma warning disable CA1031 // Whatever an item does to its receivers, it is that item's failure and is counted as one.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Failed(fault, item.Kind, item.Attempts + 1);
            await database.DoAsync(work => Fail(work, item, fault), CancellationToken.None);
        }
    }

    private Handled? Handle(Row row, Work work)
    {
        // Taken by compare-and-set: another replica may have been quicker.
        if (work.Execute("update inbox set state = 'done', closed_at = @Now where id = @Id and state = 'waiting'", new { row.Id, work.Now }) == 0) return null;

        var item = row.Item;
        work.Cause = item.Id;
        var handled = Handled.Together(byKind.GetValueOrDefault(item.Kind, []).Select(receiver => receiver.Receive(item, work)));
        work.Execute("update inbox set subject = @Subject, outcome = @What where id = @Id", new { item.Id, handled.Subject, handled.What });
        return handled;
    }

    private static void Postpone(Work work, Row item, TimeSpan after) =>
        work.Execute("update inbox set not_before = @later where id = @Id and state = 'waiting'", new { item.Id, later = work.Now + after });

    private void Fail(Work work, Row item, Exception fault)
    {
        var attempts = item.Attempts + 1;
        if (attempts < Tries)
        {
            var later = work.Now + Backoff.After(attempts, FirstRetry, LongestRetry);
            work.Execute("update inbox set attempts = @attempts, not_before = @later where id = @Id and state = 'waiting'", new { item.Id, attempts, later });
            return;
        }

        var why = $"{fault.GetType().Name}: {fault.Message}";
        var aside = work.Execute("""
            update inbox
            set    state = 'set_aside', attempts = @attempts, outcome = @why, closed_at = @Now
            where  id = @Id and state = 'waiting'
            """, new { item.Id, attempts, why, work.Now });
        if (aside > 0) notices.Tell(work, new Notice.SetAside(item.Kind, item.Delivery, why));
    }

    private Task<DateTimeOffset> NextAsync(CancellationToken ct) => database.ReadAsync(connection =>
    {
        var latest = clock.GetUtcNow() + (database.IsShared ? TimeSpan.FromSeconds(1) : TimeSpan.FromSeconds(30));
        var next = connection.ExecuteScalar<long?>("select min(not_before) from inbox where state = 'waiting'");
        return next is { } at && at < latest.ToUnixTimeMilliseconds() ? DateTimeOffset.FromUnixTimeMilliseconds(at) : latest;
    }, ct);

    /// <summary>One waiting row, its body still packed.</summary>
    private sealed record Row
    {
        public long Id { get; init; }
        public string Door { get; init; } = "";
        public string Delivery { get; init; } = "";
        public string Kind { get; init; } = "";
        public DateTimeOffset ReceivedAt { get; init; }
        public long Attempts { get; init; }
        public byte[] Body { get; init; } = [];

        public InboxItem Item => new(Id, Door, Delivery, Kind, ReceivedAt, Attempts, Inbox.Unpack(Body));
    }

    [LoggerMessage(LogLevel.Information, "{Kind}: {What} ({Subject})")]
    private partial void Done(string kind, string what, string? subject);

    [LoggerMessage(LogLevel.Error, "{Kind} failed, attempt {Attempt}")]
    private partial void Failed(Exception fault, string kind, long attempt);

    [LoggerMessage(LogLevel.Error, "The inbox could not be read; trying again in a moment")]
    private partial void Troubled(Exception trouble);
}
