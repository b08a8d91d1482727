namespace CustomerGapBot.Tests;

internal sealed class ManualTimeProviderTests
{
    [Test]
    public void Timers_fire_in_order_with_the_clock_at_their_time()
    {
        var clock = new ManualTimeProvider();
        var start = clock.GetUtcNow();
        List<(string, double)> fired = [];
        void Note(object? name) => fired.Add(((string)name!, (clock.GetUtcNow() - start).TotalSeconds));

        using var late = clock.CreateTimer(Note, "late", TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan);
        using var each = clock.CreateTimer(Note, "each", TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2));
        using var gone = clock.CreateTimer(Note, "gone", TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        gone.Dispose();
        clock.Advance(TimeSpan.FromSeconds(6));

        Assert.That(fired, Is.EqualTo([("each", 2d), ("each", 4d), ("late", 5d), ("each", 6d)]));
        Assert.That(clock.Waiting, Is.EqualTo(1));
    }

    [Test]
    public async Task Delays_and_timeouts_obey_it()
    {
        var clock = new ManualTimeProvider();
        var delay = Task.Delay(TimeSpan.FromMinutes(1), clock);
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(2), clock);
        Assert.That(delay.IsCompleted, Is.False);

        clock.Advance(TimeSpan.FromMinutes(1));
        await delay;
        Assert.That(timeout.IsCancellationRequested, Is.False);
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.That(timeout.IsCancellationRequested, Is.True);
    }
}
