using CustomerGapBot.Storage;
using Microsoft.Data.Sqlite;

namespace CustomerGapBot.Tests.Storage;

/// <summary>What is SQLite's own: one writer, many bodies under one commit.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
internal sealed class SqliteDatabaseTests
{
    private TestStore store = null!;
    private Database database = null!;

    [SetUp]
    public async Task OpenAsync()
    {
        store = await TestStore.NewAsync(TestStore.Sqlite);
        database = store.Open(new ManualTimeProvider());
        await database.DoAsync(work =>
        {
            work.Execute("create table notes (id integer primary key, parent bigint references notes (id) deferrable initially deferred)");
            work.Execute("insert into notes (id) values (1)");
        }, CancellationToken.None);
    }

    [TearDown]
    public async Task CloseAsync()
    {
        await ((IAsyncDisposable)database).DisposeAsync();
        await store.DisposeAsync();
    }

    [Test]
    public async Task What_came_together_is_committed_together_and_done_in_the_order_in_which_it_came()
    {
        List<int> order = [];
        var bodies = Together(Enumerable.Range(0, 200).Select(place => (Action<Work>)(work =>
        {
            work.Execute("insert into notes (parent) values (1)");
            work.AfterCommit(() => order.Add(place));
        })));
        await Task.WhenAll(bodies);

        Assert.That(order, Is.EqualTo(Enumerable.Range(0, 200)));
        Assert.That(await store.CountAsync("select count(*) from notes"), Is.EqualTo(201));
    }

    [Test]
    public async Task A_commit_that_fails_reaches_every_caller_and_is_not_the_end()
    {
        var told = 0;
        var bodies = Together(
        [
            work => { work.Execute("insert into notes (id) values (2)"); work.AfterCommit(() => told++); },
            work => work.Execute("insert into notes (id, parent) values (3, 999)"),
            _ => throw new InvalidOperationException("its own"),
        ]);

        Assert.That(async () => await bodies[0], Throws.InstanceOf<SqliteException>());
        Assert.That(async () => await bodies[1], Throws.InstanceOf<SqliteException>());
        Assert.That(async () => await bodies[2], Throws.InvalidOperationException.With.Message.EqualTo("its own"));
        Assert.That(told, Is.Zero);
        await database.DoAsync(work => work.Execute("insert into notes (id) values (4)"), CancellationToken.None);
        Assert.That(await store.CountAsync("select sum(id) from notes"), Is.EqualTo(5));
    }

    [Test]
    public async Task Readers_see_what_is_committed_while_a_writer_works()
    {
        using var seen = new ManualResetEventSlim();
        var writing = database.DoAsync(work =>
        {
            work.Execute("insert into notes (id) values (2)");
            seen.Wait();
        }, CancellationToken.None);

        Assert.That(await store.CountAsync("select count(*) from notes"), Is.EqualTo(1));
        seen.Set();
        await writing;
        Assert.That(await store.CountAsync("select count(*) from notes"), Is.EqualTo(2));
    }

    [Test]
    public async Task What_is_queued_when_it_is_closed_is_still_done()
    {
        var bodies = Together([.. Enumerable.Repeat<Action<Work>>(work => work.Execute("insert into notes (parent) values (1)"), 20)]);
        await ((IAsyncDisposable)database).DisposeAsync();
        await Task.WhenAll(bodies);

        Assert.That(await store.CountAsync("select count(*) from notes"), Is.EqualTo(21));
        Assert.That(async () => await database.DoAsync(_ => { }, CancellationToken.None), Throws.InstanceOf<System.Threading.Channels.ChannelClosedException>());
    }

    [Test]
    public async Task Every_commit_is_on_the_disk()
    {
        var (journal, synchronous) = await database.DoAsync(work => (work.One<string>("pragma journal_mode"), work.One<long>("pragma synchronous")), CancellationToken.None);

        Assert.That((journal, synchronous), Is.EqualTo(("wal", 2L)));
    }

    /// <summary>Holds the writer up until all of them wait.</summary>
    private Task[] Together(IEnumerable<Action<Work>> bodies)
    {
        using var all = new ManualResetEventSlim();
        using var begun = new ManualResetEventSlim();
        var first = database.DoAsync(_ => { begun.Set(); all.Wait(); }, CancellationToken.None);
        begun.Wait();
        Task[] waiting = [.. bodies.Select(body => database.DoAsync(body, CancellationToken.None))];
        all.Set();
        first.GetAwaiter().GetResult();
        return waiting;
    }
}
