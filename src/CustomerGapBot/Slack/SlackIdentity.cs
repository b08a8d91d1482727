namespace CustomerGapBot.Slack;

/// <summary>Who the bot is in Slack (docs.slack.dev auth.test).</summary>
internal sealed record SlackSelf(string BotId, string UserId, string TeamId, string AppId);

/// <summary>Asks at the start who the bot is, until Slack says it.</summary>
internal sealed class SlackIdentity(SlackClient client, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan BetweenQuestions = TimeSpan.FromMinutes(1);

    private volatile SlackSelf? known;

    /// <summary>For who cannot wait for the network: null until it was asked with success.</summary>
    public SlackSelf? Known => known;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested && !await AskAsync(stoppingToken))
            await Task.Delay(BetweenQuestions, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<bool> AskAsync(CancellationToken ct)
    {
        var answer = await client.TestAuthAsync(ct);
        if (!answer.Ok) return false;

        var body = answer.Body;
        known = new(body.Text("bot_id") ?? "", body.Text("user_id") ?? "", body.Text("team_id") ?? "", body.Text("app_id") ?? "");
        return true;
    }
}
