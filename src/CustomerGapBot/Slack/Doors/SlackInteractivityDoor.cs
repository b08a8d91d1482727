using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Primitives;

namespace CustomerGapBot.Slack;

/// <summary>Presses, submissions and the options of a menu. Slack shows an error to the person unless it is answered 200.</summary>
internal sealed class SlackInteractivityDoor(SlackDoor door, SlackMetrics metrics)
{
    private const string Name = "interactivity";

    public async Task<IResult> KnockAsync(HttpRequest request)
    {
        var (body, refusal) = await door.OpenAsync(Name, SlackDoor.Form, request);
        if (refusal is not null) return refusal;
        if (SlackDoor.ReadForm(body) is not { } form) return door.Rubbish(Name, "This is not a form.");
        if (form.TryGetValue("ssl_check", out var check) && check == "1") return TypedResults.Ok();
        if (Payload(form) is not { } payload) return door.Rubbish(Name, "The payload is missing or is not a JSON object.");
        if (payload.Text("type") is not [_, ..] type) return door.Rubbish(Name, "The payload's type is missing.");
        if (type is "block_actions" && payload.Array("actions") is null) return door.Rubbish(Name, "The payload's actions are missing.");

        metrics.Ignored(Name, type);
        return type is "block_suggestion" ? TypedResults.Json(new JsonObject { ["options"] = new JsonArray() }) : TypedResults.Ok();
    }

    private static JsonElement? Payload(Dictionary<string, StringValues> form) =>
        form.TryGetValue("payload", out var values) && values is [{ } only] ? SlackJson.ReadObject(Encoding.UTF8.GetBytes(only)) : null;
}
