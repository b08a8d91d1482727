using System.Text.Json;

namespace CustomerGapBot.Sandbox;

/// <summary>Text objects: <c>plain_text</c> and <c>mrkdwn</c>.</summary>
internal static class TextRules
{
    public static void Plain(JsonElement owner, string name, int longest, string at, BlockFaults faults)
    {
        if (!owner.TryGetProperty(name, out var text)) faults.Add(at, $"missing required field: {name}");
        else if (BlockFaults.Type(text) != "plain_text") faults.Add($"{at}/{name}/type", "must be plain_text");
        else Object(text, longest, $"{at}/{name}", faults);
    }

    public static void Any(JsonElement owner, string name, int longest, string at, BlockFaults faults)
    {
        if (owner.TryGetProperty(name, out var text)) AnyObject(text, longest, $"{at}/{name}", faults);
        else faults.Add(at, $"missing required field: {name}");
    }

    public static void AnyObject(JsonElement text, int longest, string at, BlockFaults faults)
    {
        if (BlockFaults.Type(text) is "plain_text" or "mrkdwn") Object(text, longest, at, faults);
        else faults.Add($"{at}/type", $"unsupported type: {BlockFaults.Type(text)}");
    }

    private static void Object(JsonElement text, int longest, string at, BlockFaults faults)
    {
        faults.Only(text, at, "text", BlockFaults.Type(text) == "plain_text" ? "emoji" : "verbatim");
        faults.RequiredText(text, "text", longest, at);
    }
}
