using System.Text.Json.Nodes;

namespace CustomerGapBot.Sandbox;

internal static class ConversationMethods
{
    /// <summary>A page is cut before it is filtered, as at Slack: fewer items than asked for is not the end.</summary>
    public static JsonObject List(Workspace workspace, Arguments arguments)
    {
        var types = (arguments.Text("types") is { Length: > 0 } asked ? asked : "public_channel").Split(',', StringSplitOptions.TrimEntries);
        if (types.Except(["public_channel", "private_channel", "im", "mpim"]).Any()) throw new SlackRefusal("invalid_types");
        var (page, next) = Paging.Page(workspace.Channels, arguments, otherwise: 100);
        var shown = page.Where(channel => types.Contains(Type(channel)) && Sees(channel) && !(arguments.Flag("exclude_archived") && channel.IsArchived));
        return new() { ["channels"] = new JsonArray([.. shown.Select(SlackJson.Channel)]), ["response_metadata"] = Paging.Next(next) };
    }

    public static JsonObject Info(Workspace workspace, Arguments arguments) => new() { ["channel"] = SlackJson.Channel(Seen(workspace, arguments)) };

    public static JsonObject Join(Workspace workspace, Arguments arguments)
    {
        var channel = Seen(workspace, arguments);
        if (channel.IsPrivate) throw new SlackRefusal("method_not_supported_for_channel_type");
        if (channel.IsArchived) throw new SlackRefusal("is_archived");
        var fresh = workspace.Join(channel, Cast.GapBot);
        var answer = new JsonObject { ["channel"] = SlackJson.Channel(workspace.Channel(channel.Id)!) };
        if (!fresh) answer["warning"] = "already_in_channel";
        return answer;
    }

    public static JsonObject Open(Workspace workspace, Arguments arguments)
    {
        var id = arguments.Required("users");
        var person = Cast.InSlack.FirstOrDefault(person => person.Id == id && person != Cast.GapBot) ?? throw new SlackRefusal("user_not_found");
        return new() { ["channel"] = new JsonObject { ["id"] = workspace.Direct(person).Id } };
    }

    /// <summary>The channel asked for, by id only; a private one that the bot is not in does not exist for it.</summary>
    public static SlackChannel Seen(Workspace workspace, Arguments arguments)
    {
        var id = arguments.Required("channel");
        return workspace.Channels.FirstOrDefault(channel => channel.Id == id && Sees(channel)) ?? throw new SlackRefusal("channel_not_found");
    }

    private static bool Sees(SlackChannel channel) => !channel.IsPrivate || channel.Has(Cast.GapBot);

    private static string Type(SlackChannel channel) =>
        channel.With is not null ? "im" : channel.IsPrivate ? "private_channel" : "public_channel";
}
