using static CustomerGapBot.Sandbox.Cast;

namespace CustomerGapBot.Tests.Stories;

/// <summary>Rules leave things out, and whoever asks is told which one did.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class RulesStory
{
    private const string Feedback = "#feedback";
    private const string Repository = "acme/feedback";

    [TestCase("Include:AnyLabel:0=bug", false)]
    [TestCase("Include:AnyLabel:0=bug;Include:AnyLabel:1=IDEA", true)]
    [TestCase("Include:AllLabels:0=idea;Include:AllLabels:1=bug", false)]
    [TestCase("Include:AllLabels:0=idea;Include:AllLabels:1=export", true)]
    [TestCase("Include:AnyLabel:0=idea;Include:Authors:0=dave-dorn", false)]
    [TestCase("Include:Authors:0=Carol-Cruz", true)]
    [TestCase("Include:Actions:0=issues.closed", false)]
    [TestCase("Include:Actions:0=issues.opened", true)]
    [TestCase("Exclude:AnyLabel:0=idea", false)]
    [TestCase("Exclude:AllLabels:0=idea;Exclude:AllLabels:1=bug", true)]
    [TestCase("Exclude:AllLabels:0=idea;Exclude:AllLabels:1=export", false)]
    [TestCase("Exclude:Authors:0=carol-cruz", false)]
    [TestCase("Include:Authors:0=carol-cruz;Exclude:AnyLabel:0=export", false)]
    public async Task A_rule_decides_and_the_trace_names_it(string rule, bool shown)
    {
        await using var bot = await TestBot.StartAsync([.. rule.Split(';').Select(part => part.Split('=')).Select(part => ($"Feedback:Relay:{part[0]}", (string?)part[1]))]);
        var issue = bot.GitHub.Open(Carol, Repository, "Export", null, ["export", "idea"]);
        await bot.PassAsync(TimeSpan.FromSeconds(10));

        Assert.That(bot.Slack.Messages(Feedback), Has.Count.EqualTo(shown ? 1 : 0));
        if (!shown) Assert.That(await bot.Slack.CommandAsync(Erin, Feedback, $"/gap trace {bot.GitHub.Url(issue)}"), Does.Contain("left out of #feedback by Feedback:Relay:"));
    }

    [TestCase(null, 1, 0)]
    [TestCase("Nothing", 2, 1)]
    [TestCase("Comments", 1, 0)]
    [TestCase("Everything", 0, 0)]
    public async Task Bots_are_left_out_as_the_setting_says(string? setting, int messages, int replies)
    {
        await using var bot = await TestBot.StartAsync(("Feedback:Relay:LeaveOutBots", setting ?? "Comments"));
        var issue = bot.GitHub.Open(Dependabot, Repository, "Bump");
        var comment = bot.GitHub.Comment(Dependabot, issue, "Bumped.");
        await bot.PassAsync(TimeSpan.FromSeconds(10));

        Assert.That(bot.Slack.Messages(Feedback), Has.Count.EqualTo(messages));
        Assert.That(bot.Slack.Messages(Feedback).Count(message => message.ThreadTs is not null), Is.EqualTo(replies));
        if (replies == 0)
            Assert.That(await bot.Slack.CommandAsync(Erin, Feedback, $"/gap trace {bot.GitHub.Url(comment)}"), Does.Contain("LeaveOutBots (dependabot[bot] is a bot)"));
    }

    [Test]
    public async Task A_label_that_comes_later_brings_the_card()
    {
        await using var bot = await TestBot.StartAsync(("Feedback:Relay:Include:AnyLabel:0", "accepted"));
        var issue = bot.GitHub.Open(Carol, Repository, "Not yet");
        await bot.PassAsync(TimeSpan.FromMinutes(1));
        Assert.That(bot.Slack.Messages(Feedback), Is.Empty);

        bot.GitHub.Label(Dave, issue, "Accepted");
        await bot.PassAsync(TimeSpan.FromMinutes(1));
        Assert.That(bot.Seen(Feedback), Does.Contain("Not yet"));
    }

    [Test]
    public async Task A_second_route_has_its_own_card_and_the_comments_are_in_both()
    {
        await using var bot = await TestBot.StartAsync(("Routes:0:Repository", Repository), ("Routes:0:Channel", "#support"));
        var issue = bot.GitHub.Open(Carol, Repository, "Both");
        bot.GitHub.Comment(Alice, issue, "Heard twice.");
        await bot.PassAsync(TimeSpan.FromSeconds(10));

        Assert.That(bot.Seen("#support"), Is.EqualTo(bot.Seen(Feedback)));
        Assert.That(bot.Seen(Feedback), Does.Contain("Heard twice."));
    }

    [Test]
    public async Task Comments_of_pull_requests_are_ignored()
    {
        await using var bot = await TestBot.StartAsync();
        bot.GitHub.Comment(Alice, bot.GitHub.Open(Carol, Repository, "A pull request", pullRequest: true), "Nice.");
        await bot.PassAsync(TimeSpan.FromSeconds(10));
        Assert.That(bot.Slack.Messages(Feedback), Is.Empty);
    }

    [Test]
    public async Task The_trace_tells_the_way_of_an_issue_and_of_a_comment_step_by_step()
    {
        await using var bot = await TestBot.StartAsync();
        var issue = bot.GitHub.Open(Carol, Repository, "Traced");
        await bot.SettleAsync();
        var ofIssue = await bot.Slack.CommandAsync(Erin, Feedback, $"/gap trace <{bot.GitHub.Url(issue)}>");
        var comment = bot.GitHub.Comment(Alice, issue, "And this.");
        await bot.PassAsync(TimeSpan.FromSeconds(10));

        var ofComment = await bot.Slack.CommandAsync(Erin, Feedback, $"/gap trace {bot.GitHub.Url(comment)}/");

        Assert.That(ofIssue.Split('\n').Skip(1).Take(4).Select(line => line[(line.IndexOf("UTC", StringComparison.Ordinal) + 5)..].Split(" (delivery")[0]),
            Is.EqualTo(["received github.issues", "github.issues: card in #feedback", "post for #feedback is owed", "post for #feedback: Delivered"]));
        Assert.That(ofComment.Split('\n').Skip(1).Select(line => line[(line.IndexOf("UTC", StringComparison.Ordinal) + 5)..].Split(" (delivery")[0]),
            Is.EqualTo(["received github.issue_comment", "github.issue_comment: reply in #feedback", "post for #feedback is owed", "post for #feedback: Delivered"]));
    }

    [TestCase("/gap", "/gap status")]
    [TestCase("/gap help", "/gap status")]
    [TestCase("/gap status", "All is well")]
    [TestCase("/gap dance <!channel>", "I do not know /gap dance")]
    [TestCase("/gap trace https://github.com/acme/feedback/issues/99", "I know nothing about https://github.com/acme/feedback/issues/99")]
    public async Task The_command_answers_in_words(string command, string words)
    {
        await using var bot = await TestBot.StartAsync();
        Assert.That(await bot.Slack.CommandAsync(Erin, Feedback, command), Does.Contain(words).And.Not.Contain("@channel"));
    }
}
