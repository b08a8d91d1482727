using System.Text.Json.Nodes;

namespace CustomerGapBot.Sandbox;

/// <summary>What people do in the pretend Slack, for the page.</summary>
internal static class SlackControls
{
    public static void MapSlackControls(this IEndpointRouteBuilder routes, Func<StandIns> standIns)
    {
        var slack = routes.MapGroup("/sandbox/slack");
        slack.MapPost("/messages", (SayRequest request) => Say(standIns().Slack, request));
        slack.MapPost("/reactions", (ReactionRequest request) =>
            standIns().Slack.React(Person(request.As), request.Channel, request.Ts, request.Name, request.Remove));
        slack.MapPost("/delete", (DeleteRequest request) => standIns().Slack.DeleteMessage(request.Channel, request.Ts));
        slack.MapPost("/channels", (ChannelRequest request) => Change(standIns().Slack, request));
        slack.MapPost("/commands", (CommandRequest request) => CommandAsync(standIns().Slack, request));
        slack.MapPost("/actions", (ActionRequest request) => PressAsync(standIns().Slack, request));
    }

    /// <summary>Someone of the cast by id, name or GitHub login.</summary>
    public static Person Person(string who) => Cast.Find(who)
        ?? throw new ArgumentException($"Nobody is called {who}: choose one of {string.Join(", ", Cast.Everyone.Select(person => person.Name))}.", nameof(who));

    private static JsonObject Say(SlackStandIn slack, SayRequest request)
    {
        if (string.IsNullOrWhiteSpace(request.Text)) throw new ArgumentException("Write something first.", nameof(request));
        var message = slack.Say(Person(request.As), request.Channel, slack.Typed(request.Text), request.ThreadTs);
        return new() { ["ts"] = message.Ts };
    }

    private static void Change(SlackStandIn slack, ChannelRequest request)
    {
        Action<string> change = request.Change switch
        {
            "archive" => slack.Archive,
            "unarchive" => slack.Unarchive,
            "kick" => slack.RemoveBot,
            "invite" => slack.InviteBot,
            _ => throw new ArgumentException("Choose archive, unarchive, kick or invite.", nameof(request)),
        };
        change(request.Channel);
    }

    private static async Task<JsonObject> CommandAsync(SlackStandIn slack, CommandRequest request)
    {
        if (!request.Text.StartsWith('/')) throw new ArgumentException("A command begins with /.", nameof(request));
        var answer = await slack.AskAsync(Person(request.As), request.Channel, request.Text);
        var json = new JsonObject { ["text"] = answer.Text };
        if (answer.Blocks is { } blocks) json["blocks"] = SlackJson.Node(blocks);
        return json;
    }

    private static async Task<JsonObject> PressAsync(SlackStandIn slack, ActionRequest request)
    {
        var status = await slack.PressAsync(Person(request.As), request.Channel, request.Ts, request.ActionId, request.BlockId, request.Value);
        return new() { ["status"] = status };
    }
}
