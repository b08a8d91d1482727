using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CustomerGapBot.Sandbox;

namespace CustomerGapBot.Tests.Sandbox;

internal sealed class SlackStandInTests
{
    private const string Feedback = "C0FEEDBACK";

    private ManualTimeProvider clock;
    private StandIns standIns;
    private SlackCaller slack;

    [SetUp]
    public async Task StartAsync()
    {
        clock = new();
        standIns = await StandIns.StartAsync(clock);
        slack = new(standIns);
    }

    [TearDown]
    public async Task StopAsync()
    {
        slack.Dispose();
        await standIns.DisposeAsync();
    }

    [Test]
    public async Task Posting_needs_membership_and_joining_gives_it()
    {
        Assert.That(Error(await slack.PostAsync("chat.postMessage", new { channel = Feedback, text = "hi" })), Is.EqualTo("not_in_channel"));

        await slack.FormAsync("conversations.join", ("channel", Feedback));
        await slack.PostAsync("chat.postMessage", new { channel = Feedback, text = "a &lt;b&gt; <https://x.example|c>" });

        Assert.That(standIns.Slack.Seen("#feedback"), Is.EqualTo("a <b> [c](https://x.example)"));
    }

    [TestCase("wrong", "invalid_auth")]
    [TestCase("", "not_authed")]
    public async Task A_call_needs_the_token(string token, string error)
    {
        using var http = new HttpClient { BaseAddress = new(standIns.Settings["Slack:ApiUrl"]!) };
        if (token.Length > 0) http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        var answer = await http.PostAsync("auth.test", null);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(Error(JsonElement.Parse(await answer.Content.ReadAsStringAsync())), Is.EqualTo(error));
    }

    [Test]
    public async Task Refusals_have_the_codes_of_Slack()
    {
        Assert.That(Error(await slack.PostAsync("chat.nothing", new { })), Is.EqualTo("unknown_method"));
        Assert.That(Error(await slack.PostAsync("chat.postMessage", new { channel = "C0LEADS", text = "hi" })), Is.EqualTo("channel_not_found"));
        Assert.That(Error(await slack.PostAsync("chat.postMessage", new { channel = "#feedback", text = "hi" })), Is.EqualTo("channel_not_found"));
        Assert.That(Error(await slack.FormAsync("conversations.history", ("channel", Feedback))), Is.EqualTo("not_in_channel"));
        await JoinAsync();
        Assert.That(Error(await slack.PostAsync("chat.postMessage", new { channel = Feedback })), Is.EqualTo("no_text"));
        clock.Advance(TimeSpan.FromSeconds(9));
        Assert.That(Error(await slack.PostAsync("chat.postMessage", new { channel = Feedback, text = "hi", thread_ts = "1.000001" })), Is.EqualTo("cannot_reply_to_message"));
        Assert.That(Error(await slack.PostAsync("chat.update", new { channel = Feedback, ts = "1.000001", text = "hi" })), Is.EqualTo("message_not_found"));
        var persons = standIns.Slack.Say(Cast.Alice, "#feedback", "mine");
        Assert.That(Error(await slack.PostAsync("chat.update", new { channel = Feedback, ts = persons.Ts, text = "hi" })), Is.EqualTo("cant_update_message"));
        standIns.Slack.Archive("#feedback");
        Assert.That(Error(await slack.PostAsync("chat.postMessage", new { channel = Feedback, text = "hi" })), Is.EqualTo("is_archived"));
    }

    [Test]
    public async Task A_channel_takes_three_at_once_and_then_one_a_second()
    {
        await JoinAsync();
        for (var i = 0; i < 3; i++) await slack.SayAsync(Feedback);
        var refused = await slack.SendAsync("chat.postMessage", JsonContent.Create(new { channel = Feedback, text = "four" }));
        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
        Assert.That(refused.Headers.RetryAfter?.Delta, Is.EqualTo(TimeSpan.FromSeconds(1)));

        clock.Advance(TimeSpan.FromSeconds(1));
        await slack.SayAsync(Feedback);
        Assert.That(standIns.Slack.Messages("#feedback"), Has.Count.EqualTo(4));
    }

    [Test]
    public async Task Editing_has_its_burst_once_and_fifty_a_minute_then()
    {
        await JoinAsync();
        var ts = await slack.SayAsync(Feedback);
        Assert.That(await EditsTakenAsync(ts), Is.EqualTo(70));
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.That(await EditsTakenAsync(ts), Is.EqualTo(50));
    }

    [Test]
    public async Task An_update_with_text_alone_takes_the_blocks_away_and_metadata_alone_leaves_them()
    {
        await JoinAsync();
        var ts = await slack.SayAsync(Feedback, new { channel = Feedback, text = "fallback", blocks = new[] { Header("Title") }, metadata = Mark("one") });
        await slack.PostAsync("chat.update", new { channel = Feedback, ts, metadata = Mark("two") });
        Assert.That(standIns.Slack.Seen("#feedback"), Is.EqualTo("# Title"));

        await slack.PostAsync("chat.update", new { channel = Feedback, ts, text = "plain" });
        Assert.That(standIns.Slack.Seen("#feedback"), Is.EqualTo("plain (edited)"));
        Assert.That(standIns.Slack.Messages("#feedback")[0].Metadata!.Value.GetRawText(), Does.Contain("two"));
        Assert.That(Error(await slack.PostAsync("chat.update", new { channel = Feedback, ts, text = new string('x', 4001) })), Is.EqualTo("msg_too_long"));
    }

    [Test]
    public async Task History_pages_newest_first_without_replies_and_shows_metadata_when_asked()
    {
        await JoinAsync();
        var parent = await slack.SayAsync(Feedback, new { channel = Feedback, text = "parent", metadata = Mark("x") });
        await slack.SayAsync(Feedback, new { channel = Feedback, text = "reply", thread_ts = parent });
        await slack.SayAsync(Feedback, new { channel = Feedback, text = "loud", thread_ts = parent, reply_broadcast = true });

        var first = await slack.FormAsync("conversations.history", ("channel", Feedback), ("limit", "1"));
        Assert.That(Texts(first), Is.EqualTo(["loud"]));
        Assert.That(first.GetProperty("has_more").GetBoolean(), Is.True);
        var cursor = first.GetProperty("response_metadata").GetProperty("next_cursor").GetString()!;
        var second = await slack.FormAsync("conversations.history", ("channel", Feedback), ("limit", "1"), ("cursor", cursor));
        Assert.That(Texts(second), Is.EqualTo(["parent"]));
        Assert.That(second.GetProperty("messages")[0].GetProperty("metadata").TryGetProperty("event_payload", out _), Is.False);

        var exact = await slack.FormAsync("conversations.history",
            ("channel", Feedback), ("latest", parent), ("oldest", parent), ("inclusive", "true"), ("include_all_metadata", "true"));
        Assert.That(exact.GetProperty("messages")[0].GetProperty("metadata").GetProperty("event_payload").GetProperty("id").GetString(), Is.EqualTo("x"));
        var thread = await slack.FormAsync("conversations.replies", ("channel", Feedback), ("ts", parent));
        Assert.That(Texts(thread), Is.EqualTo(["parent", "reply", "loud"]));
        Assert.That(Error(await slack.FormAsync("conversations.replies", ("channel", Feedback), ("ts", "1.1"))), Is.EqualTo("thread_not_found"));
        Assert.That(standIns.Slack.Seen("#feedback"), Is.EqualTo("parent\n  ↳ reply\n  ↳ (also in channel) loud"));
    }

    [Test]
    public async Task Accepted_then_dropped_is_there_all_the_same()
    {
        await JoinAsync();
        standIns.Trouble.AcceptThenDrop("chat.postMessage");
        Assert.That(async () => await slack.SayAsync(Feedback), Throws.InstanceOf<HttpRequestException>());
        Assert.That(standIns.Slack.Messages("#feedback"), Has.Count.EqualTo(1));
        Assert.That(standIns.Traffic.Calls("chat.postMessage").Single().Status, Is.Zero);

        standIns.Trouble.DropBeforeWork("chat.postMessage");
        Assert.That(async () => await slack.SayAsync(Feedback), Throws.InstanceOf<HttpRequestException>());
        Assert.That(standIns.Slack.Messages("#feedback"), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Traffic_holds_no_secret()
    {
        await JoinAsync();
        await slack.SayAsync(Feedback, new { channel = Feedback, text = standIns.Settings["Slack:SigningSecret"] });
        Assert.That(standIns.Traffic.Calls("chat.postMessage").Single().Body, Does.Contain("•••"));
    }

    internal static string? Error(JsonElement answer) => answer.TryGetProperty("error", out var error) ? error.GetString() : null;

    private static string?[] Texts(JsonElement answer) => [.. answer.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("text").GetString()).Where(text => !text!.Contains("joined", StringComparison.Ordinal))];

    private static object Header(string text) => new { type = "header", text = new { type = "plain_text", text } };

    private static object Mark(string id) => new { event_type = "gap_mark", event_payload = new { id } };

    private async Task JoinAsync() => await slack.FormAsync("conversations.join", ("channel", Feedback));

    private async Task<int> EditsTakenAsync(string ts)
    {
        for (var taken = 0; ; taken++)
        {
            var answer = await slack.SendAsync("chat.update", JsonContent.Create(new { channel = Feedback, ts, text = $"{taken}" }));
            if (answer.StatusCode == HttpStatusCode.TooManyRequests) return taken;
        }
    }
}
