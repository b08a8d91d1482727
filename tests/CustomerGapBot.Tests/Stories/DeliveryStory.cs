using System.Net;
using CustomerGapBot.Sandbox;
using static CustomerGapBot.Sandbox.Cast;

namespace CustomerGapBot.Tests.Stories;

/// <summary>What people, operators and orchestrators see when Slack is in trouble.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class DeliveryStory
{
    private const string Feedback = "#feedback";
    private const string Operators = "#gap-operators";
    private const string Repository = "acme/feedback";

    [TestCase("rate_limited")]
    [TestCase("ratelimited")]
    [TestCase("request_timeout")]
    [TestCase("internal_error")]
    [TestCase("fatal_error")]
    [TestCase("service_unavailable")]
    public async Task What_Slack_does_not_take_for_now_is_posted_once_a_little_later(string code)
    {
        await using var bot = await StartAsync();
        bot.Outside.Trouble.Fail("chat.postMessage", code);

        bot.GitHub.Open(Carol, Repository, "Export");
        await bot.PassAsync(TimeSpan.FromMinutes(1));

        Assert.Multiple(() =>
        {
            Assert.That(Posts(bot, Feedback), Has.Count.EqualTo(1));
            Assert.That(Posts(bot, Operators), Is.Empty);
        });
    }

    [TestCase("restricted_action_thread_locked")]
    [TestCase("invalid_metadata_format")]
    [TestCase("invalid_form_data")]
    [TestCase("no_text")]
    [TestCase("a_code_that_nobody_knows")]
    public async Task What_Slack_refuses_is_set_aside_and_told_once_and_its_channel_goes_on(string code)
    {
        await using var bot = await StartAsync();
        bot.Outside.Trouble.Fail("chat.postMessage", code);

        bot.GitHub.Open(Carol, Repository, "Refused");
        bot.GitHub.Open(Carol, Repository, "Taken");
        await bot.PassAsync(TimeSpan.FromMinutes(1));

        Assert.Multiple(() =>
        {
            Assert.That(Posts(bot, Feedback).Select(post => post.Text), Has.One.Contains("Taken"));
            Assert.That(Posts(bot, Operators).Select(post => post.Text), Has.One.Contains("refused a message"));
            Assert.That(bot.Seen(Operators), Does.Contain("Refused").And.Contain(code));
        });
    }

    [TestCase("is_archived")]
    [TestCase("not_in_channel")]
    [TestCase("channel_not_found")]
    [TestCase("channel_is_limited_access")]
    [TestCase("posting_to_channel_denied")]
    [TestCase("restricted_action")]
    [TestCase("restricted_action_read_only_channel")]
    [TestCase("restricted_action_thread_only_channel")]
    [TestCase("message_limit_exceeded")]
    [TestCase("ekm_access_denied")]
    public async Task A_channel_that_takes_nothing_is_parked_and_told_once_and_gets_everything_when_it_opens(string code)
    {
        await using var bot = await StartAsync();
        bot.Outside.Trouble.Fail("chat.postMessage", code);
        bot.Outside.Trouble.Fail("conversations.join", "restricted_action");

        bot.GitHub.Open(Carol, Repository, "First");
        bot.GitHub.Open(Carol, Repository, "Second");
        await bot.PassAsync(TimeSpan.FromMinutes(1));
        Assert.That(Posts(bot, Feedback), Is.Empty);
        Assert.That(Posts(bot, Operators), Has.Count.EqualTo(1));

        await bot.PassAsync(TimeSpan.FromMinutes(5));

        Assert.Multiple(() =>
        {
            Assert.That(Titles(bot, Feedback), Is.EqualTo(["First", "Second"]));
            Assert.That(Posts(bot, Operators).Select(post => post.Text), Has.One.Contains("takes nothing"));
            Assert.That(Posts(bot, Operators).Select(post => post.Text), Has.One.Contains("#feedback is open again"));
        });
    }

    [TestCase("invalid_auth")]
    [TestCase("token_revoked")]
    [TestCase("account_inactive")]
    [TestCase("team_access_not_granted")]
    [TestCase("method_deprecated")]
    public async Task While_Slack_takes_nothing_from_us_we_are_not_ready_and_say_why(string code)
    {
        await using var bot = await StartAsync();
        bot.Outside.Trouble.Fail("slack", code, times: 20);

        bot.GitHub.Open(Carol, Repository, "Export");
        await bot.PassAsync(TimeSpan.FromMinutes(2));
        var (status, words) = await ReadyAsync(bot);
        Assert.That(status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(words, Does.Contain("slack is down").And.Contain(code));

        bot.Outside.Trouble.Clear();
        await bot.PassAsync(TimeSpan.FromMinutes(2));

        Assert.Multiple(() =>
        {
            Assert.That(Titles(bot, Feedback), Is.EqualTo(["Export"]));
            Assert.That(ReadyAsync(bot).Result.Status, Is.EqualTo(HttpStatusCode.OK));
        });
    }

    [TestCase("accept, then drop")]
    [TestCase("500")]
    [TestCase("html")]
    [TestCase("drop")]
    [TestCase("slow")]
    public async Task A_post_whose_answer_never_came_is_there_once_and_in_its_place(string trouble)
    {
        await using var bot = await StartAsync();
        var issue = bot.GitHub.Open(Carol, Repository, "Export");
        await bot.PassAsync(TimeSpan.FromSeconds(5));
        Make(bot, trouble);

        foreach (var text in (string[])["one", "two", "three"]) bot.GitHub.Comment(Alice, issue, text);
        if (trouble == "slow")
        {
            // While an attempt waits for the clock nothing settles: the first answer is there, and nobody is told before time passes.
            while (Replies(bot).Count == 0) await Task.Yield();
            bot.Clock.Advance(TimeSpan.FromSeconds(20));
        }

        await bot.PassAsync(TimeSpan.FromMinutes(2));

        var replies = Posts(bot, Feedback).Where(post => post.ThreadTs is not null).Select(post => post.Text.Split('\n')[1]);
        Assert.That(replies, Is.EqualTo(["one", "two", "three"]));
    }

    [Test]
    public async Task The_bots_own_event_tells_that_a_post_is_there_so_that_nobody_looks_for_it()
    {
        await using var bot = await StartAsync();
        bot.Outside.Trouble.AcceptThenDrop("chat.postMessage");

        bot.GitHub.Open(Carol, Repository, "Export");
        await bot.PassAsync(TimeSpan.FromMinutes(1));

        Assert.That(Posts(bot, Feedback), Has.Count.EqualTo(1));
        Assert.That(bot.Outside.Traffic.Calls("chat.postMessage"), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Looking_for_a_post_goes_on_until_the_history_can_be_read_again()
    {
        await using var bot = await StartAsync();
        bot.Outside.Trouble.DropBeforeWork("chat.postMessage");
        bot.Outside.Trouble.ServerError(503, "conversations.history", times: 5);

        bot.GitHub.Open(Carol, Repository, "Export");
        await bot.PassAsync(TimeSpan.FromMinutes(20));

        Assert.That(Titles(bot, Feedback), Is.EqualTo(["Export"]));
    }

    [Test]
    public async Task A_pause_that_Slack_asks_for_is_kept_to_the_second()
    {
        await using var bot = await StartAsync();
        bot.Outside.Trouble.TooMany("chat.postMessage", TimeSpan.FromSeconds(37));

        bot.GitHub.Open(Carol, Repository, "Export");
        await bot.PassAsync(TimeSpan.FromSeconds(36.9));
        Assert.That(Posts(bot, Feedback), Is.Empty);

        await bot.PassAsync(TimeSpan.FromSeconds(0.2));
        Assert.That(Posts(bot, Feedback), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task One_channels_pause_holds_no_other_but_a_second_ones_holds_all()
    {
        await using var bot = await StartAsync(("Routes:0:Repository", Repository), ("Routes:0:Channel", "#support"), ("Routes:1:Repository", Repository), ("Routes:1:Channel", "#random"));
        bot.Outside.Trouble.TooMany("chat.postMessage", TimeSpan.FromSeconds(30));
        bot.GitHub.Open(Carol, Repository, "First");
        await bot.PassAsync(TimeSpan.FromSeconds(2));
        Assert.That(All(bot), Has.Count.EqualTo(2), "one pause");

        await bot.PassAsync(TimeSpan.FromMinutes(1));
        Assert.That(All(bot), Has.Count.EqualTo(3));
        bot.Outside.Trouble.TooMany("chat.postMessage", TimeSpan.FromSeconds(30), times: 2);
        bot.GitHub.Open(Carol, Repository, "Second");
        await bot.PassAsync(TimeSpan.FromSeconds(2));
        bot.GitHub.Open(Carol, Repository, "Third");
        var before = All(bot).Count;
        await bot.PassAsync(TimeSpan.FromSeconds(25));
        Assert.That(All(bot), Has.Count.EqualTo(before), "two pauses");

        await bot.PassAsync(TimeSpan.FromMinutes(1));
        Assert.That(All(bot), Has.Count.EqualTo(9));

        static List<SlackMessage> All(TestBot bot) => [.. Posts(bot, Feedback), .. Posts(bot, "#support"), .. Posts(bot, "#random")];
    }

    [Test]
    public async Task A_pause_for_edits_holds_all_edits_and_no_post()
    {
        await using var bot = await StartAsync();
        var issue = bot.GitHub.Open(Carol, Repository, "Export");
        await bot.PassAsync(TimeSpan.FromSeconds(5));
        bot.Outside.Trouble.TooMany("chat.update", TimeSpan.FromSeconds(40));

        bot.GitHub.Edit(Carol, issue, title: "Export to CSV");
        await bot.PassAsync(TimeSpan.FromSeconds(2));
        bot.GitHub.Open(Carol, Repository, "Import");
        await bot.PassAsync(TimeSpan.FromSeconds(3));
        Assert.That(Titles(bot, Feedback), Is.EqualTo(["Export", "Import"]));

        await bot.PassAsync(TimeSpan.FromSeconds(36));
        Assert.That(Titles(bot, Feedback), Is.EqualTo(["Export to CSV", "Import"]));
    }

    [Test]
    public async Task An_archived_channel_keeps_everything_holds_no_other_and_resumes_at_once()
    {
        await using var bot = await StartAsync(("Routes:0:Repository", Repository), ("Routes:0:Channel", "#support"));
        var early = bot.GitHub.Open(Carol, Repository, "Early");
        await bot.PassAsync(TimeSpan.FromSeconds(5));
        bot.Slack.Archive(Feedback);

        bot.GitHub.Edit(Carol, early, title: "Early, mended");
        var issue = bot.GitHub.Open(Carol, Repository, "While closed");
        bot.GitHub.Comment(Alice, issue, "An answer");
        await bot.PassAsync(TimeSpan.FromMinutes(2));
        bot.GitHub.Edit(Carol, issue, title: "While closed, mended");
        await bot.PassAsync(TimeSpan.FromMinutes(2));
        Assert.That(Titles(bot, "#support"), Is.EqualTo(["Early, mended", "While closed, mended"]));
        Assert.That(Posts(bot, Operators), Has.Count.EqualTo(1));
        var (status, words) = await ReadyAsync(bot);
        Assert.That(status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(words, Does.Contain("#feedback is parked"));

        bot.Slack.Unarchive(Feedback);
        await bot.PassAsync(TimeSpan.FromSeconds(5));

        Assert.That(Titles(bot, Feedback), Is.EqualTo(["Early, mended", "While closed, mended"]));
        Assert.That(Posts(bot, Feedback), Has.Count.EqualTo(3));
    }

    [Test]
    public async Task What_waited_for_a_day_or_is_beyond_fifty_is_told_in_one_digest()
    {
        await using var bot = await StartAsync();
        bot.Slack.Archive(Feedback);
        var old = bot.GitHub.Open(Carol, Repository, "Old");
        await bot.PassAsync(TimeSpan.FromMinutes(2));
        bot.Clock.Advance(TimeSpan.FromHours(25));
        for (var number = 1; number <= 53; number++) bot.GitHub.Open(Carol, Repository, $"New {number}");
        await bot.PassAsync(TimeSpan.FromMinutes(2));

        bot.Slack.Unarchive(Feedback);
        await bot.PassAsync(TimeSpan.FromMinutes(2));
        var posts = Posts(bot, Feedback);
        Assert.Multiple(() =>
        {
            Assert.That(posts, Has.Count.EqualTo(51));
            Assert.That(posts[0].Text, Does.StartWith("While this channel was closed").And.Contain("#1 Old").And.Contain("#4 New 3").And.Not.Contain("New 4"));
            Assert.That(posts[1].Text, Does.Contain("New 4"));
            Assert.That(bot.Seen(Feedback), Does.Contain("(gh/acme/feedback/issues/1)"));
        });

        bot.GitHub.Comment(Alice, old, "Still wanted");
        await bot.PassAsync(TimeSpan.FromSeconds(10));
        Assert.That(Posts(bot, Feedback)[^2..].Select(post => post.ThreadTs is null), Is.EqualTo([true, false]), "a new card, and the comment below it");
    }

    [Test]
    public async Task A_backlog_in_one_thread_is_folded_in_order_and_each_part_can_be_rewritten()
    {
        await using var bot = await StartAsync();
        var issue = bot.GitHub.Open(Carol, Repository, "Export");
        await bot.PassAsync(TimeSpan.FromSeconds(5));
        bot.Outside.Trouble.TooMany("chat.postMessage", TimeSpan.FromSeconds(20));
        var comments = Enumerable.Range(1, 30).Select(number => bot.GitHub.Comment(Alice, issue, $"comment {number}.")).ToArray();
        await bot.PassAsync(TimeSpan.FromMinutes(1));

        Assert.That(Replies(bot), Has.Count.LessThan(15));
        Assert.That(Numbers(bot), Is.EqualTo(Enumerable.Range(1, 30)));

        bot.GitHub.EditComment(Alice, comments[6], "comment 700.");
        bot.GitHub.DeleteComment(Alice, comments[7]);
        await bot.PassAsync(TimeSpan.FromMinutes(1));
        Assert.That(Numbers(bot), Is.EqualTo(Enumerable.Range(1, 30).Select(number => number == 7 ? 700 : number).Where(number => number != 8)));
        Assert.That(bot.Seen(Feedback), Does.Contain("comment deleted"));
    }

    [Test]
    public async Task A_fold_that_is_refused_is_sent_one_by_one()
    {
        await using var bot = await StartAsync();
        var issue = bot.GitHub.Open(Carol, Repository, "Export");
        await bot.PassAsync(TimeSpan.FromSeconds(5));
        bot.Outside.Trouble.TooMany("chat.postMessage", TimeSpan.FromSeconds(20));
        foreach (var number in Enumerable.Range(1, 5)) bot.GitHub.Comment(Alice, issue, $"comment {number}.");
        await bot.PassAsync(TimeSpan.FromSeconds(15));
        bot.Outside.Trouble.Fail("chat.postMessage", "invalid_form_data");
        await bot.PassAsync(TimeSpan.FromMinutes(1));

        Assert.That(Numbers(bot), Is.EqualTo(Enumerable.Range(1, 5)));
        Assert.That(Posts(bot, Operators), Is.Empty);
    }

    [Test]
    public async Task A_comment_that_is_deleted_before_it_was_sent_takes_nothing_with_it()
    {
        await using var bot = await StartAsync();
        var issue = bot.GitHub.Open(Carol, Repository, "Export");
        await bot.PassAsync(TimeSpan.FromSeconds(5));
        bot.Outside.Trouble.TooMany("chat.postMessage", TimeSpan.FromSeconds(20), times: 2);
        var comments = Enumerable.Range(1, 6).Select(number => bot.GitHub.Comment(Alice, issue, $"comment {number}.")).ToArray();
        await bot.PassAsync(TimeSpan.FromSeconds(25)); // By now they are folded, and were not taken.
        foreach (var comment in comments[..2]) bot.GitHub.DeleteComment(Alice, comment);
        await bot.PassAsync(TimeSpan.FromMinutes(1));

        Assert.That(Numbers(bot).Where(number => number > 2), Is.EqualTo([3, 4, 5, 6]));
    }

    [Test]
    public async Task A_channel_gets_at_most_one_post_a_second()
    {
        await using var bot = await StartAsync();
        for (var number = 1; number <= 20; number++) bot.GitHub.Open(Carol, Repository, $"Issue {number}");
        await bot.PassAsync(TimeSpan.FromMinutes(1));

        var times = bot.Outside.Traffic.Calls("chat.postMessage").Select(call => call.At).ToArray();
        Assert.That(times, Has.Length.EqualTo(20));
        Assert.That(times.Zip(times.Skip(1), (before, after) => after - before), Is.All.GreaterThanOrEqualTo(TimeSpan.FromMilliseconds(999)));
    }

    [Test]
    public async Task Figures_are_gathered_for_a_minute_and_a_title_is_not()
    {
        await using var bot = await StartAsync();
        var issue = bot.GitHub.Open(Carol, Repository, "Export");
        await bot.PassAsync(TimeSpan.FromSeconds(5));
        for (var number = 1; number <= 20; number++)
        {
            bot.GitHub.Comment(Alice, issue, $"comment {number}.");
            await bot.PassAsync(TimeSpan.FromSeconds(9));
        }

        Assert.That(bot.Outside.Traffic.Calls("chat.update"), Has.Count.InRange(3, 4));
        bot.GitHub.Edit(Carol, issue, title: "Export to CSV");
        await bot.SettleAsync();
        Assert.That(Titles(bot, Feedback), Is.EqualTo(["Export to CSV"]));
    }

    [Test]
    public async Task Neither_more_than_fifty_edits_go_out_in_any_minute_nor_is_one_lost()
    {
        await using var bot = await StartAsync();
        var issues = Enumerable.Range(1, 70).Select(number => bot.GitHub.Open(Carol, Repository, $"Issue {number}")).ToArray();
        await bot.PassAsync(TimeSpan.FromMinutes(3));
        foreach (var issue in issues) bot.GitHub.Edit(Carol, issue, title: $"{issue.Title}, mended");
        await bot.PassAsync(TimeSpan.FromMinutes(3));

        var times = bot.Outside.Traffic.Calls("chat.update").Where(call => call.Error is null).Select(call => call.At).ToArray();
        Assert.That(times.Zip(times.Skip(50), (first, last) => last - first), Is.All.GreaterThanOrEqualTo(TimeSpan.FromMilliseconds(59_999)));
        Assert.That(Titles(bot, Feedback), Is.All.EndsWith(", mended"));
    }

    [Test]
    public async Task A_refused_notice_breeds_no_other()
    {
        await using var bot = await StartAsync(("Operators:Channel", ""), ("Operators:Admins:0", Alice.Id), ("Operators:Admins:1", Erin.Id));
        bot.Outside.Trouble.Fail("chat.postMessage", "invalid_form_data", times: 50);

        bot.GitHub.Open(Carol, Repository, "Export");
        await bot.PassAsync(TimeSpan.FromMinutes(2));

        Assert.That(bot.Outside.Traffic.Calls("chat.postMessage"), Has.Count.EqualTo(3), "the card, and a word to each of the two");
    }

    [Test]
    public async Task What_cannot_be_made_durable_is_answered_503_and_taken_when_it_comes_again()
    {
        await using var bot = await StartAsync();
        await bot.Database.DoAsync(work => work.Execute("alter table inbox rename to elsewhere"), default);
        bot.GitHub.Open(Carol, Repository, "Export");
        await bot.Outside.WebhooksDeliveredAsync();
        Assert.That(bot.GitHub.Deliveries.Select(delivery => delivery.Status), Is.All.EqualTo(503));

        await bot.Database.DoAsync(work => work.Execute("alter table elsewhere rename to inbox"), default);
        await bot.PassAsync(TimeSpan.FromMinutes(1));
        foreach (var delivery in bot.GitHub.Deliveries) bot.GitHub.Redeliver(delivery.Guid);
        await bot.PassAsync(TimeSpan.FromMinutes(1));

        Assert.That(Titles(bot, Feedback), Is.EqualTo(["Export"]));
    }

    [Test]
    public async Task Two_hooks_and_redeliveries_make_no_second_card()
    {
        await using var bot = await StartAsync();
        bot.GitHub.SecondHook = true;
        var issue = bot.GitHub.Open(Carol, Repository, "Export");
        bot.GitHub.Comment(Alice, issue, "Which columns?");
        await bot.PassAsync(TimeSpan.FromMinutes(1));
        foreach (var delivery in bot.GitHub.Deliveries) bot.GitHub.Redeliver(delivery.Guid);
        await bot.PassAsync(TimeSpan.FromMinutes(2));

        Assert.That(Posts(bot, Feedback), Has.Count.EqualTo(2));
        Assert.That(bot.GitHub.Deliveries.Select(delivery => delivery.Status), Is.All.EqualTo(200), "seen before");
    }

    [Test]
    public async Task A_stop_in_a_burst_finishes_what_is_in_hand_and_the_rest_follows_after_the_start()
    {
        await using var bot = await StartAsync();
        var issue = bot.GitHub.Open(Carol, Repository, "Export");
        await bot.PassAsync(TimeSpan.FromSeconds(5));
        foreach (var number in Enumerable.Range(1, 12)) bot.GitHub.Comment(Alice, issue, $"comment {number}.");
        await bot.Outside.WebhooksDeliveredAsync();
        await bot.SleepAsync();
        await bot.WakeAsync();
        await bot.PassAsync(TimeSpan.FromMinutes(1));

        Assert.That(Numbers(bot), Is.EqualTo(Enumerable.Range(1, 12)));
    }

    [Test]
    public async Task What_a_dead_process_had_in_hand_is_looked_for_by_its_mark()
    {
        await using var bot = await StartAsync();
        bot.GitHub.Open(Carol, Repository, "Export");
        await bot.PassAsync(TimeSpan.FromSeconds(5));
        await bot.Database.DoAsync(work => work.Execute("update parcels set state = 'sending', receipt = null, closed_at = null where kind = 'post'"), default);
        await bot.SleepAsync();
        await bot.WakeAsync();
        await bot.PassAsync(TimeSpan.FromMinutes(1));

        Assert.That(Posts(bot, Feedback), Has.Count.EqualTo(1));
        Assert.That(bot.Outside.Traffic.Calls("conversations.history"), Has.Count.EqualTo(1));
        Assert.That(await bot.Database.DoAsync(work => work.One<string>("select state from parcels where kind = 'post'"), default), Is.EqualTo("delivered"));
    }

    [Test]
    public async Task What_is_done_is_forgotten_and_what_may_be_edited_or_answered_is_not()
    {
        await using var bot = await StartAsync(("Retention:Done", "7.00:00:00"));
        var issue = bot.GitHub.Open(Carol, Repository, "Export");
        bot.GitHub.Comment(Alice, issue, "Which columns?");
        await bot.PassAsync(TimeSpan.FromMinutes(2));
        bot.Clock.Advance(TimeSpan.FromDays(8));
        await bot.PassAsync(TimeSpan.FromHours(1.1));

        var left = await bot.Database.DoAsync(work => (Inbox: work.One<long>("select count(*) from inbox"), Attempts: work.One<long>("select count(*) from attempts"),
            Posts: work.One<long>("select count(*) from parcels"), Bodies: work.One<long>("select count(*) from parcels where body is not null")), default);
        Assert.That(left, Is.EqualTo((0, 0, 2, 0)));

        bot.GitHub.Edit(Carol, issue, title: "Export to CSV");
        bot.GitHub.Comment(Carol, issue, "All of them.");
        await bot.PassAsync(TimeSpan.FromMinutes(2));
        Assert.That(Titles(bot, Feedback), Is.EqualTo(["Export to CSV"]));
        Assert.That(Replies(bot), Has.Count.EqualTo(2));
    }

    /// <summary>The bot is in the channels that it writes to, as it is after its first message there.</summary>
    private static async Task<TestBot> StartAsync(params (string Name, string? Value)[] settings)
    {
        var bot = await TestBot.StartAsync(settings);
        foreach (var channel in (string[])[Feedback, "#support", "#random", Operators]) bot.Slack.InviteBot(channel);
        await bot.SettleAsync();
        return bot;
    }

    private static List<SlackMessage> Posts(TestBot bot, string channel) => [.. bot.Slack.Messages(channel).Where(message => message.IsBot)];

    private static List<SlackMessage> Replies(TestBot bot) => [.. Posts(bot, Feedback).Where(post => post.ThreadTs is not null)];

    /// <summary>Of the cards.</summary>
    private static IEnumerable<string> Titles(TestBot bot, string channel) =>
        [.. Posts(bot, channel).Where(post => post.ThreadTs is null).Select(post => post.Text.Split('\n')[0])];

    private static IEnumerable<int> Numbers(TestBot bot) =>
        [.. Replies(bot).SelectMany(reply => System.Text.RegularExpressions.Regex.Matches(reply.Blocks.ToString()!, @"comment (\d+)\.")).Select(match => int.Parse(match.Groups[1].Value))];

    private static async Task<(HttpStatusCode Status, string Words)> ReadyAsync(TestBot bot)
    {
        using var answer = await bot.Http.GetAsync("/health/ready");
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static void Make(TestBot bot, string trouble)
    {
        switch (trouble)
        {
            case "accept, then drop": bot.Outside.Trouble.AcceptThenDrop("chat.postMessage"); break;
            case "500": bot.Outside.Trouble.ServerError(500, "chat.postMessage"); break;
            case "html": bot.Outside.Trouble.Html("chat.postMessage"); break;
            case "drop": bot.Outside.Trouble.DropBeforeWork("chat.postMessage"); break;
            case "slow": bot.Outside.Trouble.Slow("chat.postMessage", TimeSpan.FromSeconds(20)); break;
        }
    }
}
