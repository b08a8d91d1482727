using CustomerGapBot.Settings;
using CustomerGapBot.Tests.House;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace CustomerGapBot.Tests.Settings;

/// <summary>Whatever is wrong is told at once, each with its mend, and without the value: it might be a secret in the wrong place.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class SettingsTests
{
    [Test]
    public void The_example_has_no_fault() => Assert.That(Faults(), Is.Empty);

    [TestCase("Retention:Done", "hunter2", "Retention:Done cannot be read")]
    [TestCase("Feedback:Relay:Threaded", "hunter2", "Feedback:Relay:Threaded cannot be read")]
    [TestCase("Feedback:Relay:Broadcast", "hunter2", "Feedback:Relay:Broadcast cannot be read")]
    [TestCase("Routes:0:Threaded", "hunter2", "Routes:0:Threaded cannot be read")]
    [TestCase("Routes:0:LeaveOutBots", "hunter2", "Routes:0:LeaveOutBots cannot be read")]
    [TestCase("Slack:BotTokn", "hunter2", "Slack has settings that do not exist: BotTokn.")]
    [TestCase("GitHub:WebhookSecret", "hunter2", "GitHub has settings that do not exist: WebhookSecret.")]
    [TestCase("Feedback:Relay:Exclude:Label", "hunter2", "Label")]
    [TestCase("Storage:ConnectionString", "hunter2", "Storage:ConnectionString is neither")]
    [TestCase("Storage:ConnectionString", "Password=hunter2;;=;", "Storage:ConnectionString is neither")]
    [TestCase("Storage:ConnectionString", "Data Source=x.db;Nonsense=hunter2", "Storage:ConnectionString")]
    [TestCase("Storage:ConnectionString", "Host=x;Nonsense=hunter2", "Storage:ConnectionString")]
    [TestCase("Storage:ConnectionString", "Host=x;Port=hunter2", "Storage:ConnectionString")]
    [TestCase("Storage:ConnectionString", "Data Source=/nowhere/at/all/bot.db;Password=hunter2", "which is no folder")]
    public void A_fault_is_told_with_its_place_and_without_the_value(string name, string value, string told)
    {
        var fault = Faults((name, value)).Single();

        Assert.That(fault, Does.Contain(told).And.Not.Contain("hunter2"));
    }

    [TestCase("Feedback:Repository", "acme")]
    [TestCase("Feedback:Repository", "acme/feed/back")]
    [TestCase("Feedback:Repository", "https://github.com/acme/feedback")]
    [TestCase("Feedback:Channel", "feedback")]
    [TestCase("Feedback:Channel", "#Feed Back")]
    [TestCase("Operators:Channel", "#")]
    [TestCase("Operators:Admins:0", "alice")]
    [TestCase("Retention:Done", "1.00:00:00")]
    [TestCase("Slack:Commands:Gap", "gap")]
    public void What_cannot_be_right_is_told_with_its_place(string name, string value) =>
        Assert.That(Faults((name, value)), Has.Exactly(1).Contains(name));

    [Test]
    public void Faults_of_all_sections_are_told_together() => Assert.That(
        Faults(("Slack:BotToken", ""), ("GitHub:Token", ""), ("Feedback:Channel", ""), ("Routes:0:Repository", "?"), ("Retention:Done", "soon"), ("Storage:ConnectionString", "?")),
        Has.Count.EqualTo(6));

    private static IReadOnlyList<string> Faults(params (string Name, string? Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddJsonFile(Path.Combine(Checkout.Root, TestApp.Example), optional: false);
        builder.Configuration.AddInMemoryCollection([
            new("Storage:ConnectionString", "Data Source=:memory:"), new("Routes:0:Repository", "acme/product"), new("Routes:0:Channel", "#product")]);
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, setting.Value)));
        try
        {
            using var app = (IDisposable)App.Build(builder);
            return [];
        }
        catch (SettingsException settingsDoNotDo)
        {
            return settingsDoNotDo.Faults;
        }
    }
}
