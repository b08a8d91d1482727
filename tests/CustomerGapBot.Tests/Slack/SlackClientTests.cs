using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using CustomerGapBot.Slack;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CustomerGapBot.Tests.Slack;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class SlackClientTests
{
    private readonly ManualTimeProvider clock = new();

    [Test]
    public async Task A_write_goes_as_JSON_with_the_token_in_the_header()
    {
        using var wire = new FakeWire(_ => """{"ok":true,"ts":"1.2"}""");
        using var client = Client(wire);
        var answer = await client.PostMessageAsync(new JsonObject { ["text"] = "é <" }, default);

        var call = wire.Calls.Single();
        Assert.That((answer.Ok, answer.Body.Text("ts")), Is.EqualTo((true, "1.2")));
        Assert.That((call.Method, call["text"], call.ContentType, call.Authorization),
            Is.EqualTo(("chat.postMessage", "é <", "application/json; charset=utf-8", "Bearer xoxb-hidden")));
    }

    [Test]
    public async Task A_read_goes_as_a_form_page_by_page()
    {
        using var wire = new FakeWire(_ => """{"ok":true,"response_metadata":{"next_cursor":"abc="}}""");
        using var client = Client(wire);
        var answer = await client.HistoryAsync("C1", "1.000000", "dXNlcg==", default);

        var call = wire.Calls.Single();
        Assert.That(answer.NextCursor, Is.EqualTo("abc="));
        Assert.That((call.Method, call["channel"], call["oldest"], call["cursor"], call["limit"], call["include_all_metadata"], call.ContentType),
            Is.EqualTo(("conversations.history", "C1", "1.000000", "dXNlcg==", "200", "true", "application/x-www-form-urlencoded")));
    }

    [Test]
    public async Task The_end_of_the_pages_is_an_empty_cursor() =>
        Assert.That((await AskAsync(FakeWire.Json("""{"ok":true,"response_metadata":{"next_cursor":""}}"""))).NextCursor, Is.Null);

    [Test]
    public async Task An_error_comes_with_its_details()
    {
        var answer = await AskAsync(FakeWire.Json(
            """{"ok":false,"error":"missing_scope","needed":"chat:write","response_metadata":{"messages":["[ERROR] bad [json-pointer:/blocks/0]",7]}}"""));
        Assert.That((answer.Reach, answer.Ok, answer.Error, answer.Why),
            Is.EqualTo((SlackReach.Answered, false, "missing_scope", "needs the scope chat:write [ERROR] bad [json-pointer:/blocks/0]")));
    }

    [Test]
    public async Task A_429_says_how_long_to_wait()
    {
        using var response = FakeWire.Json("""{"ok":false,"error":"ratelimited"}""", 429);
        response.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(17));
        var answer = await AskAsync(response);
        Assert.That((answer.Error, answer.RetryAfter), Is.EqualTo(("ratelimited", TimeSpan.FromSeconds(17))));
    }

    [Test]
    public async Task A_429_may_name_a_moment_or_nothing()
    {
        using var dated = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        dated.Headers.RetryAfter = new RetryConditionHeaderValue(clock.GetUtcNow().AddSeconds(40));
        Assert.That((await AskAsync(dated)).RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(40)));
        Assert.That((await AskAsync(new HttpResponseMessage(HttpStatusCode.TooManyRequests))).RetryAfter, Is.Null);
    }

    [TestCase(500, """{"ok":false,"error":"internal_error"}""")]
    [TestCase(503, "")]
    [TestCase(502, "<html>")]
    [TestCase(200, "<html>")]
    [TestCase(200, "")]
    [TestCase(200, "[]")]
    [TestCase(200, "{}")]
    [TestCase(200, """{"ok":"true"}""")]
    [TestCase(404, "<html>")]
    public async Task What_is_not_an_answer_of_Slacks_is_no_answer(int status, string body)
    {
        var answer = await AskAsync(FakeWire.Json(body, status));
        Assert.That((answer.Reach, answer.Status, answer.Ok), Is.EqualTo((SlackReach.NoAnswer, status, false)));
    }

    [Test]
    public async Task A_redirect_is_not_followed() =>
        Assert.That((await AskAsync(new HttpResponseMessage(HttpStatusCode.Found))).Error, Is.EqualTo("redirected"));

    [TestCase(HttpRequestError.NameResolutionError, SlackReach.NeverLeft)]
    [TestCase(HttpRequestError.ConnectionError, SlackReach.NeverLeft)]
    [TestCase(HttpRequestError.SecureConnectionError, SlackReach.NeverLeft)]
    [TestCase(HttpRequestError.ResponseEnded, SlackReach.NoAnswer)]
    [TestCase(HttpRequestError.Unknown, SlackReach.NoAnswer)]
    [TestCase(HttpRequestError.ConfigurationLimitExceeded, SlackReach.NoAnswer)]
    public async Task Trouble_on_the_wire_is_told_apart_by_whether_the_call_left(HttpRequestError trouble, SlackReach reach)
    {
        using var wire = new FakeWire(Throw);
        using var client = Client(wire);
        Assert.That((await client.TestAuthAsync(default)).Reach, Is.EqualTo(reach));

        HttpResponseMessage Throw(Call call) => throw new HttpRequestException(trouble);
    }

    [Test]
    public async Task A_refused_connection_never_left()
    {
        using var client = new SlackClient(
            SlackClient.Wire(), new SlackOptions { BotToken = "xoxb-1", ApiUrl = "http://127.0.0.1:1/api" }, TimeProvider.System, NullLogger<SlackClient>.Instance);
        Assert.That((await client.TestAuthAsync(default)).Reach, Is.EqualTo(SlackReach.NeverLeft));
    }

    [Test]
    public async Task A_call_is_given_up_after_fifteen_seconds()
    {
        var entered = new TaskCompletionSource();
        using var wire = new FakeWire(async (_, ct) =>
        {
            entered.SetResult();
            await Task.Delay(Timeout.Infinite, ct);
            throw new InvalidOperationException("not reached");
        });
        using var client = Client(wire);
        var answer = client.TestAuthAsync(default);
        await entered.Task;
        clock.Advance(SlackClient.Patience);

        Assert.That((await answer).Reach, Is.EqualTo(SlackReach.NoAnswer));
    }

    [Test]
    public async Task A_call_that_was_cancelled_beforehand_never_leaves()
    {
        using var wire = new FakeWire(_ => """{"ok":true}""");
        using var client = Client(wire);
        Assert.That((await client.TestAuthAsync(new CancellationToken(canceled: true))).Reach, Is.EqualTo(SlackReach.NeverLeft));
        Assert.That(wire.Calls, Is.Empty);
    }

    [Test]
    public async Task An_answer_that_is_too_large_is_none()
    {
        var answer = await AskAsync(FakeWire.Json($$"""{"ok":true,"x":"{{new string('x', SlackClient.MostBytes)}}"}"""));
        Assert.That(answer.Reach, Is.EqualTo(SlackReach.NoAnswer));
    }

    [Test]
    public async Task The_log_has_Slacks_request_id_and_no_token()
    {
        var log = new ListLogger();
        using var response = FakeWire.Json(FakeWire.Error("invalid_auth"));
        response.Headers.Add("x-slack-req-id", "req-77");
        using var wire = new FakeWire(_ => response);
        using var client = new SlackClient(wire, new SlackOptions { BotToken = "xoxb-hidden" }, clock, log);
        var answer = await client.TestAuthAsync(default);

        Assert.That(log.Lines.Single(), Does.Contain("auth.test").And.Contain("invalid_auth").And.Contain("req-77").And.Not.Contain("hidden"));
        Assert.That($"{answer}", Does.Not.Contain("hidden"));
    }

    [Test]
    public async Task Who_the_bot_is_is_asked_at_the_start_and_after_a_failure_again()
    {
        var answers = new Queue<string>([FakeWire.Error("internal_error"), """{"ok":true,"bot_id":"B1","user_id":"U1","team_id":"T1","app_id":"A1"}"""]);
        using var wire = new FakeWire(_ => answers.Dequeue());
        using var client = Client(wire);
        using var identity = new SlackIdentity(client, clock);

        await identity.StartAsync(default);
        Assert.That(() => clock.Waiting, Is.EqualTo(1).After(5_000, 5));
        Assert.That(identity.Known, Is.Null);

        clock.Advance(TimeSpan.FromMinutes(1));
        await identity.ExecuteTask!;
        Assert.That(identity.Known, Is.EqualTo(new SlackSelf("B1", "U1", "T1", "A1")));
    }

    private async Task<SlackResponse> AskAsync(HttpResponseMessage response)
    {
        using var wire = new FakeWire(_ => response);
        using var client = Client(wire);
        return await client.TestAuthAsync(default);
    }

    private SlackClient Client(FakeWire wire) => new(wire, new SlackOptions { BotToken = "xoxb-hidden" }, clock, NullLogger<SlackClient>.Instance);

    private sealed class ListLogger : ILogger<SlackClient>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add(formatter(state, exception));
    }
}
