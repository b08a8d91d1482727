namespace CustomerGapBot.Delivery;

/// <summary>A wake-up for one loop. A beat that comes while the loop is busy is not lost: the next wait ends at once.</summary>
internal abstract class Pulse(TimeProvider clock)
{
    private readonly Lock gate = new();
    private TaskCompletionSource beat = Fresh();

    /// <summary>How many beats there were. With <see cref="IsWaiting"/> it tells whether the loop has nothing left to do for now.</summary>
    public long Beats { get; private set; }

    public bool IsWaiting { get; private set; }

    public void Beat()
    {
        lock (gate)
        {
            Beats++;
            IsWaiting = false;
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
            IsWaiting = !next.IsCompleted;
        }

        var wait = until - clock.GetUtcNow();
        if (wait > TimeSpan.Zero)
        {
            using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
            await Task.WhenAny(next, Task.Delay(wait, clock, over.Token));
            await over.CancelAsync();
        }

        lock (gate)
        {
            IsWaiting = false;
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
