namespace CustomerGapBot.Delivery;

/// <summary>A wake-up for one loop. A beat that comes while the loop is busy is not lost: the next wait ends at once.</summary>
internal abstract class Pulse(TimeProvider clock)
{
    private readonly Lock gate = new();
    private TaskCompletionSource beat = Fresh();
    private DateTimeOffset? waitsUntil;

    /// <summary>How many beats there were.</summary>
    public long Beats { get; private set; }

    /// <summary>Whether the loop has nothing to do at this moment of the clock.</summary>
    public bool IsIdle
    {
        get { lock (gate) return waitsUntil > clock.GetUtcNow(); }
    }

    public void Beat()
    {
        lock (gate)
        {
            Beats++;
            waitsUntil = null;
            beat.TrySetResult();
        }
    }

    /// <summary>Waits for a beat, or until the clock shows the given time.</summary>
    public async Task WaitAsync(DateTimeOffset until, CancellationToken ct)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        Task next, late;
        lock (gate)
        {
            // The clock is asked to wake us before we say that we wait: whoever sees that may move it on at once.
            var wait = until - clock.GetUtcNow();
            next = beat.Task;
            late = wait > TimeSpan.Zero ? Task.Delay(wait, clock, over.Token) : Task.CompletedTask;
            waitsUntil = next.IsCompleted ? null : until;
        }

        await Task.WhenAny(next, late);
        await over.CancelAsync();

        lock (gate)
        {
            waitsUntil = null;
            if (beat.Task.IsCompleted) beat = Fresh();
        }

        ct.ThrowIfCancellationRequested();
    }

    private static TaskCompletionSource Fresh() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>Wakes the inbox's worker.</summary>
internal sealed class InboxPulse(TimeProvider clock) : Pulse(clock);

/// <summary>Wakes the courier.</summary>
internal sealed class OutboxPulse(TimeProvider clock) : Pulse(clock);
