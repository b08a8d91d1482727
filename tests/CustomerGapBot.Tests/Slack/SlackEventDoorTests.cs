using System.Net;
using System.Text;
using CustomerGapBot.Delivery;

namespace CustomerGapBot.Tests.Slack;

internal sealed class SlackEventDoorTests
{
    private const int MostBytes = 2 * 1024 * 1024;
    private const string Json = "application/json";
    private const string Reaction = """{"type":"event_callback","event_id":"Ev1","event":{"type":"reaction_added","user":"U1"}}""";

    private DoorHost host = null!;

    [SetUp]
    public async Task Start()
    {
        host = await DoorHost.StartAsync();
        host.Routes.OnEvent("reaction_added", _ => true);
    }

    [TearDown]
    public async Task Stop() => await host.DisposeAsync();

    [Test]
    public async Task A_wanted_event_is_kept_whole_as_it_came()
    {
        var answer = await host.EventAsync($" {Reaction}\n");

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        var kept = host.Kept.Single();
        Assert.That((kept.Door, kept.Delivery, kept.Kind, Encoding.UTF8.GetString(kept.Body.Span)),
            Is.EqualTo(("slack", "Ev1", "slack.reaction_added", $" {Reaction}\n")));
    }

    [Test]
    public async Task A_retry_is_the_same_delivery_and_is_answered_the_same()
    {
        var seen = new HashSet<string>();
        host.Keep = (arrival, _) => Task.FromResult(seen.Add(arrival.Delivery) ? Kept.Fresh : Kept.Seen);

        Assert.That((await host.EventAsync(Reaction)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await host.EventAsync(Reaction)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(seen, Is.EqualTo(new[] { "Ev1" }));
    }

    [Test]
    public async Task An_event_that_nobody_wants_is_answered_and_counted()
    {
        var answer = await host.EventAsync("""{"type":"event_callback","event_id":"Ev1","event":{"type":"team_join"}}""");

        Assert.That((answer.StatusCode, host.Kept.Count), Is.EqualTo((HttpStatusCode.OK, 0)));
        Assert.That(host.Counted, Has.Member("customergapbot_slack_ignored_total door=events type=team_join"));
    }

    [Test]
    public async Task A_taker_sees_the_event_and_may_decline()
    {
        host.Routes.OnEvent("message", it => it.GetProperty("user").GetString() == "U2");
        await host.EventAsync("""{"type":"event_callback","event_id":"Ev1","event":{"type":"message","user":"U1"}}""");
        await host.EventAsync("""{"type":"event_callback","event_id":"Ev2","event":{"type":"message","user":"U2"}}""");

        Assert.That(host.Kept.Select(it => it.Delivery), Is.EqualTo(new[] { "Ev2" }));
    }

    [Test]
    public async Task An_event_whose_taker_stumbles_is_kept()
    {
        host.Routes.OnEvent("message", it => it.GetProperty("absent").GetBoolean());
        await host.EventAsync("""{"type":"event_callback","event_id":"Ev1","event":{"type":"message"}}""");

        Assert.That(host.Kept, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Types_that_would_flood_the_metrics_are_counted_as_other()
    {
        await host.EventAsync(Event("Weird-1"));
        await host.EventAsync(Event(new string('a', 41)));
        for (var i = 0; i < 70; i++)
            await host.EventAsync(Event($"t{(char)('a' + i / 26)}{(char)('a' + i % 26)}"));

        Assert.That(host.Counted.Distinct().Count(), Is.EqualTo(65));
        Assert.That(host.Counted.Count(it => it.EndsWith("type=other")), Is.EqualTo(8));
    }

    [Test]
    public async Task The_address_is_verified_by_saying_the_challenge_back()
    {
        var answer = await host.EventAsync("""{"type":"url_verification","token":"x","challenge":"3eZbrw1a"}""");

        Assert.That((answer.StatusCode, answer.Content.Headers.ContentType!.MediaType, await answer.Content.ReadAsStringAsync()),
            Is.EqualTo((HttpStatusCode.OK, "text/plain", "3eZbrw1a")));
    }

    [Test]
    public async Task A_notice_of_the_rate_limit_is_counted()
    {
        var answer = await host.EventAsync("""{"type":"app_rate_limited","team_id":"T1","minute_rate_limited":1518467820,"api_app_id":"A1"}""");

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(host.Counted, Has.Member("customergapbot_slack_ignored_total door=events type=app_rate_limited"));
    }

    [TestCase("")]
    [TestCase("{")]
    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("{}")]
    [TestCase("""{"type":7}""")]
    [TestCase("""{"type":"\ud800"}""")]
    [TestCase("""{"type":"url_verification"}""")]
    [TestCase("""{"type":"event_callback"}""")]
    [TestCase("""{"type":"event_callback","event_id":"Ev1"}""")]
    [TestCase("""{"type":"event_callback","event_id":"","event":{"type":"reaction_added"}}""")]
    [TestCase("""{"type":"event_callback","event_id":"Ev1","event":"reaction_added"}""")]
    [TestCase("""{"type":"event_callback","event_id":"Ev1","event":{"type":null}}""")]
    [TestCase("""{"type":"event_callback","event":{"type":"reaction_added"}}""")]
    public async Task Signed_rubbish_is_refused(string body)
    {
        var answer = await host.EventAsync(body);
        Assert.That((answer.StatusCode, host.Kept.Count), Is.EqualTo((HttpStatusCode.BadRequest, 0)));
    }

    [Test]
    public async Task JSON_that_is_nested_without_end_is_rubbish() =>
        Assert.That((await host.EventAsync(new string('[', 100_000))).StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));

    [TestCase(-300, HttpStatusCode.OK)]
    [TestCase(-301, HttpStatusCode.Unauthorized)]
    [TestCase(300, HttpStatusCode.OK)]
    [TestCase(301, HttpStatusCode.Unauthorized)]
    public async Task A_signature_is_good_for_five_minutes_either_way(int secondsOff, HttpStatusCode status)
    {
        var answer = await host.EventAsync(Reaction, secondsOff);
        Assert.That((answer.StatusCode, host.Kept.Count), Is.EqualTo((status, status is HttpStatusCode.OK ? 1 : 0)));
    }

    [Test]
    public async Task What_is_not_signed_by_Slack_has_no_effect_and_is_told_in_one_line()
    {
        var unsigned = await host.KnockAsync("events", Json, Encoding.UTF8.GetBytes(Reaction), signed: false);
        var forged = await host.KnockAsync("events", Json, Encoding.UTF8.GetBytes(Reaction), secret: "another");
        var challenge = await host.KnockAsync("events", Json, Encoding.UTF8.GetBytes("""{"type":"url_verification","challenge":"x"}"""), signed: false);

        Assert.That(new[] { unsigned.StatusCode, forged.StatusCode, challenge.StatusCode }, Is.All.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(await forged.Content.ReadAsStringAsync(), Does.Contain("signing secret").And.Not.Contain("\n"));
        Assert.That(host.Kept, Is.Empty);
    }

    [Test]
    public async Task Unsigned_rubbish_is_unsigned_before_it_is_rubbish() =>
        Assert.That((await host.KnockAsync("events", Json, [], signed: false)).StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));

    [TestCase(MostBytes, false, HttpStatusCode.OK)]
    [TestCase(MostBytes, true, HttpStatusCode.OK)]
    [TestCase(MostBytes + 1, false, HttpStatusCode.RequestEntityTooLarge)]
    [TestCase(MostBytes + 1, true, HttpStatusCode.RequestEntityTooLarge)]
    [TestCase(MostBytes + 100_000, true, HttpStatusCode.RequestEntityTooLarge)]
    public async Task Two_mebibytes_are_the_most(int bytes, bool chunked, HttpStatusCode status)
    {
        var answer = await host.KnockAsync("events", Json, Encoding.UTF8.GetBytes(Reaction.PadRight(bytes)), chunked: chunked);
        Assert.That((answer.StatusCode, host.Kept.Count), Is.EqualTo((status, status is HttpStatusCode.OK ? 1 : 0)));
    }

    [TestCase("events", "text/plain")]
    [TestCase("events", "application/x-www-form-urlencoded")]
    [TestCase("commands", "application/json")]
    [TestCase("interactivity", "multipart/form-data; boundary=x")]
    public async Task Another_content_type_is_not_taken(string door, string type) =>
        Assert.That((await host.KnockAsync(door, type, [])).StatusCode, Is.EqualTo(HttpStatusCode.UnsupportedMediaType));

    [Test]
    public async Task A_content_type_with_its_charset_is_taken() =>
        Assert.That((await host.KnockAsync("events", "application/json; charset=utf-8", Encoding.UTF8.GetBytes(Reaction))).StatusCode, Is.EqualTo(HttpStatusCode.OK));

    [Test]
    public async Task What_cannot_be_made_durable_is_asked_for_again()
    {
        host.Keep = (_, _) => throw new IOException("disk full");
        Assert.That((await host.EventAsync(Reaction)).StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
    }

    [Test]
    public async Task An_inbox_that_is_too_slow_is_not_waited_for()
    {
        var entered = new TaskCompletionSource();
        host.Keep = (_, _) =>
        {
            entered.SetResult();
            return new TaskCompletionSource<Kept>().Task;
        };
        var answer = host.EventAsync(Reaction);
        await entered.Task;
        host.Clock.Advance(TimeSpan.FromSeconds(2.5));

        Assert.That((await answer).StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
    }

    [TestCase("events")]
    [TestCase("commands")]
    [TestCase("interactivity")]
    public async Task Without_a_signing_secret_there_is_no_door(string door)
    {
        await using var closed = await DoorHost.StartAsync(secret: "");
        Assert.That((await closed.KnockAsync(door, Json, [], secret: "any")).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    private static string Event(string type) => $$$"""{"type":"event_callback","event_id":"Ev1","event":{"type":"{{{type}}}"}}""";
}
