using System.Diagnostics;
using CustomerGapBot.Sandbox;
using CustomerGapBot.Tests.Storage;

namespace CustomerGapBot.Tests.Crash;

/// <summary>The stand-ins on the real clock, a burst on them, and the bot as a process on a database that outlives it.</summary>
internal sealed class Scene : IAsyncDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    private readonly long began = Stopwatch.GetTimestamp();
    private BotProcess? bot;

    private Scene(TestStore store, StandIns outside, Burst burst)
    {
        Store = store;
        Outside = outside;
        Burst = burst;
        Settings = new Dictionary<string, string?>([.. outside.Settings, .. Burst.Settings]) { ["Storage:ConnectionString"] = store.ConnectionString };
        outside.GitHub.InOrder = false;
    }

    public TestStore Store { get; }

    public StandIns Outside { get; }

    public Burst Burst { get; }

    public IReadOnlyDictionary<string, string?> Settings { get; }

    public TimeSpan Took => Stopwatch.GetElapsedTime(began);

    /// <summary>How many messages of the bot there are in the channels.</summary>
    public int Sent => Burst.Channels.Values.Sum(channel => Outside.Slack.Messages(channel).Count(message => message.IsBot));

    public string Output => bot?.Output ?? "";

    public static async Task<Scene> NewAsync(string kind, int seed, int issues, int acts)
    {
        var outside = await StandIns.StartAsync(TimeProvider.System);
        return new(await TestStore.NewAsync(kind), outside, new(outside, seed, issues, acts));
    }

    public async Task WakeAsync()
    {
        bot = await BotProcess.StartAsync(Settings);
        Outside.Bot = bot.Address;
    }

    public async Task KillAsync()
    {
        await bot!.KillAsync();
        Outside.Bot = null;
        await bot.DisposeAsync();
    }

    public async Task<int> StopAsync(TimeSpan patience)
    {
        var code = await bot!.StopAsync(patience);
        Outside.Bot = null;
        return code;
    }

    public static async Task UntilAsync(Func<bool> holds, CancellationToken ct)
    {
        while (!holds()) await Task.Delay(LookEvery, ct);
    }

    /// <summary>Waits until the channels show all that happened, and the bot has nothing more to post; then all is there once, or it fails.</summary>
    public async Task ShowsAllOnceAsync(CancellationToken ct)
    {
        try
        {
            await UntilAsync(() => Burst.Differences().Count == 0, ct);
            while (await OwedAsync(ct) > 0) await Task.Delay(LookEvery, ct);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"After {Took.TotalSeconds:0} s:\n{string.Join('\n', Burst.Differences())}\n{string.Join('\n', Output.Split('\n').TakeLast(40))}");
        }

        Assert.That(Burst.Differences(), Is.Empty);
        Assert.That(await Store.CountAsync("select count(*) from inbox where state = 'set_aside'"), Is.Zero, "set aside");
        Assert.That(await Store.CountAsync("select count(*) from parcels where state = 'refused'"), Is.Zero, "refused");
        Assert.That(await StopAsync(TimeSpan.FromSeconds(30)), Is.Zero, Output);
    }

    public async ValueTask DisposeAsync()
    {
        if (bot is not null) await bot.DisposeAsync();
        await Outside.DisposeAsync();
        await Store.DisposeAsync();
    }

    private Task<long> OwedAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return Store.CountAsync("""
            select (select count(*) from inbox where state = 'waiting')
                 + (select count(*) from parcels where kind = 'post' and state in ('waiting', 'sending', 'unknown'))
            """);
    }
}
