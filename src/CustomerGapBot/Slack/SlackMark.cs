using System.Text.Json;

namespace CustomerGapBot.Slack;

/// <summary>By what a message of ours is found again: Slack's message metadata (docs.slack.dev, "Message metadata").</summary>
internal static class SlackMark
{
    public const string EventType = "customer_gap_bot";
    public const string Field = "mark";

    /// <summary>The mark of a message or message event, or null when it bears none of ours.</summary>
    public static string? Of(JsonElement message) =>
        message.Object("metadata") is { } metadata && metadata.Text("event_type") is EventType
            ? metadata.Object("event_payload")?.Text(Field)
            : null;
}
