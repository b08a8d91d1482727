namespace CustomerGapBot.Tests;

/// <summary>
/// A clock that stands still until a test moves it. <see cref="Advance"/> fires what falls due one by one, in the order of its due time,
/// with the clock set to that time; what a timer starts anew within the same stretch fires in the same call. Thread-safe.
/// Continuations of a fired <c>Task.Delay</c> run on the pool: await them, do not assert at once.
/// </summary>
internal sealed class ManualTimeProvider(DateTimeOffset start) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly PriorityQueue<(ManualTimer Timer, long Version), (long Due, long Order)> due = new();
    private long now = start.UtcTicks;
    private long order;

    public ManualTimeProvider() : this(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero))
    {
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>How many timers wait: lets a test see that something has gone to sleep before it moves the clock.</summary>
    public int Waiting
    {
        get { lock (gate) return due.UnorderedItems.Count(item => item.Element.Timer.IsAt(item.Element.Version)); }
    }

    /// <summary>When the next timer falls due, or null when none waits.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            lock (gate)
            {
                DropStale();
                return due.TryPeek(out _, out var next) ? new DateTimeOffset(next.Due, TimeSpan.Zero) : null;
            }
        }
    }

    public override DateTimeOffset GetUtcNow() => new(Volatile.Read(ref now), TimeSpan.Zero);

    public override long GetTimestamp() => Volatile.Read(ref now);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        var end = Volatile.Read(ref now) + by.Ticks;
        while (Next(end) is { } timer) timer.Fire();
    }

    private ManualTimer? Next(long end)
    {
        lock (gate)
        {
            DropStale();
            if (due.TryPeek(out _, out var next) && next.Due <= end)
            {
                var (timer, _) = due.Dequeue();
                Volatile.Write(ref now, Math.Max(now, next.Due));
                timer.Again(next.Due);
                return timer;
            }

            Volatile.Write(ref now, Math.Max(now, end));
            return null;
        }
    }

    private void DropStale()
    {
        while (due.TryPeek(out var item, out _) && !item.Timer.IsAt(item.Version)) due.Dequeue();
    }

    private sealed class ManualTimer(ManualTimeProvider clock, TimerCallback callback, object? state) : ITimer
    {
        private long version;
        private TimeSpan period;
        private bool disposed;

        public bool IsAt(long at) => version == at;

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan newPeriod)
        {
            lock (clock.gate)
            {
                if (disposed) return false;
                period = newPeriod;
                version++;
                if (dueTime != Timeout.InfiniteTimeSpan) Enqueue(clock.now + Math.Max(0, dueTime.Ticks));
                return true;
            }
        }

        public void Again(long firedAt)
        {
            version++;
            if (period > TimeSpan.Zero) Enqueue(firedAt + period.Ticks);
        }

        public void Dispose()
        {
            lock (clock.gate)
            {
                disposed = true;
                version++;
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Enqueue(long at) => clock.due.Enqueue((this, version), (at, clock.order++));
    }
}
