using static CustomerGapBot.Sandbox.Cast;

namespace CustomerGapBot.Tests.Stories;

/// <summary>The first start is silent about what was there before, and loses nothing of what came after.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class RelayStartStory
{
    private const string Feedback = "#feedback";
    private const string Repository = "acme/feedback";
    private const string AskTheTime = "GET /repos/acme/feedback";

    [Test]
    public async Task What_was_before_is_not_posted_until_a_new_comment_brings_it()
    {
        await using var bot = await TestBot.AsleepAsync();
        var issue = bot.GitHub.Open(Carol, Repository, "From before");
        bot.GitHub.Comment(Alice, issue, "Said before.");
        bot.Clock.Advance(TimeSpan.FromDays(9));
        await bot.WakeAsync();
        await bot.SettleAsync();

        foreach (var delivery in bot.GitHub.Deliveries) bot.GitHub.Redeliver(delivery.Guid);
        bot.GitHub.Label(Dave, issue, "accepted");
        await bot.PassAsync(TimeSpan.FromSeconds(10));
        Assert.That(bot.Slack.Messages(Feedback), Is.Empty);

        bot.GitHub.Comment(Alice, issue, "Said after.");
        await bot.PassAsync(TimeSpan.FromMinutes(1));
        Assert.That(bot.Seen(Feedback), Does.Contain("From before").And.Contain("Said after.").And.Not.Contain("Said before."));
    }

    [Test]
    public async Task A_restart_does_not_ask_again_and_posts_what_was_opened_meanwhile()
    {
        await using var bot = await TestBot.StartAsync();
        await bot.SleepAsync();
        bot.GitHub.Open(Carol, Repository, "Meanwhile", deliver: false);
        bot.Clock.Advance(TimeSpan.FromHours(1));
        await bot.WakeAsync();
        await bot.SettleAsync();
        bot.GitHub.Redeliver(bot.GitHub.Deliveries[^1].Guid);
        await bot.PassAsync(TimeSpan.FromSeconds(10));

        Assert.That(bot.Seen(Feedback), Does.Contain("Meanwhile"));
        Assert.That(bot.Outside.Traffic.Calls(AskTheTime), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task What_is_opened_while_GitHub_does_not_tell_its_time_waits_and_is_posted()
    {
        await using var bot = await TestBot.AsleepAsync();
        bot.Outside.Trouble.ServerError(502, AskTheTime, times: 3);
        await bot.WakeAsync();
        await bot.SettleAsync();
        bot.Clock.Advance(TimeSpan.FromSeconds(2));
        bot.GitHub.Open(Carol, Repository, "Impatient");
        await bot.SettleAsync();
        Assert.That(bot.Slack.Messages(Feedback), Is.Empty);

        await bot.PassAsync(TimeSpan.FromMinutes(2));
        Assert.That(bot.Seen(Feedback), Does.Contain("Impatient"));
    }

    [Test]
    public async Task After_five_minutes_without_GitHub_our_own_clock_counts_and_a_late_answer_loses_nothing()
    {
        await using var bot = await TestBot.AsleepAsync();
        bot.Outside.Trouble.ServerError(502, AskTheTime, times: 1000);
        await bot.WakeAsync();
        await bot.SettleAsync();
        bot.Clock.Advance(TimeSpan.FromMinutes(1));
        var issue = bot.GitHub.Open(Carol, Repository, "Patient");
        bot.GitHub.Comment(Alice, issue, "Said while GitHub was away.", deliver: false);
        await bot.PassAsync(TimeSpan.FromMinutes(3));
        Assert.That(bot.Slack.Messages(Feedback), Is.Empty);
        await bot.PassAsync(TimeSpan.FromMinutes(2));
        Assert.That(bot.Seen(Feedback), Does.Contain("Patient"));

        bot.Outside.Trouble.Clear();
        await bot.PassAsync(TimeSpan.FromMinutes(10));
        Assert.That(bot.Outside.Traffic.Calls(AskTheTime)[^1].Status, Is.EqualTo(200));
        bot.GitHub.Redeliver(bot.GitHub.Deliveries[^1].Guid);
        await bot.PassAsync(TimeSpan.FromMinutes(1));
        Assert.That(bot.Seen(Feedback), Does.Contain("Said while GitHub was away."));
    }

    [Test]
    public async Task Letter_case_of_the_repository_in_the_settings_does_not_matter()
    {
        await using var bot = await TestBot.StartAsync(("Feedback:Repository", "Acme/Feedback"));
        bot.GitHub.Open(Carol, Repository, "As GitHub spells it");
        await bot.PassAsync(TimeSpan.FromSeconds(10));
        Assert.That(bot.Seen(Feedback), Does.Contain("As GitHub spells it"));
    }
}
