using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CustomerGapBot.Slack;

namespace CustomerGapBot.Tests.Slack;

internal sealed class SlackCommandDoorTests
{
    private DoorHost host = null!;

    [SetUp]
    public async Task Start() => host = await DoorHost.StartAsync();

    [TearDown]
    public async Task Stop() => await host.DisposeAsync();

    [Test]
    public async Task A_command_is_answered_for_its_author_alone()
    {
        SlackCommand? seen = null;
        host.Routes.OnCommand("/gap", (command, _) =>
        {
            seen = command;
            return Task.FromResult(new SlackAnswer("Here.", [new JsonObject { ["type"] = "divider" }]));
        });

        var answer = await host.FormAsync("commands",
            ("command", "/gap"), ("text", " trace <https://x> & é "), ("user_id", "U1"), ("channel_id", "C1"), ("team_id", "T1"));

        Assert.That(seen, Is.EqualTo(new SlackCommand("/gap", "trace <https://x> & é", "U1", "C1", "T1")));
        Assert.That(JsonNode.DeepEquals(await ReadAsync(answer),
            JsonNode.Parse("""{"response_type":"ephemeral","text":"Here.","blocks":[{"type":"divider"}]}""")), Is.True);
    }

    [Test]
    public async Task An_unknown_command_says_what_to_do_next()
    {
        var answer = await host.FormAsync("commands", ("command", "/hole"), ("user_id", "U1"));

        Assert.That((answer.StatusCode, await TextAsync(answer)), Is.EqualTo((HttpStatusCode.OK, SlackAnswers.Unknown.Text)));
        Assert.That(host.Counted, Has.Member("customergapbot_slack_ignored_total door=commands type=command"));
    }

    [Test]
    public async Task A_command_that_fails_says_so_with_200()
    {
        host.Routes.OnCommand("/gap", (_, _) => throw new InvalidOperationException("hidden"));
        var answer = await host.FormAsync("commands", ("command", "/gap"), ("user_id", "U1"));

        Assert.That((answer.StatusCode, await TextAsync(answer)), Is.EqualTo((HttpStatusCode.OK, SlackAnswers.Failed.Text)));
    }

    [Test]
    public async Task A_command_that_is_too_slow_says_that_it_may_still_happen()
    {
        var entered = new TaskCompletionSource();
        host.Routes.OnCommand("/gap", (_, _) =>
        {
            entered.SetResult();
            return new TaskCompletionSource<SlackAnswer>().Task;
        });
        var answer = host.FormAsync("commands", ("command", "/gap"), ("user_id", "U1"));
        await entered.Task;
        host.Clock.Advance(SlackEndpoints.Patience);

        Assert.That(((await answer).StatusCode, await TextAsync(await answer)), Is.EqualTo((HttpStatusCode.OK, SlackAnswers.TooSlow.Text)));
    }

    [TestCase("")]
    [TestCase("text=hello")]
    [TestCase("command=%2Fgap")]
    [TestCase("command=gap&user_id=U1")]
    [TestCase("command=%2Fgap&command=%2Fgap&user_id=U1")]
    public async Task A_form_without_a_command_is_rubbish(string form) =>
        Assert.That((await host.KnockAsync("commands", "application/x-www-form-urlencoded", Encoding.UTF8.GetBytes(form))).StatusCode,
            Is.EqualTo(HttpStatusCode.BadRequest));

    [Test]
    public async Task A_form_with_too_many_fields_is_rubbish() =>
        Assert.That((await host.KnockAsync("commands", "application/x-www-form-urlencoded",
            Encoding.UTF8.GetBytes("command=%2Fgap&user_id=U1&" + string.Join('&', Enumerable.Range(0, 2000).Select(i => $"f{i}=1"))))).StatusCode,
            Is.EqualTo(HttpStatusCode.BadRequest));

    [Test]
    public async Task A_check_of_the_certificate_is_answered_with_nothing()
    {
        var answer = await host.FormAsync("commands", ("ssl_check", "1"), ("token", "x"));
        Assert.That((answer.StatusCode, await answer.Content.ReadAsStringAsync()), Is.EqualTo((HttpStatusCode.OK, "")));
    }

    [Test]
    public async Task An_unsigned_command_is_not_carried_out()
    {
        host.Routes.OnCommand("/gap", (_, _) => throw new InvalidOperationException("reached"));
        var answer = await host.KnockAsync("commands", "application/x-www-form-urlencoded", Encoding.UTF8.GetBytes("command=%2Fgap&user_id=U1"), signed: false);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public void Two_slices_cannot_answer_one_command()
    {
        host.Routes.OnCommand("/gap", (_, _) => Task.FromResult(SlackAnswers.Failed));
        Assert.That(() => host.Routes.OnCommand("/gap", (_, _) => Task.FromResult(SlackAnswers.Failed)), Throws.InvalidOperationException);
    }

    private static async Task<JsonNode?> ReadAsync(HttpResponseMessage answer) => JsonNode.Parse(await answer.Content.ReadAsStringAsync());

    private static async Task<string?> TextAsync(HttpResponseMessage answer) => (string?)(await ReadAsync(answer))!["text"];
}
