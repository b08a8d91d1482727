using CustomerGapBot.Slack;
using Microsoft.Extensions.Configuration;

namespace CustomerGapBot.Tests.Slack;

internal sealed class SlackOptionsTests
{
    [Test]
    public void Good_settings_have_no_faults() =>
        Assert.That(new SlackOptions { BotToken = " xoxb-1-2-abc\n", SigningSecret = "8f742231b10e8888abcd99yyyzzz85a5" }.Faults(), Is.Empty);

    [Test]
    public void Defaults_are_Slacks_own_address_and_gap()
    {
        var options = new SlackOptions();
        Assert.That((options.ApiUrl, options.Commands.Gap), Is.EqualTo(("https://slack.com/api/", "/gap")));
    }

    [TestCase("http://127.0.0.1:5080/api", "http://127.0.0.1:5080/api/")]
    [TestCase("http://127.0.0.1:5080/api/", "http://127.0.0.1:5080/api/")]
    public void The_address_ends_with_a_slash(string given, string used) => Assert.That(new SlackOptions { ApiUrl = given }.ApiUrl, Is.EqualTo(used));

    [TestCase("", "missing")]
    [TestCase("xapp-1-secret", "app-level")]
    [TestCase("xoxp-1-secret", "person's")]
    [TestCase("secret", "not a bot token")]
    [TestCase("xoxb-secret secret", "not a bot token")]
    public void A_wrong_bot_token_is_a_fault_that_says_where_the_right_one_is(string token, string words)
    {
        var fault = new SlackOptions { BotToken = token }.Faults().Single();
        Assert.That(fault, Does.Contain(words).And.Contain("OAuth & Permissions").And.Not.Contain("secret"));
    }

    [Test]
    public void A_token_in_the_place_of_the_signing_secret_is_a_fault() =>
        Assert.That(new SlackOptions { BotToken = "xoxb-1", SigningSecret = "xoxb-hidden" }.Faults().Single(),
            Does.StartWith("Slack:SigningSecret").And.Not.Contain("hidden"));

    [TestCase("slack.com/api")]
    [TestCase("ftp://slack.com/api")]
    [TestCase("https://name:word@slack.com/api")]
    [TestCase("")]
    public void A_wrong_address_is_a_fault(string url) =>
        Assert.That(new SlackOptions { BotToken = "xoxb-1", ApiUrl = url }.Faults().Single(), Does.StartWith("Slack:ApiUrl"));

    [TestCase("gap")]
    [TestCase("/")]
    [TestCase("/Gap")]
    [TestCase("/gap it")]
    public void A_wrong_command_is_a_fault(string name) =>
        Assert.That(new SlackOptions { BotToken = "xoxb-1", Commands = new() { Gap = name } }.Faults().Single(), Does.StartWith("Slack:Commands:Gap"));

    [Test]
    public void All_faults_are_told_at_once() =>
        Assert.That(new SlackOptions { SigningSecret = "xapp-1", ApiUrl = "?", Commands = new() { Gap = "" } }.Faults().Count(), Is.EqualTo(4));

    [Test]
    public void They_bind_from_the_section()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Slack:BotToken"] = "xoxb-1",
            ["Slack:SigningSecret"] = "s",
            ["Slack:ApiUrl"] = "http://x/api",
            ["Slack:Commands:Gap"] = "/hole",
        }).Build();
        var options = configuration.GetSection(SlackOptions.Section).Get<SlackOptions>()!;
        Assert.That((options.BotToken, options.SigningSecret, options.ApiUrl, options.Commands.Gap), Is.EqualTo(("xoxb-1", "s", "http://x/api/", "/hole")));
    }
}
