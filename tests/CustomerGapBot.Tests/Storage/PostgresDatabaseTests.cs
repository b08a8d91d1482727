using CustomerGapBot.Storage;

namespace CustomerGapBot.Tests.Storage;

/// <summary>What is PostgreSQL's own: replicas that work on the same facts at the same time.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class PostgresDatabaseTests
{
    [TestCaseSource(typeof(TestStore), nameof(TestStore.Shared))]
    public async Task Bodies_of_two_replicas_that_collide_are_run_again(string kind)
    {
        await using var store = await TestStore.NewAsync(kind);
        Database[] replicas = [store.Open(new ManualTimeProvider()), store.Open(new ManualTimeProvider())];
        await replicas[0].DoAsync(work =>
        {
            work.Execute("create table tallies (id bigint primary key, count bigint not null)");
            work.Execute("insert into tallies (id, count) values (1, 0), (2, 0)");
        }, CancellationToken.None);

        // Both have read before either writes.
        using var bothHaveRead = new CountdownEvent(2);
        var runs = 0;
        var told = 0;
        await Task.WhenAll(replicas.Select((replica, place) => replica.DoAsync(work =>
        {
            var sum = work.One<long>("select sum(count)::bigint from tallies");
            if (Interlocked.Increment(ref runs) <= 2) bothHaveRead.Signal();
            bothHaveRead.Wait();
            work.Execute("update tallies set count = @next where id = @id", new { next = sum + 1, id = 1 + place });
            work.Execute("update tallies set count = 0 where id = @id", new { id = 2 - place });
            work.AfterCommit(() => Interlocked.Increment(ref told));
        }, CancellationToken.None)));

        Assert.That(await store.CountAsync("select sum(count)::bigint from tallies"), Is.EqualTo(2), "as if one had come after the other");
        Assert.That(runs, Is.GreaterThan(2), "they did collide");
        Assert.That(told, Is.EqualTo(2), "a body that ran twice tells once");
        foreach (var replica in replicas) await ((IAsyncDisposable)replica).DisposeAsync();
    }
}
