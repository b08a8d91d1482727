using System.Text.Json.Nodes;

namespace CustomerGapBot.Slack;

/// <summary>
/// What only the person who typed a command sees. <paramref name="Text"/> is Slack's mrkdwn, already escaped where it is not ours;
/// with <paramref name="Blocks"/> it is their fallback.
/// </summary>
internal sealed record SlackAnswer(string Text, JsonArray? Blocks = null)
{
    public JsonObject ToJson()
    {
        var json = new JsonObject { ["response_type"] = "ephemeral", ["text"] = Text };
        if (Blocks is not null) json["blocks"] = Blocks.DeepClone();
        return json;
    }
}

/// <summary>What is answered when no slice could.</summary>
internal static class SlackAnswers
{
    public static readonly SlackAnswer Unknown = new(
        "I do not know this command. It is set in the Slack app but not in my settings: "
        + "ask an administrator of this bot to use the same name in both (`Slack:Commands`).");

    public static readonly SlackAnswer Failed = new(
        "That did not work, and nothing was changed. Please try again; if it fails once more, tell an administrator of this bot.");

    public static readonly SlackAnswer TooSlow = new(
        "That takes longer than I have for an answer. It may still happen: look whether it did before you try again.");
}
