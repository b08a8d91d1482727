using CustomerGapBot.Sandbox;
using static CustomerGapBot.Sandbox.Cast;

namespace CustomerGapBot.Tests.Stories;

/// <summary>Whatever becomes of an issue changes its card, and never adds a message to the channel.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class RelayEditsStory
{
    private const string Feedback = "#feedback";
    private const string Repository = "acme/feedback";

    private static readonly (string Name, Func<GitHubStandIn, GitHubIssue, GitHubIssue> Act, string Shows)[] Acts =
    [
        ("title", (hub, it) => hub.Edit(Carol, it, title: "A better title"), "*[A better title](gh/acme/feedback/issues/1)*"),
        ("body", (hub, it) => hub.Edit(Carol, it, body: "New words."), "\nNew words.\n"),
        ("label", (hub, it) => hub.Label(Carol, it, "accepted"), "`accepted`"),
        ("unlabel", (hub, it) => hub.Unlabel(Carol, it, "needs-review"), "09:00 UTC\n"),
        ("assignee", (hub, it) => hub.Assign(Erin, it, Bob), "🟢 Open  👤 bob-brandt"),
        ("unassign", (hub, it) => hub.Unassign(Erin, hub.Assign(Erin, it, Bob, deliver: false), Bob), "🟢 Open"),
        ("milestone", (hub, it) => hub.Milestone(Dave, it, "Spring"), "🟢 Open  🏁 Spring"),
        ("completed", (hub, it) => hub.Close(Dave, it), "🟣 Closed as completed"),
        ("not planned", (hub, it) => hub.Close(Dave, it, "not_planned"), "⚪ Closed as not planned"),
        ("duplicate", (hub, it) => hub.Close(Dave, it, "duplicate"), "⚪ Closed as duplicate"),
        ("reopened", (hub, it) => hub.Reopen(Dave, hub.Close(Dave, it, deliver: false)), "🟢 Reopened"),
        ("lock", (hub, it) => hub.Lock(Erin, it), "🟢 Open  🔒 Locked"),
        ("lock with reason", (hub, it) => hub.Lock(Erin, it, "too heated"), "🟢 Open  🔒 Locked as too heated"),
        ("unlock", (hub, it) => hub.Unlock(Erin, hub.Lock(Erin, it, deliver: false)), "🟢 Open"),
        ("pin", (hub, it) => hub.Pin(Erin, it), "🟢 Open  📌 Pinned"),
        ("unpin", (hub, it) => hub.Unpin(Erin, hub.Pin(Erin, it)), "🟢 Open"),
        ("transfer", (hub, it) => hub.Transfer(Erin, it, "acme/product"), "➡️ Moved to acme/product#1"),
        ("delete", (hub, it) => hub.Delete(Erin, it), "~Export~\n"),
    ];

    private static IEnumerable<TestCaseData> Cases =>
        from act in Acts
        from months in (int[])[0, 4]
        select new TestCaseData(act.Name, months).SetName($"{{m}}({act.Name}, {months} months later)");

    [TestCaseSource(nameof(Cases))]
    public async Task The_card_changes_in_place(string name, int months)
    {
        var (_, act, shows) = Acts.Single(it => it.Name == name);
        await using var bot = await TestBot.StartAsync();
        var issue = bot.GitHub.Open(Carol, Repository, "Export", "Some words.", ["needs-review"]);
        await bot.PassAsync(TimeSpan.FromSeconds(10));
        var ts = bot.Slack.Messages(Feedback).Single().Ts;
        await PassMonthsAsync(bot, months);

        act(bot.GitHub, issue);
        await bot.PassAsync(TimeSpan.FromMinutes(2));

        Assert.That(bot.Seen(Feedback) + "\n", Does.Contain(shows));
        Assert.That(bot.Slack.Messages(Feedback).Single().Ts, Is.EqualTo(ts));
    }

    [Test]
    public async Task Two_labels_within_one_second_are_settled_by_one_question([Values] bool reversed, [Values] bool twice)
    {
        await using var bot = await TestBot.StartAsync();
        bot.GitHub.SecondHook = twice;
        var issue = bot.GitHub.Open(Carol, Repository, "Export");
        await bot.PassAsync(TimeSpan.FromSeconds(10));
        bot.GitHub.Hold();
        bot.GitHub.Label(Carol, issue, "accepted");
        bot.GitHub.Label(Carol, issue, "planned");
        Guid[] labels = [.. bot.GitHub.Deliveries.TakeLast(twice ? 4 : 2).Select(delivery => delivery.Guid)];
        foreach (var guid in reversed ? labels.Reverse() : labels)
        {
            bot.GitHub.Redeliver(guid);
            await bot.Outside.WebhooksDeliveredAsync();
        }

        await bot.PassAsync(TimeSpan.FromMinutes(2));

        Assert.That(bot.Seen(Feedback), Does.Contain("`accepted` `planned`"));

        // While the answer is under way, the other hook may ask again: only an answer to a later question is sure to know of it.
        Assert.That(bot.Outside.Traffic.Calls("GET /repos/acme/feedback/issues/1"), Has.Count.InRange(1, twice ? 2 : 1));
        Assert.That(bot.Slack.Messages(Feedback), Has.Count.EqualTo(1));
    }

    [TestCase(404)]
    [TestCase(410)]
    [TestCase(500)]
    public async Task A_tie_that_GitHub_cannot_settle_now_is_settled_later(int status)
    {
        await using var bot = await TestBot.StartAsync();
        var issue = bot.GitHub.Open(Carol, Repository, "Export");
        await bot.PassAsync(TimeSpan.FromSeconds(10));
        bot.Outside.Trouble.ServerError(status, "GET /repos/acme/feedback/issues/1");
        bot.GitHub.Label(Carol, issue, "accepted");
        bot.GitHub.Label(Carol, issue, "planned");
        await bot.PassAsync(TimeSpan.FromMinutes(2));
        bot.GitHub.Comment(Alice, issue, "Good.");
        await bot.PassAsync(TimeSpan.FromMinutes(2));

        Assert.That(bot.Seen(Feedback), Does.Contain("`accepted` `planned`"));
        Assert.That(bot.Slack.Messages(Feedback), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Shuffled_events_leave_the_card_in_the_latest_state([Range(1, 4)] int seed)
    {
        await using var bot = await TestBot.StartAsync();
        bot.GitHub.SecondHook = true;
        bot.GitHub.Hold();
        var issue = bot.GitHub.Open(Carol, Repository, "Export", "Words.", ["needs-review"]);
        Action[] acts =
        [
            () => bot.GitHub.Edit(Carol, issue, title: "Export to CSV"), () => bot.GitHub.Label(Dave, issue, "planned"), () => bot.GitHub.Assign(Erin, issue, Bob),
            () => bot.GitHub.Unlabel(Dave, issue, "needs-review"), () => bot.GitHub.Close(Bob, issue), () => bot.GitHub.Milestone(Dave, issue, "Spring"),
        ];
        foreach (var act in acts)
        {
            bot.Clock.Advance(TimeSpan.FromSeconds(1));
            act();
        }

        bot.GitHub.Release(new Random(seed));
        await bot.PassAsync(TimeSpan.FromMinutes(3));

        Assert.That(bot.Seen(Feedback), Is.EqualTo("""
            *[Export to CSV](gh/acme/feedback/issues/1)*
            acme/feedback#1 opened by [carol-cruz](gh/carol-cruz), 2026-11-23 09:00 UTC `planned`
            Words.
            🟣 Closed as completed  👤 bob-brandt  🏁 Spring
            """));
    }

    [Test]
    public async Task An_issue_moved_into_the_repository_is_as_new_however_old()
    {
        await using var bot = await TestBot.AsleepAsync();
        var issue = bot.GitHub.Open(Carol, "acme/widgets", "Belongs elsewhere");
        bot.Clock.Advance(TimeSpan.FromDays(100));
        await bot.WakeAsync();
        await bot.SettleAsync();

        bot.GitHub.Transfer(Erin, issue, Repository);
        await bot.PassAsync(TimeSpan.FromMinutes(2));

        Assert.That(bot.Seen(Feedback), Does.StartWith("*[Belongs elsewhere](gh/acme/feedback/issues/1)*\nacme/feedback#1 opened by"));
    }

    [Test]
    public async Task An_issue_moved_between_two_relayed_repositories_leaves_one_channel_and_comes_into_the_other([Values] bool reversed)
    {
        await using var bot = await TestBot.StartAsync(("Routes:0:Repository", "acme/product"), ("Routes:0:Channel", "#support"));
        var issue = bot.GitHub.Open(Carol, Repository, "Belongs elsewhere");
        await bot.PassAsync(TimeSpan.FromSeconds(10));
        bot.GitHub.Hold();
        bot.GitHub.Transfer(Erin, issue, "acme/product");
        Guid[] moves = [.. bot.GitHub.Deliveries.TakeLast(2).Select(delivery => delivery.Guid)];
        foreach (var guid in reversed ? moves.Reverse() : moves)
        {
            bot.GitHub.Redeliver(guid);
            await bot.PassAsync(TimeSpan.FromSeconds(10));
        }

        bot.GitHub.Edit(Carol, issue, title: "At home");
        bot.GitHub.Release();
        await bot.PassAsync(TimeSpan.FromMinutes(2));

        Assert.That(bot.Seen(Feedback), Does.Contain("➡️ Moved to acme/product#1").And.Not.Contain("At home"));
        Assert.That(bot.Seen("#support"), Does.Contain("At home").And.Contain("🟢 Open"));
    }

    private static async Task PassMonthsAsync(TestBot bot, int months)
    {
        if (months == 0) return;

        // What housekeeping leaves of a card after so long. The bot sleeps meanwhile, or it would wake for every half minute of it.
        await bot.SleepAsync();
        bot.Clock.Advance(TimeSpan.FromDays(30 * months));
        await bot.WakeAsync();
        await bot.Database.DoAsync(work => { work.Execute("update parcels set body = null"); }, CancellationToken.None);
        await bot.SettleAsync();
    }
}
