using CustomerGapBot.Sandbox;
using CustomerGapBot.Tests.Storage;

namespace CustomerGapBot.Tests.Crash;

/// <summary>The real program, killed and stopped in the midst of things. Nothing is lost, nothing comes twice.</summary>
[Category("Crash")]
[NonParallelizable]
internal sealed class CrashTests
{
    private const string Post = "chat.postMessage";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    [TestCaseSource(typeof(TestStore), nameof(TestStore.All))]
    public async Task Killed_at_random_moments_it_shows_every_event_once_and_in_order(string kind)
    {
        var seed = TestContext.CurrentContext.Random.Next(1_000_000);
        var random = new Random(seed);
        await TestContext.Out.WriteLineAsync($"{kind}, seed {seed}");
        using var patience = new CancellationTokenSource(Patience);
        await using var scene = await Scene.NewAsync(kind, seed, issues: 18, acts: 16);
        await scene.WakeAsync();
        var playing = scene.Burst.PlayAsync(patience.Token);

        // While it takes things in, and then while it sends what it took.
        foreach (var share in (double[])[0.1, 0.3, 0.5, 0.75])
        {
            await Scene.UntilAsync(() => scene.Burst.Taken >= (int)(share * 18 * 16), patience.Token);
            await Task.Delay(random.Next(300), patience.Token);
            await scene.KillAsync();
            await scene.WakeAsync();
        }

        // Where replicas share a database, what a dead one held is left to it for a minute.
        var killsWhileSending = kind == TestStore.Sqlite ? 3 : 1;
        for (var kill = 0; kill < killsWhileSending; kill++)
        {
            var sent = scene.Sent + random.Next(2, 8);
            await Scene.UntilAsync(() => scene.Sent >= sent || scene.Burst.Differences().Count == 0, patience.Token);
            MakeTrouble(scene.Outside.Trouble, random);
            await Scene.UntilAsync(() => scene.Sent > sent || scene.Outside.Trouble.Ahead.Count == 0, patience.Token);
            await scene.KillAsync();
            scene.Outside.Trouble.Clear();
            await scene.WakeAsync();
        }

        await playing;
        await scene.ShowsAllOnceAsync(patience.Token);
        await TestContext.Out.WriteLineAsync($"{4 + killsWhileSending} kills, {scene.Outside.GitHub.Deliveries.Count} events, {scene.Sent} messages, {scene.Took.TotalSeconds:0} s");
    }

    [TestCaseSource(typeof(TestStore), nameof(TestStore.All))]
    public async Task Asked_to_stop_in_a_burst_it_finishes_what_is_in_hand_and_goes_on_after_a_restart(string kind)
    {
        using var patience = new CancellationTokenSource(Patience);
        await using var scene = await Scene.NewAsync(kind, TestContext.CurrentContext.Random.Next(1_000_000), issues: 6, acts: 8);
        await scene.WakeAsync();
        var playing = scene.Burst.PlayAsync(patience.Token);
        await Scene.UntilAsync(() => scene.Sent >= 3, patience.Token);
        scene.Outside.Trouble.Slow(Post, TimeSpan.FromSeconds(2), times: 3);
        await Scene.UntilAsync(() => scene.Outside.Trouble.Ahead.Count == 0, patience.Token);

        Assert.That(await scene.StopAsync(TimeSpan.FromSeconds(30)), Is.Zero, scene.Output);
        Assert.That(await scene.Store.CountAsync("select count(*) from parcels where state in ('sending', 'unknown')"), Is.Zero, "nothing is left in doubt");

        await scene.WakeAsync();
        await playing;
        await scene.ShowsAllOnceAsync(patience.Token);
    }

    [TestCaseSource(typeof(TestStore), nameof(TestStore.Shared))]
    public async Task Two_replicas_share_a_burst_and_show_every_event_once_and_in_order(string kind)
    {
        using var patience = new CancellationTokenSource(Patience);
        await using var scene = await Scene.NewAsync(kind, TestContext.CurrentContext.Random.Next(1_000_000), issues: 9, acts: 12);
        await scene.WakeAsync();
        await using var other = await BotProcess.StartAsync(scene.Settings);
        var first = scene.Outside.Bot!;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(patience.Token);
        var turns = TakeTurnsAsync(scene.Outside, first, other.Address, over.Token);
        await scene.Burst.PlayAsync(patience.Token);
        await over.CancelAsync();
        await turns;

        await scene.ShowsAllOnceAsync(patience.Token);
        Assert.That(await other.StopAsync(TimeSpan.FromSeconds(30)), Is.Zero);
        Assert.That(other.Output, Does.Contain("is in slack").And.Not.Contain("met trouble"));
    }

    private static void MakeTrouble(Trouble trouble, Random random)
    {
        switch (random.Next(3))
        {
            case 0:
                trouble.Slow(Post, TimeSpan.FromSeconds(3), times: 2);
                break;
            case 1:
                trouble.AcceptThenDrop(Post, times: 2);
                break;
            default:
                trouble.DropBeforeWork(Post, times: 2);
                break;
        }
    }

    /// <summary>As a load balancer would: what comes goes to one, then to the other.</summary>
    private static async Task TakeTurnsAsync(StandIns outside, Uri one, Uri other, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        try
        {
            while (await timer.WaitForNextTickAsync(ct)) outside.Bot = outside.Bot == one ? other : one;
        }
        catch (OperationCanceledException)
        {
            outside.Bot = one;
        }
    }
}
