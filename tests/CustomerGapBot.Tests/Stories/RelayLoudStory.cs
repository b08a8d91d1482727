using CustomerGapBot.Sandbox;
using static CustomerGapBot.Sandbox.Cast;

namespace CustomerGapBot.Tests.Stories;

/// <summary>What is said in a thread is also shown in the channel when it breaks a long silence, and as the settings say.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class RelayLoudStory
{
    private const string Feedback = "#feedback";
    private const string Repository = "acme/feedback";

    [Test]
    public async Task The_first_comment_after_three_quiet_days_is_loud_once_a_day_and_a_state_change_never()
    {
        await using var bot = await TestBot.StartAsync();
        var issue = bot.GitHub.Open(Carol, Repository, "Quiet");
        await SayAsync(bot, issue, TimeSpan.FromDays(2), "not yet quiet");
        await SayAsync(bot, issue, TimeSpan.FromDays(3), "revived");
        await SayAsync(bot, issue, TimeSpan.FromHours(1), "goes on");
        bot.Clock.Advance(TimeSpan.FromDays(9));
        bot.GitHub.Close(Dave, issue);
        await bot.PassAsync(TimeSpan.FromSeconds(10));
        await SayAsync(bot, issue, TimeSpan.FromHours(1), "revived again");

        Assert.That(Loud(bot), Is.EqualTo(["revived", "revived again"]));
    }

    [TestCase("Never", new string[0])]
    [TestCase("Always", new[] { "one", "two" })]
    public async Task The_setting_may_make_all_of_them_loud_or_none(string broadcast, string[] loud)
    {
        await using var bot = await TestBot.StartAsync(("Feedback:Relay:Broadcast", broadcast));
        var issue = bot.GitHub.Open(Carol, Repository, "Set");
        await SayAsync(bot, issue, TimeSpan.FromDays(5), "one");
        await SayAsync(bot, issue, TimeSpan.FromSeconds(5), "two");
        Assert.That(Loud(bot), Is.EqualTo(loud));
    }

    [Test]
    public async Task Flat_comments_are_messages_of_their_own_that_say_what_they_are_about()
    {
        await using var bot = await TestBot.StartAsync(("Feedback:Relay:Threaded", "false"));
        var issue = bot.GitHub.Open(Carol, Repository, "Flat");
        var kept = bot.GitHub.Comment(Alice, issue, "Kept.");
        var struck = bot.GitHub.Comment(Bob, issue, "Struck.");
        await bot.PassAsync(TimeSpan.FromMinutes(1));
        bot.GitHub.EditComment(Alice, kept, "Kept and edited.");
        bot.GitHub.DeleteComment(Bob, struck);
        await bot.PassAsync(TimeSpan.FromMinutes(2));

        Assert.That(bot.Seen(Feedback), Is.EqualTo("""
            *[Flat](gh/acme/feedback/issues/1)*
            acme/feedback#1 opened by [carol-cruz](gh/carol-cruz), 2026-11-23 09:00 UTC
            🟢 Open  💬 1

            *[alice-ahn](gh/alice-ahn)* [commented (edited)](gh/acme/feedback/issues/1#issuecomment-1) on [#1 Flat](gh/acme/feedback/issues/1)
            Kept and edited.

            ~bob-brandt commented~ comment deleted on [#1 Flat](gh/acme/feedback/issues/1)
            """));
    }

    private static async Task SayAsync(TestBot bot, GitHubIssue issue, TimeSpan after, string words)
    {
        await bot.SettleAsync();
        bot.Clock.Advance(after);
        bot.GitHub.Comment(Alice, issue, words);
        await bot.PassAsync(TimeSpan.FromSeconds(10));
    }

    private static string[] Loud(TestBot bot) => [.. bot.Slack.Messages(Feedback).Where(message => message.Broadcast).Select(message => message.Text.Split('\n')[1])];
}
