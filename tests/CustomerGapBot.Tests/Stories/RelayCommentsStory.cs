using static CustomerGapBot.Sandbox.Cast;

namespace CustomerGapBot.Tests.Stories;

/// <summary>Comments reach the thread of the one card: each once, in their order, however GitHub's webhooks come.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class RelayCommentsStory
{
    private const string Feedback = "#feedback";
    private const string Repository = "acme/feedback";

    private static readonly string[] Said = ["One.", "Two.", "Three.", "Four.", "Five.", "Six."];

    [Test]
    public async Task Shuffled_webhooks_end_as_one_card_with_each_comment_once_and_in_order([Range(1, 6)] int seed)
    {
        await using var bot = await TestBot.StartAsync();
        bot.GitHub.SecondHook = seed % 2 == 0;
        bot.GitHub.Hold();
        await HappenAsync(bot);

        bot.GitHub.Release(new Random(seed));
        await bot.PassAsync(TimeSpan.FromMinutes(3));

        AssertOneCardWithAll(bot);
    }

    [Test]
    public async Task Each_event_through_two_hooks_and_then_redelivered_is_shown_once()
    {
        await using var bot = await TestBot.StartAsync();
        bot.GitHub.SecondHook = true;
        await HappenAsync(bot);
        await bot.PassAsync(TimeSpan.FromMinutes(3));
        var before = bot.Seen(Feedback);

        foreach (var delivery in bot.GitHub.Deliveries) bot.GitHub.Redeliver(delivery.Guid);
        await bot.PassAsync(TimeSpan.FromMinutes(3));

        Assert.That(bot.Seen(Feedback), Is.EqualTo(before));
        AssertOneCardWithAll(bot);
    }

    [Test]
    public async Task The_opening_that_comes_after_the_comments_changes_nothing_in_the_channel()
    {
        await using var bot = await TestBot.StartAsync();
        bot.GitHub.Hold();
        var issue = bot.GitHub.Open(Carol, Repository, "Late");
        bot.GitHub.Comment(Alice, issue, "Early.");
        await Redeliver(bot, "issue_comment.created");
        Assert.That(bot.Slack.Messages(Feedback), Has.Count.EqualTo(2));

        await Redeliver(bot, "issues.opened");
        Assert.That(bot.Slack.Messages(Feedback), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_bots_comment_that_overtakes_the_opening_does_not_cost_the_card()
    {
        await using var bot = await TestBot.StartAsync();
        bot.GitHub.Hold();
        var issue = bot.GitHub.Open(Carol, Repository, "Greeted by a bot");
        bot.GitHub.Comment(Dependabot, issue, "Thanks for your report.");

        await Redeliver(bot, "issue_comment.created");
        Assert.That(bot.Slack.Messages(Feedback), Is.Empty);
        await Redeliver(bot, "issues.opened");

        Assert.That(bot.Slack.Messages(Feedback), Has.Count.EqualTo(1));
        Assert.That(bot.Seen(Feedback), Does.Contain("Greeted by a bot").And.Not.Contain("Thanks"));
    }

    [Test]
    public async Task An_edited_comment_is_rewritten_in_place_however_old()
    {
        await using var bot = await TestBot.StartAsync();
        var issue = bot.GitHub.Open(Carol, Repository, "Old");
        var comment = bot.GitHub.Comment(Alice, issue, "Teh export.");
        await bot.PassAsync(TimeSpan.FromMinutes(1));
        await bot.SleepAsync();
        bot.Clock.Advance(TimeSpan.FromDays(45));
        await bot.WakeAsync();
        await bot.SettleAsync();

        bot.GitHub.EditComment(Alice, comment, "The export.");
        await bot.PassAsync(TimeSpan.FromMinutes(2));

        Assert.That(Thread(bot), Is.EqualTo("""
              ↳ *[alice-ahn](gh/alice-ahn)* [commented (edited)](gh/acme/feedback/issues/1#issuecomment-1)
                The export.
            """));
        Assert.That(bot.Slack.Messages(Feedback)[^1].Text, Does.Contain("(edited)").And.Contain("The export.").And.Not.Contain("Teh"));
        Assert.That(bot.Slack.Messages(Feedback), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task An_edit_before_its_creation_is_shown_once_and_edited()
    {
        await using var bot = await TestBot.StartAsync(("Feedback:Relay:Include:Actions:0", "issues.opened"), ("Feedback:Relay:Include:Actions:1", "issue_comment.created"));
        var issue = bot.GitHub.Open(Carol, Repository, "Edited early");
        bot.GitHub.Hold();
        var comment = bot.GitHub.Comment(Alice, issue, "Frist.");
        bot.Clock.Advance(TimeSpan.FromSeconds(2));
        bot.GitHub.EditComment(Alice, comment, "First.");

        await Redeliver(bot, "issue_comment.edited");
        await Redeliver(bot, "issue_comment.created");
        await bot.PassAsync(TimeSpan.FromSeconds(10));

        Assert.That(Thread(bot), Does.Contain("commented (edited)").And.Contain("First."));
        Assert.That(bot.Slack.Messages(Feedback), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Two_edits_within_one_second_are_settled_by_one_question([Values] bool reversed)
    {
        await using var bot = await TestBot.StartAsync();
        var issue = bot.GitHub.Open(Carol, Repository, "Edited twice");
        var comment = bot.GitHub.Comment(Alice, issue, "a");
        await bot.PassAsync(TimeSpan.FromSeconds(10));
        bot.GitHub.Hold();
        bot.GitHub.EditComment(Alice, comment, "b");
        bot.GitHub.EditComment(Alice, comment, "c");
        Guid[] edits = [.. bot.GitHub.Deliveries.TakeLast(2).Select(delivery => delivery.Guid)];

        foreach (var guid in reversed ? edits.Reverse() : edits)
        {
            bot.GitHub.Redeliver(guid);
            await bot.Outside.WebhooksDeliveredAsync();
        }

        await bot.PassAsync(TimeSpan.FromMinutes(2));

        Assert.That(bot.Slack.Messages(Feedback)[^1].Text, Does.Contain("\nc\n"));
        Assert.That(bot.Outside.Traffic.Calls($"GET /repos/acme/feedback/issues/comments/{comment.Id}"), Has.Count.EqualTo(1));
        Assert.That(bot.Slack.Messages(Feedback), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_deleted_comment_is_struck_and_its_text_is_nowhere_any_more()
    {
        await using var bot = await TestBot.StartAsync();
        var issue = bot.GitHub.Open(Carol, Repository, "Discreet");
        var comment = bot.GitHub.Comment(Alice, issue, "The password is swordfish.");
        await bot.PassAsync(TimeSpan.FromSeconds(10));
        comment = bot.GitHub.EditComment(Alice, comment, "The password is swordfish!");
        await bot.PassAsync(TimeSpan.FromSeconds(10));

        bot.GitHub.DeleteComment(Alice, comment);
        await bot.PassAsync(TimeSpan.FromMinutes(2));

        Assert.That(Thread(bot), Is.EqualTo("  ↳ ~alice-ahn commented~ comment deleted"));
        Assert.That(bot.Slack.Messages(Feedback).Select(message => message.Text), Has.None.Contain("swordfish"));
        await AssertForgottenAsync(bot, "swordfish");
    }

    [Test]
    public async Task A_comment_deleted_before_it_was_sent_is_never_sent()
    {
        await using var bot = await TestBot.StartAsync();
        var issue = bot.GitHub.Open(Carol, Repository, "Second thoughts");
        await bot.SettleAsync();
        var comment = bot.GitHub.Comment(Alice, issue, "I quit, says swordfish.");
        await bot.SettleAsync();
        bot.GitHub.DeleteComment(Alice, comment);
        await bot.PassAsync(TimeSpan.FromMinutes(2));

        Assert.That(bot.Slack.Messages(Feedback), Has.Count.EqualTo(1));
        await AssertForgottenAsync(bot, "swordfish");
    }

    [Test]
    public async Task A_creation_after_its_deletion_is_never_shown_nor_kept()
    {
        await using var bot = await TestBot.StartAsync();
        var issue = bot.GitHub.Open(Carol, Repository, "Out of order");
        bot.GitHub.Hold();
        var comment = bot.GitHub.Comment(Alice, issue, "swordfish");
        bot.GitHub.DeleteComment(Alice, comment);

        await Redeliver(bot, "issue_comment.deleted");
        await Redeliver(bot, "issue_comment.created");
        await bot.PassAsync(TimeSpan.FromMinutes(2));

        Assert.That(bot.Slack.Messages(Feedback), Has.Count.EqualTo(1));
        await AssertForgottenAsync(bot, "swordfish");
    }

    [Test]
    public async Task With_a_deleted_issue_its_comments_are_struck()
    {
        await using var bot = await TestBot.StartAsync();
        var issue = bot.GitHub.Open(Carol, Repository, "Gone", "About swordfish.");
        bot.GitHub.Comment(Alice, issue, "More about swordfish.");
        await bot.PassAsync(TimeSpan.FromSeconds(10));

        bot.GitHub.Delete(Erin, issue);
        await bot.PassAsync(TimeSpan.FromMinutes(2));

        Assert.That(bot.Seen(Feedback), Is.EqualTo("""
            ~Gone~
            acme/feedback#1 opened by [carol-cruz](gh/carol-cruz), 2026-11-23 09:00 UTC
            🗑️ Deleted on GitHub  💬 1
              ↳ comment deleted
            """));
        await AssertForgottenAsync(bot, "swordfish");
    }

    [Test]
    public async Task A_card_that_vanished_from_Slack_is_posted_anew_with_the_next_event()
    {
        await using var bot = await TestBot.StartAsync();
        var issue = bot.GitHub.Open(Carol, Repository, "Lost");
        await bot.SettleAsync();
        bot.Slack.DeleteMessage(Feedback, bot.Slack.Messages(Feedback)[0].Ts);

        bot.GitHub.Edit(Carol, issue, title: "Lost and found");
        await bot.PassAsync(TimeSpan.FromMinutes(2));
        bot.GitHub.Label(Carol, issue, "accepted");
        await bot.PassAsync(TimeSpan.FromMinutes(2));

        Assert.That(bot.Slack.Messages(Feedback), Has.Count.EqualTo(1));
        Assert.That(bot.Seen(Feedback), Does.Contain("Lost and found").And.Contain("`accepted`"));
    }

    [Test]
    public async Task A_comment_whose_card_vanished_brings_a_new_card_and_lands_in_its_thread()
    {
        await using var bot = await TestBot.StartAsync();
        var issue = bot.GitHub.Open(Carol, Repository, "Lost");
        await bot.SettleAsync();
        bot.Slack.DeleteMessage(Feedback, bot.Slack.Messages(Feedback)[0].Ts);

        bot.GitHub.Comment(Alice, issue, "Still here?");
        await bot.PassAsync(TimeSpan.FromMinutes(2));

        var messages = bot.Slack.Messages(Feedback);
        Assert.That(messages, Has.Count.EqualTo(2));
        Assert.That(messages[1].ThreadTs, Is.EqualTo(messages[0].Ts));
        Assert.That(messages[1].Text, Does.Contain("Still here?"));
    }

    private static async Task HappenAsync(TestBot bot)
    {
        var issue = bot.GitHub.Open(Carol, Repository, "Export to CSV", "For the auditors.", ["needs-review"]);
        foreach (var said in Said)
        {
            bot.Clock.Advance(TimeSpan.FromSeconds(2));
            bot.GitHub.Comment(Alice, issue, said);
        }

        await bot.SettleAsync();
    }

    private static void AssertOneCardWithAll(TestBot bot)
    {
        var messages = bot.Slack.Messages(Feedback);
        Assert.That(messages.Count(message => message.ThreadTs is null), Is.EqualTo(1));
        Assert.That(Thread(bot).Split('\n').Select(line => line.Trim()).Where(Said.Contains), Is.EqualTo(Said));
    }

    /// <summary>What stands below the card.</summary>
    private static string Thread(TestBot bot) => bot.Seen(Feedback) is var seen && seen.IndexOf("  ↳", StringComparison.Ordinal) is >= 0 and var start ? seen[start..] : "";

    private static async Task Redeliver(TestBot bot, string what)
    {
        foreach (var delivery in bot.GitHub.Deliveries.Where(delivery => $"{delivery.Event}.{delivery.Action}" == what)) bot.GitHub.Redeliver(delivery.Guid);
        await bot.PassAsync(TimeSpan.FromSeconds(10));
    }

    private static async Task AssertForgottenAsync(TestBot bot, string word)
    {
        var kept = await bot.Database.DoAsync(work => (
            Parcels: work.All<string>("select coalesce(body, '') || title from parcels"),
            Issues: work.All<string>("select snapshot from issues"),
            Inbox: work.All<byte[]>("select body from inbox where door <> 'slack' and length(body) > 0")), CancellationToken.None);
        Assert.That(kept.Parcels.Concat(kept.Issues), Has.None.Contain(word));
        Assert.That(kept.Inbox.Select(body => System.Text.Encoding.UTF8.GetString(Delivery.Inbox.Unpack(body))), Has.None.Contain(word));
    }
}
