using static CustomerGapBot.Sandbox.Cast;

namespace CustomerGapBot.Tests.Stories;

/// <summary>What the channel sees of the feedback repository.</summary>
[Parallelizable(ParallelScope.All)]
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

        Assert.That(bot.Seen(Feedback), Is.EqualTo("""
            *[Export to CSV](gh/acme/feedback/issues/1)*
            acme/feedback#1 opened by [carol-cruz](gh/carol-cruz), 2026-11-23 09:00 UTC `needs-review`
            A customer needs it for their *auditors*.

            They asked twice.
            🟢 Open  💬 2
              ↳ *[alice-ahn](gh/alice-ahn)* [commented](gh/acme/feedback/issues/1#issuecomment-1)
                Which columns?
              ↳ *[carol-cruz](gh/carol-cruz)* [commented](gh/acme/feedback/issues/1#issuecomment-2)
                All of them.
            """));
    }

    [Test]
    public async Task Opened_labelled_and_assigned_is_one_card_posted_at_once()
    {
        await using var bot = await TestBot.StartAsync();

        var issue = bot.GitHub.Open(Carol, Repository, "Dark mode", null, ["needs-review", "area:ui"]);
        bot.GitHub.Assign(Erin, issue, Bob);
        await bot.SettleAsync();
        Assert.That(bot.Slack.Messages(Feedback).Count(message => message.IsBot), Is.EqualTo(1));

        await bot.PassAsync(TimeSpan.FromMinutes(5));
        Assert.That(bot.Seen(Feedback), Is.EqualTo("""
            *[Dark mode](gh/acme/feedback/issues/1)*
            acme/feedback#1 opened by [carol-cruz](gh/carol-cruz), 2026-11-23 09:00 UTC `area:ui` `needs-review`
            🟢 Open  👤 bob-brandt
            """));
    }
}
