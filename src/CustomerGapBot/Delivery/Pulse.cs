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
        Task next;
        lock (gate)
        {
            next = beat.Task;
            waitsUntil = next.IsCompleted ? null : until;
        }

        var wait = until - clock.GetUtcNow();
        if (wait > TimeSpan.Zero)
        {
            using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
            var delay = Task.Delay(wait, clock, over.Token);

            // A clock that was moved in between would let the delay end too late.
            if (clock.GetUtcNow() < until) await Task.WhenAny(next, delay);
            await over.CancelAsync();
        }

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
