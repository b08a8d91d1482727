using System.Text.RegularExpressions;
using static CustomerGapBot.Sandbox.Cast;

namespace CustomerGapBot.Tests.Storage;

/// <summary>The whole bot on PostgreSQL: every statement that it has, on the database that is stricter.</summary>
internal sealed partial class PostgresStoryTests
{
    [TestCaseSource(typeof(TestStore), nameof(TestStore.Shared))]
    public async Task An_issue_reaches_the_channel(string kind)
    {
        await using var store = await TestStore.NewAsync(kind);
        await using var bot = await TestBot.StartAsync(("Storage:ConnectionString", store.ConnectionString));

        var issue = bot.GitHub.Open(Carol, "acme/feedback", "Export to CSV", "A customer needs it.", ["needs-review"]);
        await bot.SettleAsync();
        var first = bot.GitHub.Comment(Alice, issue, "Which columns?");
        for (var place = 0; place < 6; place++) bot.GitHub.Comment(Carol, issue, $"Column {place}.");
        await bot.PassAsync(TimeSpan.FromSeconds(10));
        bot.GitHub.EditComment(Alice, first, "Which columns, please?");
        bot.GitHub.Edit(Carol, issue, title: "Export to CSV and Excel");
        await bot.PassAsync(TimeSpan.FromSeconds(20));
        bot.GitHub.DeleteComment(Alice, first);
        await bot.PassAsync(TimeSpan.FromSeconds(5));
        bot.Slack.Archive("#feedback");
        bot.GitHub.Comment(Alice, issue, "Late.");
        await bot.PassAsync(TimeSpan.FromSeconds(10));
        bot.Slack.Unarchive("#feedback");
        await LetPassAsync(bot, TimeSpan.FromMinutes(5));
        bot.Outside.Trouble.AcceptThenDrop("chat.postMessage");
        bot.GitHub.Comment(Bob, issue, "On it.");
        bot.GitHub.Close(Bob, issue);
        await bot.PassAsync(TimeSpan.FromSeconds(30));
        await LetPassAsync(bot, TimeSpan.FromHours(1));

        var seen = bot.Seen("#feedback");
        Assert.That(seen, Does.StartWith("*[Export to CSV and Excel](gh/acme/feedback/issues/1)*").And.Contain("Closed").And.Contain("comment deleted"));
        Assert.That(Said.Matches(seen).Select(said => said.Value), Is.EqualTo(["Column 0.", "Column 1.", "Column 2.", "Column 3.", "Column 4.", "Column 5.", "Late.", "On it."]));
        Assert.That(await store.CountAsync("select count(*) from inbox where state <> 'done'"), Is.Zero);
        var ready = await bot.Http.GetAsync(new Uri("health/ready", UriKind.Relative));
        Assert.That(ready.IsSuccessStatusCode, await ready.Content.ReadAsStringAsync());
        Assert.That(await bot.Slack.CommandAsync(Erin, "#feedback", $"/gap trace {bot.GitHub.Url(issue)}"), Does.Contain("comment struck"));
    }

    [GeneratedRegex(@"(Column [0-9]|Late|On it|Which columns.*)[.?]")]
    private static partial Regex Said { get; }

    /// <summary>At one go: where replicas are awaited, something falls due each second.</summary>
    private static async Task LetPassAsync(TestBot bot, TimeSpan span)
    {
        bot.Clock.Advance(span);
        await bot.SettleAsync();
        await bot.PassAsync(TimeSpan.FromSeconds(10));
    }
}
