using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace CustomerGapBot.Sandbox;

/// <summary>
/// Sends what happens to the bot as signed Events API requests: in order, each retried at about 0 s, 1 min and 5 min on the given clock,
/// with the same <c>event_id</c>. A retry that still waits does not count as under way.
/// </summary>
internal sealed class SlackEvents(BotLine line, TimeProvider clock, string signingSecret)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan[] RetryAfter = [TimeSpan.Zero, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5)];

    private long count;

    public void Send(JsonObject slackEvent)
    {
        if (line.Bot is null) return;
        var what = "event " + (slackEvent["subtype"] is { } subtype ? $"{slackEvent["type"]}.{subtype}" : $"{slackEvent["type"]}");
        var body = Encoding.UTF8.GetBytes(Envelope(slackEvent).ToJsonString());
        line.Start("slack events", () => TryAsync(what, body, retry: 0, why: null));
    }

    /// <summary>The headers that sign a body at this moment.</summary>
    public Dictionary<string, string> Signed(byte[] body)
    {
        var timestamp = clock.GetUtcNow().ToUnixTimeSeconds();
        return new()
        {
            ["X-Slack-Request-Timestamp"] = timestamp.ToString(CultureInfo.InvariantCulture),
            ["X-Slack-Signature"] = Signing.Slack(signingSecret, timestamp, body),
            ["User-Agent"] = "Slackbot 1.0 (+https://api.slack.com/robots)",
        };
    }

    private async Task TryAsync(string what, byte[] body, int retry, string? why)
    {
        var headers = Signed(body);
        if (retry > 0)
        {
            headers["x-slack-retry-num"] = retry.ToString(CultureInfo.InvariantCulture);
            headers["x-slack-retry-reason"] = why ?? "unknown_error";
        }

        var reply = await line.PostAsync("slack", what, "slack/events", body, "application/json", headers, Patience);
        if (reply.Taken || reply.NoRetry || retry == RetryAfter.Length) return;
        var after = RetryAfter[retry];
        if (after == TimeSpan.Zero) await TryAsync(what, body, retry + 1, reply.Why);
        else _ = LaterAsync(after, () => TryAsync(what, body, retry + 1, reply.Why));
    }

    private async Task LaterAsync(TimeSpan after, Func<Task> attempt)
    {
        try
        {
            await Task.Delay(after, clock, line.Stopping);
            line.Start(null, attempt);
        }
        catch (OperationCanceledException)
        {
            // The stand-ins are going away.
        }
    }

    private JsonObject Envelope(JsonObject slackEvent) => new()
    {
        ["token"] = "deprecated", ["team_id"] = Workspace.TeamId, ["api_app_id"] = Workspace.AppId, ["event"] = slackEvent,
        ["type"] = "event_callback", ["event_id"] = string.Create(CultureInfo.InvariantCulture, $"Ev{Interlocked.Increment(ref count):00000000}"),
        ["event_time"] = clock.GetUtcNow().ToUnixTimeSeconds(), ["event_context"] = "EC0ACME", ["context_team_id"] = Workspace.TeamId,
        ["context_enterprise_id"] = null,
        ["authorizations"] = new JsonArray(new JsonObject
        {
            ["enterprise_id"] = null, ["team_id"] = Workspace.TeamId, ["user_id"] = Cast.GapBot.Id, ["is_bot"] = true, ["is_enterprise_install"] = false,
        }),
        ["is_ext_shared_channel"] = false,
    };
}
