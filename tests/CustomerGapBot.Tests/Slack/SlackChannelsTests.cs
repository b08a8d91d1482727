using CustomerGapBot.Slack;
using Microsoft.Extensions.Logging.Abstractions;

namespace CustomerGapBot.Tests.Slack;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class SlackChannelsTests
{
    private readonly ManualClock clock = new();

    [TestCase("C0123")]
    [TestCase("G0123")]
    [TestCase("D0123")]
    [TestCase("U0123")]
    [TestCase("W0123")]
    public async Task An_id_is_itself(string id)
    {
        var (channels, wire) = Channels(_ => FakeWire.Error("internal_error"));
        Assert.That((await channels.ResolveAsync(id, default)).Id, Is.EqualTo(id));
        Assert.That(wire.Calls, Is.Empty);
    }

    [Test]
    public async Task A_name_is_looked_up_once_through_all_pages()
    {
        var (channels, wire) = Channels(call => call["cursor"] is null
            ? """{"ok":true,"channels":[{"id":"C1","name":"general"}],"response_metadata":{"next_cursor":"two"}}"""
            : """{"ok":true,"channels":[{"id":"C2","name":"feedback"}],"response_metadata":{"next_cursor":""}}""");

        Assert.That((await channels.ResolveAsync("#feedback", default)).Id, Is.EqualTo("C2"));
        Assert.That((await channels.ResolveAsync("#Feedback", default)).Id, Is.EqualTo("C2"));
        Assert.That((await channels.ResolveAsync("general", default)).Id, Is.EqualTo("C1"));
        Assert.That(wire.Calls, Has.Count.EqualTo(2));
        Assert.That((wire.Calls[0]["types"], wire.Calls[0]["exclude_archived"], wire.Calls[0]["limit"]), Is.EqualTo(("public_channel,private_channel", "false", "200")));
    }

    [Test]
    public async Task A_name_that_is_not_there_is_looked_for_again_after_a_minute()
    {
        var (channels, wire) = Channels(_ => """{"ok":true,"channels":[]}""");

        Assert.That((await channels.ResolveAsync("#new", default)).Answer.Error, Is.EqualTo("channel_not_found"));
        clock.Advance(TimeSpan.FromSeconds(59));
        Assert.That((await channels.ResolveAsync("#new", default)).Id, Is.Null);
        Assert.That(wire.Calls, Has.Count.EqualTo(1));

        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.That((await channels.ResolveAsync("#new", default)).Id, Is.Null);
        Assert.That(wire.Calls, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_list_that_was_cut_short_goes_on_where_it_stopped()
    {
        var answers = new Queue<string>(
        [
            """{"ok":true,"channels":[{"id":"C1","name":"one"}],"response_metadata":{"next_cursor":"two"}}""",
            FakeWire.Error("ratelimited"),
            """{"ok":true,"channels":[{"id":"C2","name":"two"}]}""",
        ]);
        var (channels, wire) = Channels(_ => answers.Dequeue());

        Assert.That((await channels.ResolveAsync("#two", default)).Answer.Error, Is.EqualTo("ratelimited"));
        Assert.That((await channels.ResolveAsync("#two", default)).Answer.Error, Is.EqualTo("ratelimited"));
        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.That((await channels.ResolveAsync("#two", default)).Id, Is.EqualTo("C2"));
        Assert.That(wire.Calls.Select(call => call["cursor"]), Is.EqualTo(new[] { null, "two", "two" }));
    }

    [TestCase("""{"id":"U1","is_admin":true},{"id":"U2","is_owner":true},{"id":"U3","is_owner":true,"is_primary_owner":true}""", "U3")]
    [TestCase("""{"id":"U1","is_admin":true},{"id":"U2","is_owner":true},{"id":"U3","is_primary_owner":true,"deleted":true}""", "U2")]
    [TestCase("""{"id":"U1","is_owner":true,"is_bot":true},{"id":"U2"},{"id":"U3","is_admin":true}""", "U3")]
    [TestCase("""{"id":"U1"}""", null)]
    public async Task The_administrators_are_the_primary_owner_or_who_comes_next(string members, string? id)
    {
        var (channels, wire) = Channels(_ => $$"""{"ok":true,"members":[{{members}}]}""");
        var place = await channels.ResolveAsync("@admins", default);

        Assert.That((place.Id, place.Answer.Error), Is.EqualTo((id, id is null ? "user_not_found" : null)));
        Assert.That(wire.Methods, Is.All.EqualTo("users.list"));
    }

    [Test]
    public async Task The_administrators_are_asked_for_again_after_an_hour()
    {
        var (channels, wire) = Channels(_ => """{"ok":true,"members":[{"id":"U1","is_owner":true}]}""");
        await channels.ResolveAsync("@admins", default);
        await channels.ResolveAsync("@admins", default);
        Assert.That(wire.Calls, Has.Count.EqualTo(1));

        clock.Advance(TimeSpan.FromHours(1));
        await channels.ResolveAsync("@admins", default);
        Assert.That(wire.Calls, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task The_lanes_of_a_channel_are_its_id_and_its_known_names()
    {
        var (channels, _) = Channels(call => call.Method is "users.list"
            ? """{"ok":true,"members":[{"id":"U1","is_owner":true}]}"""
            : """{"ok":true,"channels":[{"id":"C1","name":"one"}]}""");
        Assert.That(channels.LanesOf("C1"), Is.EqualTo(new[] { "C1" }));

        await channels.ResolveAsync("#one", default);
        await channels.ResolveAsync("@admins", default);
        Assert.That(channels.LanesOf("C1"), Is.EqualTo(new[] { "C1", "#one" }));
        Assert.That(channels.LanesOf("U1"), Is.EqualTo(new[] { "U1", "@admins" }));
    }

    private (SlackChannels Channels, FakeWire Wire) Channels(Func<Call, string> answer)
    {
        var wire = new FakeWire(answer);
        return (new(new(wire, new() { BotToken = "xoxb-1" }, clock, NullLogger<SlackClient>.Instance), clock), wire);
    }
}
