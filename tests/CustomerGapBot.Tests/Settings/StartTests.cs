using CustomerGapBot.Tests.Crash;

namespace CustomerGapBot.Tests.Settings;

/// <summary>The real program, started by somebody who has not read anything yet.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class StartTests
{
    private static readonly Dictionary<string, string?> Fit = new()
    {
        ["Slack:BotToken"] = "xoxb-hunter2",
        ["Slack:SigningSecret"] = "hunter2",
        ["GitHub:Token"] = "ghp_hunter2",
        ["Feedback:Repository"] = "acme/feedback",
        ["Feedback:Channel"] = "#feedback",
    };

    [Test]
    public async Task Without_settings_it_says_all_that_is_missing_and_ends()
    {
        var (code, output) = await BotProcess.RunAsync([]);

        Assert.That(code, Is.EqualTo(1));
        string[] missing = ["Slack:BotToken", "GitHub:Token", "Feedback:Repository", "Feedback:Channel"];
        foreach (var setting in missing) Assert.That(output, Does.Contain($"- {setting} is missing: "));
        Assert.That(output, Does.Contain("appsettings.example.json").And.Not.Contain("   at "));
    }

    [TestCase("Data Source=/dev/full")]
    [TestCase("Data Source=/proc/bot.db")]
    [TestCase("Host=127.0.0.1;Port=1;Username=gap;Password=hunter2;Timeout=2")]
    public async Task A_database_that_cannot_be_used_is_told_in_a_sentence(string connectionString)
    {
        var (code, output) = await BotProcess.RunAsync(new Dictionary<string, string?>(Fit) { ["Storage:ConnectionString"] = connectionString });

        Assert.That(code, Is.EqualTo(1), output);
        Assert.That(output, Does.Contain("Storage:ConnectionString").And.Not.Contain("   at ").And.Not.Contain("hunter2"));
    }
}
