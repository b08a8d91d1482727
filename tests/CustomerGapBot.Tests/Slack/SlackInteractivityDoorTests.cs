using System.Net;
using System.Text;

namespace CustomerGapBot.Tests.Slack;

internal sealed class SlackInteractivityDoorTests
{
    private DoorHost host = null!;

    [SetUp]
    public async Task Start() => host = await DoorHost.StartAsync();

    [TearDown]
    public async Task Stop() => await host.DisposeAsync();

    [TestCase("""{"type":"block_actions","actions":[{"action_id":"gone.verb"}],"user":{"id":"U1"}}""", "block_actions")]
    [TestCase("""{"type":"view_submission","view":{}}""", "view_submission")]
    [TestCase("""{"type":"view_closed"}""", "view_closed")]
    [TestCase("""{"type":"shortcut","callback_id":"x"}""", "shortcut")]
    [TestCase("""{"type":"message_action"}""", "message_action")]
    [TestCase("""{"type":"something_new"}""", "something_new")]
    public async Task What_nobody_handles_is_answered_with_nothing_and_counted(string payload, string type)
    {
        var answer = await host.FormAsync("interactivity", ("payload", payload));

        Assert.That((answer.StatusCode, await answer.Content.ReadAsStringAsync()), Is.EqualTo((HttpStatusCode.OK, "")));
        Assert.That(host.Counted, Has.Member($"customergapbot_slack_ignored_total door=interactivity type={type}"));
    }

    [Test]
    public async Task Options_that_nobody_offers_are_none()
    {
        var answer = await host.FormAsync("interactivity", ("payload", """{"type":"block_suggestion","value":"x"}"""));
        Assert.That(await answer.Content.ReadAsStringAsync(), Is.EqualTo("""{"options":[]}"""));
    }

    [TestCase("")]
    [TestCase("other=1")]
    [TestCase("payload=")]
    [TestCase("payload=%7B")]
    [TestCase("payload=%5B%5D")]
    [TestCase("payload=%7B%7D")]
    [TestCase("payload=%7B%22type%22%3A%22block_actions%22%7D")]
    [TestCase("payload=%7B%22type%22%3A%22shortcut%22%7D&payload=%7B%22type%22%3A%22shortcut%22%7D")]
    public async Task A_form_without_one_good_payload_is_rubbish(string form) =>
        Assert.That((await host.KnockAsync("interactivity", "application/x-www-form-urlencoded", Encoding.UTF8.GetBytes(form))).StatusCode,
            Is.EqualTo(HttpStatusCode.BadRequest));
}
