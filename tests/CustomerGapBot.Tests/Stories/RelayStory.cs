using static CustomerGapBot.Sandbox.Cast;

namespace CustomerGapBot.Tests.Stories;

/// <summary>What the channel sees of the feedback repository.</summary>
internal sealed class RelayStory
{
    private const string Feedback = "#feedback";
    private const string Repository = "acme/feedback";

    [Test]
    public async Task An_issue_becomes_a_card_and_its_comments_replies_in_the_thread()
    {
        await using var bot = await TestBot.StartAsync();

        var issue = bot.GitHub.Open(Carol, Repository, "Export to CSV", "A customer needs it for their **auditors**.\n\nThey asked twice.", ["needs-review"]);
        await bot.SettleAsync();
        bot.GitHub.Comment(Alice, issue, "Which columns?");
        await bot.PassAsync(TimeSpan.FromSeconds(5));
        bot.GitHub.Comment(Carol, issue, "All of them.");
        await bot.PassAsync(TimeSpan.FromMinutes(2));

        Assert.That(bot.Slack.Seen(Feedback), Is.EqualTo(""));
    }
}
