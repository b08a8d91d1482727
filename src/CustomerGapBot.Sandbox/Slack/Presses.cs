using System.Text.Json;
using System.Text.Json.Nodes;

namespace CustomerGapBot.Sandbox;

/// <summary>The <c>block_actions</c> payload of a press on a message.</summary>
internal static class Presses
{
    public static JsonObject Payload(
        Person person, SlackChannel channel, SlackMessage message, string actionId, string? blockId, string? value, Workspace workspace, Uri response, string trigger)
    {
        var (block, element) = Find(message, actionId, blockId);
        return new()
        {
            ["type"] = "block_actions", ["api_app_id"] = Workspace.AppId, ["token"] = "deprecated", ["trigger_id"] = trigger,
            ["user"] = new JsonObject { ["id"] = person.Id, ["username"] = person.Name, ["name"] = person.Name, ["team_id"] = Workspace.TeamId },
            ["team"] = new JsonObject { ["id"] = Workspace.TeamId, ["domain"] = "acme" },
            ["container"] = new JsonObject { ["type"] = "message", ["message_ts"] = message.Ts, ["channel_id"] = channel.Id, ["is_ephemeral"] = false },
            ["channel"] = new JsonObject { ["id"] = channel.Id, ["name"] = channel.With is null ? channel.Name : "directmessage" },
            ["message"] = SlackJson.Message(message, workspace, allMetadata: true),
            ["state"] = new JsonObject { ["values"] = new JsonObject() }, ["response_url"] = $"{response}",
            ["actions"] = new JsonArray(Action(block, element, value, workspace.Stamp())),
        };
    }

    private static JsonObject Action(JsonElement block, JsonElement element, string? value, string ts)
    {
        var type = element.GetProperty("type").GetString()!;
        var action = new JsonObject
        {
            ["type"] = type, ["action_id"] = element.GetProperty("action_id").GetString(), ["action_ts"] = ts,
            ["block_id"] = block.TryGetProperty("block_id", out var id) ? id.GetString() : "b0",
        };
        if (type == "button")
        {
            action["text"] = SlackJson.Node(element.GetProperty("text"));
            if ((element.TryGetProperty("value", out var own) ? own.GetString() : value) is { } sent) action["value"] = sent;
        }
        else
        {
            var chosen = element.GetProperty("options").EnumerateArray().First(option => option.GetProperty("value").GetString() == value);
            action["selected_option"] = SlackJson.Node(chosen);
        }

        return action;
    }

    private static (JsonElement Block, JsonElement Element) Find(SlackMessage message, string actionId, string? blockId)
    {
        foreach (var block in message.Blocks?.EnumerateArray() ?? default)
        {
            if (blockId is not null && !(block.TryGetProperty("block_id", out var id) && id.GetString() == blockId)) continue;
            foreach (var element in Elements(block))
                if (element.TryGetProperty("action_id", out var action) && action.GetString() == actionId) return (block, element);
        }

        throw new ArgumentException($"No element {actionId} in message {message.Ts}.", nameof(actionId));
    }

    private static IEnumerable<JsonElement> Elements(JsonElement block)
    {
        if (block.TryGetProperty("accessory", out var accessory)) yield return accessory;
        if (block.GetProperty("type").GetString() is not ("actions" or "context_actions")) yield break;
        foreach (var element in block.GetProperty("elements").EnumerateArray()) yield return element;
    }
}
