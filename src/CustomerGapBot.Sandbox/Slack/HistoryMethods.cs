using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CustomerGapBot.Sandbox;

/// <summary>Reading a channel (newest first) and a thread (its parent, then replies oldest first). Both need membership.</summary>
internal static partial class HistoryMethods
{
    public static JsonObject History(Workspace workspace, Arguments arguments)
    {
        var channel = Joined(workspace, arguments);
        var all = workspace.History(channel.Id).Where(Window(arguments)).Reverse().ToList();
        return Answer(all, workspace, arguments);
    }

    public static JsonObject Replies(Workspace workspace, Arguments arguments)
    {
        var channel = Joined(workspace, arguments);
        var ts = arguments.Required("ts");
        if (workspace.Message(channel.Id, ts) is not { ThreadTs: null } parent) throw new SlackRefusal("thread_not_found");
        return Answer([parent, .. workspace.Replies(channel.Id, ts).Where(Window(arguments))], workspace, arguments);
    }

    private static SlackChannel Joined(Workspace workspace, Arguments arguments)
    {
        var channel = ConversationMethods.Seen(workspace, arguments);
        return channel.Has(Cast.GapBot) ? channel : throw new SlackRefusal("not_in_channel");
    }

    private static JsonObject Answer(IReadOnlyList<SlackMessage> all, Workspace workspace, Arguments arguments)
    {
        var (page, next) = Paging.Page(all, arguments, otherwise: 100);
        var withMetadata = arguments.Flag("include_all_metadata");
        return new()
        {
            ["messages"] = new JsonArray([.. page.Select(message => SlackJson.Message(message, workspace, withMetadata))]),
            ["has_more"] = next.Length > 0, ["pin_count"] = 0, ["response_metadata"] = Paging.Next(next),
        };
    }

    private static Func<SlackMessage, bool> Window(Arguments arguments)
    {
        var oldest = Ts(arguments, "oldest", "invalid_ts_oldest");
        var latest = Ts(arguments, "latest", "invalid_ts_latest");
        var inclusive = arguments.Flag("inclusive");
        return message => Micros(message.Ts) is var ts
            && (oldest is null || ts > oldest || inclusive && ts == oldest)
            && (latest is null || ts < latest || inclusive && ts == latest);
    }

    private static long? Ts(Arguments arguments, string name, string code)
    {
        if (arguments.Text(name) is not { Length: > 0 } text) return null;
        return Seconds.IsMatch(text) ? Micros(text) : throw new SlackRefusal(code);
    }

    private static long Micros(string ts)
    {
        var dot = ts.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? long.Parse(ts) * 1_000_000 : long.Parse(ts.AsSpan(0, dot)) * 1_000_000 + long.Parse(ts[(dot + 1)..].PadRight(6, '0'));
    }

    [GeneratedRegex(@"^\d{1,12}(\.\d{1,6})?$")]
    private static partial Regex Seconds { get; }
}
