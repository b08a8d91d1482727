using System.Text.Json;
using System.Text.Json.Nodes;

namespace CustomerGapBot.Sandbox;

/// <summary>docs.slack.dev chat.postMessage, chat.update, chat.delete, chat.getPermalink.</summary>
internal static class ChatMethods
{
    private const int LongestText = 40_000;
    private const int LongestUpdate = 4_000;
    private const int LongestMarkdown = 12_000;

    public static JsonObject PostMessage(Workspace workspace, Arguments arguments)
    {
        var channel = Addressed(workspace, arguments);
        if (channel.IsArchived) throw new SlackRefusal("is_archived");
        if (!channel.Has(Cast.GapBot)) throw new SlackRefusal("not_in_channel");

        var draft = Draft(arguments);
        if (draft.Text.Length == 0 && draft.Blocks is null && draft.Attachments is null) throw new SlackRefusal("no_text");
        var thread = arguments.Text("thread_ts") is { Length: > 0 } ts ? Parent(workspace, channel, ts) : null;
        var posted = workspace.Post(at => draft with
        {
            Channel = channel.Id, Ts = at, ThreadTs = thread, Text = draft.Text[..Math.Min(LongestText, draft.Text.Length)],
            Broadcast = thread is not null && arguments.Flag("reply_broadcast"),
        });
        return Answer(posted, workspace);
    }

    /// <summary>Text without blocks takes the blocks away; neither leaves both; <c>[]</c> takes them away.</summary>
    public static JsonObject Update(Workspace workspace, Arguments arguments)
    {
        var (channel, message) = Own(workspace, arguments, "cant_update_message");
        if (channel.IsArchived) throw new SlackRefusal("is_inactive");
        if ((arguments.Text("text")?.Length ?? 0) > LongestUpdate) throw new SlackRefusal("msg_too_long");

        var draft = Draft(arguments);
        var writes = draft.Text.Length > 0 || arguments.Has("blocks") || arguments.Has("attachments");
        if (!writes && !arguments.Has("metadata")) throw new SlackRefusal("no_text");
        var changed = workspace.Change(channel.Id, message.Ts, before => before with
        {
            Text = draft.Text.Length > 0 ? draft.Text : before.Text,
            Blocks = writes ? draft.Blocks : before.Blocks,
            Attachments = arguments.Has("attachments") ? draft.Attachments : before.Attachments,
            Metadata = arguments.Has("metadata") ? draft.Metadata : before.Metadata,
            EditedTs = workspace.Stamp(),
        });
        var answer = Answer(changed ?? throw new SlackRefusal("message_not_found"), workspace);
        answer["text"] = changed.Text;
        return answer;
    }

    public static JsonObject Delete(Workspace workspace, Arguments arguments)
    {
        var (channel, message) = Own(workspace, arguments, "cant_delete_message");
        if (!workspace.Delete(channel.Id, message.Ts)) throw new SlackRefusal("message_not_found");
        return new() { ["channel"] = channel.Id, ["ts"] = message.Ts };
    }

    public static JsonObject GetPermalink(Workspace workspace, Arguments arguments)
    {
        var channel = ConversationMethods.Seen(workspace, arguments);
        var ts = arguments.Required("message_ts");
        if (workspace.Message(channel.Id, ts) is not { } message) throw new SlackRefusal("message_not_found");
        var thread = message.ThreadTs is { } parent ? $"?thread_ts={parent}&cid={channel.Id}" : "";
        var link = $"https://acme.slack.com/archives/{channel.Id}/p{ts.Replace(".", "", StringComparison.Ordinal)}{thread}";
        return new() { ["channel"] = channel.Id, ["permalink"] = link };
    }

    /// <summary>A channel by id; a person's id means the direct conversation with them.</summary>
    private static SlackChannel Addressed(Workspace workspace, Arguments arguments)
    {
        var id = arguments.Required("channel");
        if (!id.StartsWith('U')) return ConversationMethods.Seen(workspace, arguments);
        var person = Cast.InSlack.FirstOrDefault(person => person.Id == id && person != Cast.GapBot) ?? throw new SlackRefusal("channel_not_found");
        return workspace.Direct(person);
    }

    private static (SlackChannel Channel, SlackMessage Message) Own(Workspace workspace, Arguments arguments, string notOurs)
    {
        var channel = ConversationMethods.Seen(workspace, arguments);
        var ts = arguments.Required("ts");
        if (!channel.Has(Cast.GapBot)) throw new SlackRefusal("not_in_channel");
        if (workspace.Message(channel.Id, ts) is not { Subtype: not "tombstone" } message) throw new SlackRefusal("message_not_found");
        return message.BotId == Workspace.BotId ? (channel, message) : throw new SlackRefusal(notOurs);
    }

    private static string Parent(Workspace workspace, SlackChannel channel, string ts) =>
        workspace.Message(channel.Id, ts) is { ThreadTs: null } ? ts : throw new SlackRefusal("cannot_reply_to_message");

    private static SlackMessage Draft(Arguments arguments)
    {
        var text = arguments.Text("text") ?? "";
        var blocks = Blocks(arguments);
        if (arguments.Text("markdown_text") is { Length: > 0 } markdown)
        {
            if (text.Length > 0 || blocks is not null) throw new SlackRefusal("markdown_text_conflict");
            text = markdown.Length <= LongestMarkdown ? markdown : throw new SlackRefusal("msg_too_long");
        }

        return new("", "", null, Cast.GapBot.Id!, Workspace.BotId, text)
        {
            Blocks = blocks, Attachments = Attachments(arguments), Metadata = MetadataRules.Read(arguments),
        };
    }

    private static JsonElement? Blocks(Arguments arguments)
    {
        var blocks = arguments.Json("blocks", "invalid_blocks_format");
        if (blocks.ValueKind == JsonValueKind.Undefined) return null;
        if (blocks.ValueKind != JsonValueKind.Array) throw new SlackRefusal("invalid_blocks_format");
        if (BlockRules.Check(blocks) is { Count: > 0 } faults) throw new SlackRefusal("invalid_blocks", faults);
        return blocks.GetArrayLength() == 0 ? null : blocks;
    }

    private static JsonElement? Attachments(Arguments arguments)
    {
        var attachments = arguments.Json("attachments", "invalid_attachments");
        if (attachments.ValueKind != JsonValueKind.Array || attachments.GetArrayLength() == 0) return null;
        return attachments.GetArrayLength() <= 20 ? attachments : throw new SlackRefusal("too_many_attachments");
    }

    private static JsonObject Answer(SlackMessage message, Workspace workspace) => new()
    {
        ["channel"] = message.Channel, ["ts"] = message.Ts, ["message"] = SlackJson.Message(message, workspace, allMetadata: true),
    };
}
