using System.Net;
using System.Text;
using System.Text.Json;
using CustomerGapBot.Sandbox;

namespace CustomerGapBot.Tests.Sandbox;

internal sealed class GitHubStandInTests
{
    private const string Feedback = "acme/feedback";

    private ManualTimeProvider clock;
    private StandIns standIns;
    private BotDouble bot;
    private HttpClient http;

    [SetUp]
    public async Task StartAsync()
    {
        clock = new();
        standIns = await StandIns.StartAsync(clock);
        bot = await BotDouble.StartAsync();
        standIns.Bot = bot.Address;
        http = new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new(standIns.Settings["GitHub:ApiUrl"]!) };
        http.DefaultRequestHeaders.Authorization = new("Bearer", standIns.Settings["GitHub:Token"]);
        http.DefaultRequestHeaders.UserAgent.ParseAdd("tests/1");
    }

    [TearDown]
    public async Task StopAsync()
    {
        http.Dispose();
        await standIns.DisposeAsync();
        await bot.DisposeAsync();
    }

    [Test]
    public async Task Webhooks_come_signed_and_in_order_and_a_redelivery_keeps_its_guid()
    {
        var issue = standIns.GitHub.Open(Cast.Zoe, Feedback, "Export", "Please", ["bug"]);
        standIns.GitHub.Comment(Cast.Alice, issue, "On it");
        await standIns.WebhooksDeliveredAsync();

        Assert.That(bot.Knocks.Select(Action), Is.EqualTo(["opened", "labeled", "created"]));
        foreach (var knock in bot.Knocks)
            Assert.That(knock.Headers["X-Hub-Signature-256"], Is.EqualTo(Signing.GitHub(standIns.Settings["GitHub:WebhookSecrets:0"]!, Encoding.UTF8.GetBytes(knock.Body))));

        standIns.GitHub.Redeliver(standIns.GitHub.Deliveries[0].Guid);
        await standIns.WebhooksDeliveredAsync();
        Assert.That(bot.Knocks[^1].Headers["X-GitHub-Delivery"], Is.EqualTo(bot.Knocks[0].Headers["X-GitHub-Delivery"]));
    }

    [Test]
    public async Task What_is_not_delivered_is_kept_and_what_is_held_waits()
    {
        var issue = standIns.GitHub.Open(Cast.Zoe, Feedback, "Lost", deliver: false);
        standIns.GitHub.Hold();
        standIns.GitHub.Comment(Cast.Alice, issue, "one");
        standIns.GitHub.Comment(Cast.Alice, issue, "two");
        await standIns.WebhooksDeliveredAsync();
        Assert.That(bot.Knocks, Is.Empty);
        Assert.That(standIns.GitHub.Deliveries, Has.Count.EqualTo(3));

        standIns.GitHub.Release();
        await standIns.WebhooksDeliveredAsync();
        Assert.That(bot.Knocks, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_second_hook_sends_the_same_under_another_guid()
    {
        standIns.GitHub.SecondHook = true;
        standIns.GitHub.Open(Cast.Zoe, Feedback, "Twice");
        await standIns.WebhooksDeliveredAsync();

        Assert.That(bot.Knocks.Select(knock => knock.Body).Distinct().Count(), Is.EqualTo(1));
        Assert.That(bot.Knocks.Select(knock => knock.Headers["X-GitHub-Delivery"]).Distinct().Count(), Is.EqualTo(2));
    }

    [Test]
    public async Task Lists_page_through_Link_and_since_includes_its_second()
    {
        for (var i = 1; i <= 3; i++)
        {
            standIns.GitHub.Open(Cast.Zoe, Feedback, $"Issue {i}", deliver: false);
            clock.Advance(TimeSpan.FromMinutes(1));
        }

        var page = await http.GetAsync($"repos/{Feedback}/issues?state=all&sort=created&direction=asc&per_page=2");
        Assert.That(Titles(await page.Content.ReadAsStringAsync()), Is.EqualTo(["Issue 1", "Issue 2"]));
        Assert.That(page.Headers.Date, Is.EqualTo(clock.GetUtcNow()));
        var next = page.Headers.GetValues("Link").Single().Split('<', '>')[1];
        Assert.That(next, Does.Contain("/repositories/"));
        Assert.That(Titles(await http.GetStringAsync(new Uri(next))), Is.EqualTo(["Issue 3"]));

        var since = (clock.GetUtcNow() - TimeSpan.FromMinutes(1)).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");
        Assert.That(Titles(await http.GetStringAsync($"repos/{Feedback}/issues?since={since}")), Is.EqualTo(["Issue 3"]));
    }

    [Test]
    public async Task A_deleted_issue_is_410_and_a_transferred_one_301_to_where_it_is()
    {
        var gone = standIns.GitHub.Open(Cast.Zoe, Feedback, "Gone");
        var moved = standIns.GitHub.Open(Cast.Zoe, Feedback, "Moved");
        standIns.GitHub.Delete(Cast.Erin, gone);
        standIns.GitHub.Transfer(Cast.Erin, moved, "acme/product");

        Assert.That((await http.GetAsync($"repos/{Feedback}/issues/{gone.Number}")).StatusCode, Is.EqualTo(HttpStatusCode.Gone));
        var answer = await http.GetAsync($"repos/{Feedback}/issues/{moved.Number}");
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.MovedPermanently));
        Assert.That(await http.GetStringAsync(answer.Headers.Location), Does.Contain("Moved"));
        Assert.That((await http.GetAsync($"repos/{Feedback}/issues/99")).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        await standIns.WebhooksDeliveredAsync();
        Assert.That(bot.Knocks.Select(Action), Is.EqualTo(["opened", "opened", "deleted", "transferred", "opened"]));
    }

    [Test]
    public async Task A_wrong_token_is_401_and_no_agent_403_and_an_unchanged_page_304()
    {
        var first = await http.GetAsync($"repos/{Feedback}/issues");
        http.DefaultRequestHeaders.IfNoneMatch.Add(first.Headers.ETag!);
        Assert.That((await http.GetAsync($"repos/{Feedback}/issues")).StatusCode, Is.EqualTo(HttpStatusCode.NotModified));
        http.DefaultRequestHeaders.Authorization = new("Bearer", "wrong");
        Assert.That((await http.GetAsync("user")).StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        http.DefaultRequestHeaders.UserAgent.Clear();
        Assert.That((await http.GetAsync("user")).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    private static string? Action(Knock knock) => JsonElement.Parse(knock.Body).GetProperty("action").GetString();

    private static string?[] Titles(string json) => [.. JsonElement.Parse(json).EnumerateArray().Select(issue => issue.GetProperty("title").GetString())];
}
