using System.Text.Json;
using System.Text.Json.Nodes;
using CustomerGapBot.Delivery;
using CustomerGapBot.Slack;
using Microsoft.Extensions.Logging.Abstractions;

namespace CustomerGapBot.Tests.Slack;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class SlackSenderTests
{
    private const string Body = """{"text":"Title &amp; more","blocks":[{"type":"divider"}],"reply_broadcast":true}""";
    private const string Posted = """{"ok":true,"channel":"C1","ts":"1700.000100"}""";

    private readonly ManualTimeProvider clock = new();

    [Test]
    public async Task A_post_goes_whole_and_cannot_ping_or_unfurl()
    {
        var (sender, wire) = Sender(_ => Posted);
        var outcome = await sender.SendAsync(Post(), default);

        Assert.That(outcome, Is.EqualTo(new Outcome.Delivered("C1/1700.000100")));
        Assert.That(JsonNode.DeepEquals(wire.Calls.Single().Fields, JsonNode.Parse("""
            {
              "channel": "C1", "text": "Title &amp; more", "blocks": [{ "type": "divider" }],
              "metadata": { "event_type": "customer_gap_bot", "event_payload": { "mark": "m-1" } },
              "unfurl_links": false, "unfurl_media": false, "parse": "none", "link_names": false
            }
            """)), Is.True, wire.Calls.Single().Fields.ToJsonString());
    }

    [Test]
    public async Task A_reply_goes_into_its_thread_wherever_the_lane_leads_now()
    {
        var (sender, wire) = Sender(_ => """{"ok":true,"channel":"C9","ts":"1700.000200"}""");
        var outcome = await sender.SendAsync(Post() with { Lane = "#renamed", Thread = "C9/1600.000100" }, default);

        Assert.That(outcome, Is.EqualTo(new Outcome.Delivered("C9/1700.000200")));
        var call = wire.Calls.Single();
        Assert.That((call["channel"], call["thread_ts"], call["reply_broadcast"]), Is.EqualTo(("C9", "1600.000100", "true")));
    }

    [Test]
    public async Task An_edit_says_text_and_blocks_and_keeps_the_mark()
    {
        var (sender, wire) = Sender(_ => """{"ok":true,"channel":"C1","ts":"1600.000100"}""");
        var outcome = await sender.SendAsync(Edit() with { Body = """{"text":"New"}""" }, default);

        Assert.That(outcome, Is.EqualTo(new Outcome.Delivered("C1/1600.000100")));
        Assert.That(JsonNode.DeepEquals(wire.Calls.Single().Fields, JsonNode.Parse(
            """{"channel":"C1","ts":"1600.000100","text":"New","blocks":[],"parse":"none","link_names":false}""")), Is.True);
    }

    [Test]
    public async Task A_text_is_never_longer_than_an_edit_may_have()
    {
        var (sender, wire) = Sender(_ => Posted);
        await sender.SendAsync(Edit() with { Body = JsonSerializer.Serialize(new { text = new string('x', 5000) }) }, default);
        Assert.That(wire.Calls.Single()["text"], Has.Length.EqualTo(4000).And.EndsWith("x…"));
    }

    [TestCase("not json")]
    [TestCase("[]")]
    [TestCase("{}")]
    public async Task A_body_that_is_no_message_is_refused(string body)
    {
        var (sender, wire) = Sender(_ => Posted);
        Assert.That(await sender.SendAsync(Post() with { Body = body }, default), Is.TypeOf<Outcome.Refused>());
        Assert.That(await sender.SendAsync(Edit() with { Body = body }, default), Is.TypeOf<Outcome.Refused>());
        Assert.That(wire.Calls, Is.Empty);
    }

    [Test]
    public async Task What_points_at_no_message_of_Slacks_is_refused()
    {
        var (sender, wire) = Sender(_ => Posted);
        Assert.That(await sender.SendAsync(Edit() with { Target = null }, default), Is.TypeOf<Outcome.Refused>());
        Assert.That(await sender.SendAsync(Edit() with { Target = "C1/abc" }, default), Is.TypeOf<Outcome.Refused>());
        Assert.That(await sender.SendAsync(Post() with { Thread = "nowhere" }, default), Is.TypeOf<Outcome.Refused>());
        Assert.That(await sender.SendAsync(Post() with { Kind = Kinds.Ask }, default), Is.TypeOf<Outcome.Refused>());
        Assert.That(wire.Calls, Is.Empty);
    }

    [Test]
    public async Task A_message_over_the_limits_goes_as_plain_text_at_once()
    {
        var (sender, wire) = Sender(_ => Posted);
        var crowded = JsonSerializer.Serialize(new { text = "Title &amp; more", blocks = Enumerable.Repeat(new { type = "divider" }, 51) });

        Assert.That(await sender.SendAsync(Post() with { Body = crowded }, default), Is.TypeOf<Outcome.Delivered>());
        Assert.That((wire.Calls.Single()["text"], wire.Calls.Single()["blocks"]), Is.EqualTo(("Title &amp; more", (string?)null)));
    }

    [TestCase("invalid_blocks")]
    [TestCase("invalid_blocks_format")]
    [TestCase("msg_blocks_too_long")]
    [TestCase("msg_too_long")]
    [TestCase("invalid_attachments")]
    [TestCase("invalid_arguments")]
    public async Task A_message_refused_for_its_blocks_goes_as_plain_text(string code)
    {
        var (sender, wire) = Sender(call => call["blocks"] is null or "[]" ? Posted : FakeWire.Error(code));

        Assert.That(await sender.SendAsync(Post(), default), Is.TypeOf<Outcome.Delivered>());
        Assert.That(await sender.SendAsync(Edit(), default), Is.TypeOf<Outcome.Delivered>());
        Assert.That(wire.Calls, Has.Count.EqualTo(4));
    }

    [Test]
    public async Task A_message_refused_as_plain_text_too_is_refused()
    {
        var (sender, wire) = Sender(_ => FakeWire.Error("msg_too_long"));
        Assert.That(await sender.SendAsync(Post(), default), Is.TypeOf<Outcome.Refused>());
        Assert.That(wire.Calls, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_public_channel_is_joined_when_need_be()
    {
        var joined = false;
        var (sender, wire) = Sender(call => call.Method is "conversations.join" ? Join() : joined ? Posted : FakeWire.Error("not_in_channel"));

        Assert.That(await sender.SendAsync(Post(), default), Is.TypeOf<Outcome.Delivered>());
        Assert.That(wire.Methods, Is.EqualTo(new[] { "chat.postMessage", "conversations.join", "chat.postMessage" }));

        string Join()
        {
            joined = true;
            return """{"ok":true}""";
        }
    }

    [TestCase("method_not_supported_for_channel_type")]
    [TestCase("missing_scope")]
    [TestCase("channel_not_found")]
    public async Task A_channel_that_cannot_be_joined_is_closed(string code)
    {
        var (sender, wire) = Sender(call => FakeWire.Error(call.Method is "conversations.join" ? code : "not_in_channel"));
        Assert.That(await sender.SendAsync(Post(), default), Is.TypeOf<Outcome.Closed>());
        Assert.That(wire.Calls, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_channel_that_cannot_be_joined_for_now_is_tried_later()
    {
        var (sender, _) = Sender(call => call.Method is "conversations.join" ? "<html>" : FakeWire.Error("not_in_channel"));
        Assert.That(await sender.SendAsync(Post(), default), Is.TypeOf<Outcome.TryLater>());
    }

    [Test]
    public async Task Slack_took_it_but_does_not_say_where_and_it_is_looked_for()
    {
        var (sender, _) = Sender(_ => """{"ok":true}""");
        Assert.That(await sender.SendAsync(Post(), default), Is.TypeOf<Outcome.Unknown>());
    }

    [Test]
    public async Task A_name_that_cannot_be_looked_up_is_no_unknown_post()
    {
        var (sender, wire) = Sender(_ => "<html>");
        Assert.That(await sender.SendAsync(Post() with { Lane = "#feedback" }, default), Is.TypeOf<Outcome.TryLater>());
        Assert.That(wire.Methods, Is.EqualTo(new[] { "conversations.list" }));
    }

    [Test]
    public async Task A_post_that_is_never_answered_is_unknown_and_the_courier_gets_its_answer_in_time()
    {
        var entered = new TaskCompletionSource();
        using var wire = new FakeWire(async (_, ct) =>
        {
            entered.SetResult();
            await Task.Delay(Timeout.Infinite, ct);
            throw new InvalidOperationException("not reached");
        });
        var outcome = Sender(wire).SendAsync(Post(), default);
        await entered.Task;
        clock.Advance(SlackClient.Patience);
        Assert.That(await outcome, Is.TypeOf<Outcome.Unknown>());
    }

    [Test]
    public async Task A_post_that_is_stopped_in_mid_send_is_unknown()
    {
        using var stop = new CancellationTokenSource();
        using var wire = new FakeWire(async (_, ct) =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, ct);
            throw new InvalidOperationException("not reached");
        });
        Assert.That(await Sender(wire).SendAsync(Post(), stop.Token), Is.TypeOf<Outcome.Unknown>());
    }

    [Test]
    public async Task A_lost_post_is_found_by_its_mark_on_a_later_page()
    {
        var (sender, wire) = Sender(call => call["cursor"] is null
            ? $$$"""{"ok":true,"messages":[{{{Message("1.1", "other")}}},{"ts":"1.2"}],"has_more":true,"response_metadata":{"next_cursor":"two"}}"""
            : $$$"""{"ok":true,"messages":[{"ts":"1.3","metadata":{"event_type":"someone_else","event_payload":{"mark":"m-1"} } },{{{Message("1.4", "m-1")}}}]}""");

        Assert.That(await sender.FindAsync(Post(), default), Is.EqualTo(new Outcome.Delivered("C1/1.4")));
        Assert.That((wire.Calls[0].Method, wire.Calls[0]["oldest"]), Is.EqualTo(("conversations.history", $"{clock.GetUtcNow().ToUnixTimeSeconds() - 60}.000000")));
    }

    [Test]
    public async Task A_lost_reply_is_looked_for_in_its_thread()
    {
        var (sender, wire) = Sender(_ => $$$"""{"ok":true,"messages":[{{{Message("1.9", "m-1")}}}]}""");

        Assert.That(await sender.FindAsync(Post() with { Thread = "C9/1600.000100" }, default), Is.EqualTo(new Outcome.Delivered("C9/1.9")));
        Assert.That((wire.Calls.Single().Method, wire.Calls.Single()["ts"]), Is.EqualTo(("conversations.replies", "1600.000100")));
    }

    [Test]
    public async Task What_is_nowhere_to_be_found_is_gone()
    {
        var (sender, _) = Sender(call => call.Method is "conversations.replies" ? FakeWire.Error("thread_not_found") : """{"ok":true,"messages":[]}""");
        Assert.That(await sender.FindAsync(Post(), default), Is.EqualTo(new Outcome.Gone("not there")));
        Assert.That(await sender.FindAsync(Post() with { Thread = "C9/1600.000100" }, default), Is.TypeOf<Outcome.Gone>());
    }

    [Test]
    public async Task What_was_not_looked_through_is_not_gone()
    {
        var (sender, wire) = Sender(_ => """{"ok":true,"messages":[],"response_metadata":{"next_cursor":"more"}}""");
        Assert.That(await sender.FindAsync(Post(), default), Is.TypeOf<Outcome.Refused>());
        Assert.That(wire.Calls, Has.Count.EqualTo(10));
    }

    [Test]
    public async Task A_lost_message_to_a_person_is_looked_for_in_their_conversation()
    {
        var (sender, wire) = Sender(call => call.Method is "conversations.open"
            ? """{"ok":true,"channel":{"id":"D7"}}"""
            : $$$"""{"ok":true,"messages":[{{{Message("1.9", "m-1")}}}]}""");

        Assert.That(await sender.FindAsync(Post() with { Lane = "U1" }, default), Is.EqualTo(new Outcome.Delivered("D7/1.9")));
        Assert.That((wire.Calls[0]["users"], wire.Calls[1]["channel"]), Is.EqualTo(("U1", "D7")));
    }

    [TestCase("""{"is_archived":true,"is_member":true}""", typeof(Outcome.Closed), 1)]
    [TestCase("""{"is_archived":false,"is_member":true}""", typeof(Outcome.Delivered), 1)]
    [TestCase("""{"is_member":false,"is_private":true}""", typeof(Outcome.Closed), 1)]
    [TestCase("""{"is_member":false,"is_private":false}""", typeof(Outcome.Delivered), 2)]
    public async Task A_parked_lane_is_open_again_when_the_bot_is_in_it(string channel, Type outcome, int calls)
    {
        var (sender, wire) = Sender(_ => $$"""{"ok":true,"channel":{{channel}} }""");
        Assert.That(await sender.ProbeAsync("C1", default), Is.TypeOf(outcome));
        Assert.That(wire.Calls, Has.Count.EqualTo(calls));
    }

    [TestCase("channel_not_found", typeof(Outcome.Closed))]
    [TestCase("invalid_auth", typeof(Outcome.Down))]
    [TestCase("ratelimited", typeof(Outcome.TryLater))]
    public async Task A_probe_is_judged_by_Slacks_code(string code, Type outcome) =>
        Assert.That(await Sender(_ => FakeWire.Error(code)).Sender.ProbeAsync("C1", default), Is.TypeOf(outcome));

    [Test]
    public async Task A_probe_of_a_person_asks_nothing()
    {
        var (sender, wire) = Sender(_ => FakeWire.Error("internal_error"));
        Assert.That(await sender.ProbeAsync("U1", default), Is.TypeOf<Outcome.Delivered>());
        Assert.That(await sender.ProbeAsync("D1", default), Is.TypeOf<Outcome.Delivered>());
        Assert.That(wire.Calls, Is.Empty);
    }

    [Test]
    public async Task A_closed_channels_name_may_lead_to_another_channel_later()
    {
        var id = "C1";
        var (sender, _) = Sender(call => call.Method is "conversations.list"
            ? $$$"""{"ok":true,"channels":[{"id":"{{{id}}}","name":"feedback"}]}"""
            : call["channel"] is "C1" ? """{"ok":true,"channel":{"is_archived":true}}""" : """{"ok":true,"channel":{"is_member":true}}""");

        Assert.That(await sender.ProbeAsync("#feedback", default), Is.TypeOf<Outcome.Closed>());
        id = "C2";
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.That(await sender.ProbeAsync("#feedback", default), Is.EqualTo(new Outcome.Delivered("C2")));
    }

    [Test]
    public void Its_limits_are_Slacks()
    {
        var (sender, _) = Sender(_ => Posted);
        Assert.That((sender.Service, sender.PostPace), Is.EqualTo(("slack", TimeSpan.FromSeconds(1))));
        Assert.That(sender.Budgets, Is.EqualTo(new[] { new Budget("post", 300, TimeSpan.FromMinutes(1)), new Budget("edit", 50, TimeSpan.FromMinutes(1)) }));
    }

    private static string Message(string ts, string mark) =>
        $$$"""{"ts":"{{{ts}}}","metadata":{"event_type":"customer_gap_bot","event_payload":{"mark":"{{{mark}}}"} } }""";

    private Sending Post() => new(1, "C1", Kinds.Post, "m-1", Body, null, null, clock.GetUtcNow());

    private Sending Edit() => new(2, "C1", Kinds.Edit, "m-2", Body, "C1/1600.000100", null, clock.GetUtcNow());

    private (SlackSender Sender, FakeWire Wire) Sender(Func<Call, string> answer)
    {
        var wire = new FakeWire(answer);
        return (Sender(wire), wire);
    }

    private SlackSender Sender(FakeWire wire)
    {
        var client = new SlackClient(wire, new SlackOptions { BotToken = "xoxb-1" }, clock, NullLogger<SlackClient>.Instance);
        return new(client, new SlackChannels(client, clock), clock, NullLogger<SlackSender>.Instance);
    }
}
