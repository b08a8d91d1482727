using System.Globalization;
using System.Text;
using System.Text.Json;
using CustomerGapBot.Sandbox;

namespace CustomerGapBot.Tests.Sandbox;

internal sealed class EventsTests
{
    private ManualTimeProvider clock;
    private StandIns standIns;
    private BotDouble bot;

    [SetUp]
    public async Task StartAsync()
    {
        clock = new();
        standIns = await StandIns.StartAsync(clock);
        bot = await BotDouble.StartAsync();
        standIns.Bot = bot.Address;
    }

    [TearDown]
    public async Task StopAsync()
    {
        await standIns.DisposeAsync();
        await bot.DisposeAsync();
    }

    [Test]
    public async Task The_bot_hears_only_channels_it_is_in_and_each_event_is_signed()
    {
        standIns.Slack.Say(Cast.Alice, "#feedback", "unheard");
        standIns.Slack.InviteBot("#feedback");
        standIns.Slack.Say(Cast.Alice, "#feedback", "heard");
        await standIns.WebhooksDeliveredAsync();

        Assert.That(bot.Knocks.Select(Type), Is.EqualTo(["member_joined_channel", "message", "message"]));
        foreach (var knock in bot.Knocks)
        {
            var timestamp = long.Parse(knock.Headers["X-Slack-Request-Timestamp"], CultureInfo.InvariantCulture);
            Assert.That(knock.Headers["X-Slack-Signature"], Is.EqualTo(Signing.Slack(standIns.Settings["Slack:SigningSecret"]!, timestamp, Encoding.UTF8.GetBytes(knock.Body))));
        }
    }

    [Test]
    public async Task A_failed_event_comes_again_at_once_after_a_minute_and_after_five_under_its_own_id()
    {
        standIns.Slack.InviteBot("#feedback");
        await standIns.WebhooksDeliveredAsync();
        var before = bot.Knocks.Count;
        bot.Status = 503;
        standIns.Slack.Say(Cast.Alice, "#feedback", "hello");
        await standIns.WebhooksDeliveredAsync();
        Assert.That(Retries(before), Is.EqualTo(["", "1"]));

        foreach (var minutes in (int[])[1, 5])
        {
            var seen = bot.Knocks.Count;
            clock.Advance(TimeSpan.FromMinutes(minutes));
            await bot.KnockedAsync(seen + 1);
            await standIns.WebhooksDeliveredAsync();
        }

        Assert.That(Retries(before), Is.EqualTo(["", "1", "2", "3"]));
        Assert.That(bot.Knocks.Skip(before).Select(knock => JsonElement.Parse(knock.Body).GetProperty("event_id").GetString()).Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_command_brings_back_what_the_person_sees()
    {
        bot.Answer = """{"response_type":"ephemeral","text":"x","blocks":[{"type":"section","text":{"type":"mrkdwn","text":"Try `/gap help`, <@U0ALICE>"}}]}""";
        Assert.That(await standIns.Slack.CommandAsync(Cast.Alice, "#random", "/gap what now"), Is.EqualTo("Try `/gap help`, @Alice"));
        Assert.That(bot.Knocks.Single().Body, Does.Contain("command=%2Fgap&text=what%20now"));

        bot.Status = 500;
        Assert.That(await standIns.Slack.CommandAsync(Cast.Alice, "#random", "/gap"), Does.Contain("dispatch_failed"));
    }

    private static string? Type(Knock knock) => JsonElement.Parse(knock.Body).GetProperty("event").GetProperty("type").GetString();

    private string[] Retries(int after) => [.. bot.Knocks.Skip(after).Select(knock => knock.Headers.GetValueOrDefault("x-slack-retry-num", ""))];
}
