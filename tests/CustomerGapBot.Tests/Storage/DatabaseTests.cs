using CustomerGapBot.Storage;
using Dapper;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerGapBot.Tests.Storage;

/// <summary>What holds on both databases.</summary>
[TestFixtureSource(typeof(TestStore), nameof(TestStore.All))]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
internal sealed class DatabaseTests(string kind)
{
    private readonly ManualTimeProvider clock = new();
    private TestStore store = null!;
    private Database database = null!;

    [OneTimeSetUp]
    public static void TeachDapperOurTimes() => new ServiceCollection().AddStorage(new ConfigurationBuilder().Build());

    [SetUp]
    public async Task OpenAsync()
    {
        store = await TestStore.NewAsync(kind);
        database = store.Open(clock);
        await database.DoAsync(work => work.Execute("create table notes (id bigint not null primary key, text text not null, at bigint)"), CancellationToken.None);
    }

    [TearDown]
    public async Task CloseAsync()
    {
        await ((IAsyncDisposable)database).DisposeAsync();
        await store.DisposeAsync();
    }

    [Test]
    public async Task The_schema_is_brought_up_to_date_once_however_often_and_by_however_many()
    {
        var replica = store.Open(clock);
        await using var second = (IAsyncDisposable)replica;
        await Task.WhenAll(database.MigrateAsync(CancellationToken.None), database.MigrateAsync(CancellationToken.None));
        clock.Advance(TimeSpan.FromDays(1));
        await replica.MigrateAsync(CancellationToken.None);

        Assert.That(await store.CountAsync("select count(*) from migrations"), Is.EqualTo(Migration.All.Count));
        Assert.That(await store.CountAsync("select max(applied_at) from migrations"), Is.EqualTo(ManualTimeProvider.Start.ToUnixTimeMilliseconds()));
        Assert.That(await store.CountAsync("select count(*) from inbox"), Is.Zero);
    }

    [Test]
    public async Task A_body_that_throws_is_undone_alone()
    {
        var fates = await Task.WhenAll(Enumerable.Range(0, 300).Select(async id =>
        {
            try
            {
                await database.DoAsync(work =>
                {
                    Note(work, id, "was here");
                    if (id % 3 == 0) throw new InvalidOperationException($"no {id}");
                }, CancellationToken.None);
                return "";
            }
            catch (InvalidOperationException fault)
            {
                return fault.Message;
            }
        }));

        Assert.That(fates, Is.EqualTo(Enumerable.Range(0, 300).Select(id => id % 3 == 0 ? $"no {id}" : "")), "each hears of its own fault, and of no other");
        Assert.That(await Ids(), Is.EqualTo(Enumerable.Range(0, 300).Where(id => id % 3 != 0)));
    }

    [Test]
    public async Task A_body_whose_statement_fails_is_undone_alone()
    {
        var good = Enumerable.Range(0, 50).Select(id => database.DoAsync(work => Note(work, id, "good"), CancellationToken.None)).ToArray();
        var bad = database.DoAsync(work =>
        {
            Note(work, 1000, "bad");
            work.Execute("insert into nowhere (id) values (1)");
        }, CancellationToken.None);
        await Task.WhenAll(good);

        Assert.That(async () => await bad, Throws.InstanceOf<System.Data.Common.DbException>());
        Assert.That(await Ids(), Is.EqualTo(Enumerable.Range(0, 50)));
    }

    [Test]
    public async Task Hundreds_at_once_that_read_before_they_write_lose_nothing()
    {
        await database.DoAsync(work => Note(work, 1, "0"), CancellationToken.None);

        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => database.DoAsync(Count, CancellationToken.None))));

        Assert.That(await database.ReadAsync(connection => connection.ExecuteScalar<string>("select text from notes where id = 1"), CancellationToken.None), Is.EqualTo("200"));
    }

    [Test]
    public async Task What_is_asked_for_after_the_commit_happens_once_it_can_be_seen_and_not_when_it_is_undone()
    {
        List<long> seen = [];
        await database.DoAsync(work =>
        {
            Note(work, 1, "kept");
            work.AfterCommit(() => seen.Add(store.CountAsync("select count(*) from notes").GetAwaiter().GetResult()));
        }, CancellationToken.None);
        var undone = database.DoAsync(work =>
        {
            work.AfterCommit(() => seen.Add(-1));
            throw new InvalidOperationException();
        }, CancellationToken.None);

        Assert.That(async () => await undone, Throws.InvalidOperationException);
        Assert.That(seen, Is.EqualTo([1L]));
    }

    [Test]
    public async Task Times_come_back_as_they_went_in_to_the_millisecond()
    {
        var at = new DateTimeOffset(2026, 11, 23, 1, 2, 3, 456, TimeSpan.FromHours(2));
        await database.DoAsync(work =>
        {
            work.Execute("insert into notes (id, text, at) values (1, 'a time', @at)", new { at });
            work.Execute("insert into notes (id, text, at) values (2, 'none', @none)", new { none = (DateTimeOffset?)null });
            work.Execute("insert into notes (id, text, at) values (3, 'now', @Now)", new { work.Now });
        }, CancellationToken.None);

        var times = await database.DoAsync(work => work.All<DateTimeOffset?>("select at from notes order by id"), CancellationToken.None);
        Assert.That(times, Is.EqualTo(new DateTimeOffset?[] { at, null, ManualTimeProvider.Start }));
        Assert.That(await store.CountAsync("select at from notes where id = 1"), Is.EqualTo(at.ToUnixTimeMilliseconds()));
    }

    [Test]
    public async Task Each_work_has_one_moment_and_no_cause_of_another()
    {
        var first = await database.DoAsync(work => (work.Now, work.Cause = 7), CancellationToken.None);
        clock.Advance(TimeSpan.FromSeconds(1));
        var second = await database.DoAsync(work => (work.Now, work.Cause), CancellationToken.None);

        Assert.That((first.Now, first.Item2), Is.EqualTo((ManualTimeProvider.Start, 7L)));
        Assert.That(second, Is.EqualTo((ManualTimeProvider.Start.AddSeconds(1), (long?)null)));
    }

    [Test]
    public async Task Who_no_longer_waits_is_let_go()
    {
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();

        Assert.That(async () => await database.DoAsync(work => Note(work, 1, "late"), gone.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(async () => await database.DoAsync(work => Note(work, 2, "next"), CancellationToken.None), Throws.Nothing);
    }

    private static void Note(Work work, long id, string text) => work.Execute("insert into notes (id, text) values (@id, @text)", new { id, text });

    private static void Count(Work work)
    {
        var count = long.Parse(work.One<string>("select text from notes where id = 1")!, System.Globalization.CultureInfo.InvariantCulture);
        work.Execute("update notes set text = @text where id = 1", new { text = $"{count + 1}" });
    }

    private Task<long[]> Ids() => database.ReadAsync(connection => connection.Query<long>("select id from notes order by id").ToArray(), CancellationToken.None);
}
