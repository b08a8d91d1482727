using System.Text.Json;
using System.Text.Json.Nodes;

namespace CustomerGapBot.Slack;

/// <summary>Neighbouring messages as one, when they fit.</summary>
internal static class SlackFold
{
    private const int MostBodies = 10;
    private const int MostBlocks = 45;

    public static string? Fold(IReadOnlyList<string> bodies)
    {
        if (bodies.Count is 0 or > MostBodies) return null;

        var parts = bodies.Select(SlackBody.Read).ToList();
        if (parts.Any(part => part is null || part.Broadcast || HoldsMore(part))) return null;

        // Text beside blocks is not shown, so a message without blocks would vanish among those with.
        var withBlocks = parts.Count(part => part!.HasBlocks);
        if (withBlocks > 0 && withBlocks < parts.Count) return null;

        // Each says the beginning of its own; who reads only the text then knows of all of them.
        var text = string.Join('\n', parts.Select(part => SlackText.Cut(part!.Text, (Message.MaxText / parts.Count) - 1)));
        var blocks = Joined(parts!);
        if (blocks.Count > MostBlocks) return null;

        var folded = new JsonObject { ["text"] = text };
        if (blocks.Count > 0) folded["blocks"] = blocks;
        return BlockLimits.Violations(JsonSerializer.SerializeToElement(folded)) is [] ? folded.ToJsonString() : null;
    }

    private static bool HoldsMore(SlackBody part) =>
        part.Whole.EnumerateObject().Any(field => field.Name is not ("text" or "blocks" or "reply_broadcast"));

    private static JsonArray Joined(IEnumerable<SlackBody> parts)
    {
        var blocks = new JsonArray();
        foreach (var part in parts.Where(part => part.HasBlocks))
        {
            if (blocks.Count > 0) blocks.Add(new JsonObject { ["type"] = "divider" });
            foreach (var block in part.Blocks!.Value.EnumerateArray()) blocks.Add(JsonSerializer.SerializeToNode(block));
        }

        return blocks;
    }
}
