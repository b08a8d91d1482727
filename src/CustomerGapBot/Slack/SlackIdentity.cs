namespace CustomerGapBot.Slack;

/// <summary>Who the bot is in Slack (docs.slack.dev auth.test).</summary>
internal sealed record SlackSelf(string BotId, string UserId, string TeamId, string AppId);

/// <summary>Asks once who the bot is; after a failure the next caller asks again.</summary>
internal sealed class SlackIdentity(SlackClient client)
{
    private volatile SlackSelf? known;

    /// <summary>For who cannot wait for the network: null until it was asked with success.</summary>
    public SlackSelf? Known => known;

    /// <summary>Who the bot is, or null and why that cannot be said.</summary>
    public async Task<(SlackSelf? Self, SlackResponse Answer)> AskAsync(CancellationToken ct)
    {
        if (known is { } self) return (self, new SlackResponse(SlackReach.Answered, 200));

        var answer = await client.TestAuthAsync(ct);
        if (!answer.Ok) return (null, answer);

        var body = answer.Body;
        return (known = new SlackSelf(
            body.Text("bot_id") ?? "", body.Text("user_id") ?? "", body.Text("team_id") ?? "", body.Text("app_id") ?? ""), answer);
    }
}
